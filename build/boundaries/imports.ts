/** Every way in which a file names another one, read from its syntax tree. */
import ts from 'typescript'

export interface Import {
  readonly line: number
  readonly specifier: string
  /** Disappears when types are stripped. */
  readonly typeOnly: boolean
}

/** @param text a whole .ts or .svelte file. A specifier that is not a literal comes out as '' and is refused. */
export function importsOf({ file, text }: { file: string; text: string }): readonly Import[] {
  const script = file.endsWith('.svelte') ? scriptOnly(text) : text
  const source = ts.createSourceFile(file, script, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS)
  const found: Import[] = []
  const add = (node: ts.Node, specifier: string, typeOnly: boolean): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
    found.push({ line: line + 1, specifier, typeOnly })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node, node.moduleSpecifier.text, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node, node.moduleSpecifier.text, node.isTypeOnly)
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) add(node, node.argument.literal.text, true)
    } else if (ts.isCallExpression(node) && isLoader(node.expression)) {
      const [argument] = node.arguments
      add(node, argument && ts.isStringLiteralLike(argument) ? argument.text : '', false)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** `import(…)` and `require(…)`. */
function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
}

/** Blanks out all but the script blocks and keeps the line numbers. */
function scriptOnly(text: string): string {
  const blank = (part: string): string => part.replaceAll(/[^\n]/g, ' ')
  let result = ''
  let end = 0
  for (const match of text.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)) {
    const begin = match.index + (match[1] ?? '').length
    result += blank(text.slice(end, begin)) + (match[2] ?? '')
    end = begin + (match[2] ?? '').length
  }
  return result + blank(text.slice(end))
}
