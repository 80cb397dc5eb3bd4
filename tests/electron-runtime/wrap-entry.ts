/**
 * CommonJS has no await at the top of a module. Of an entry file (imported by nobody) everything but the imports is
 * put into one async function that runs at once: the same order, the same first synchronous part.
 */
import ts from 'typescript'
import type { Plugin } from 'vite'

/** @throws Error when the entry exports something: that could not be wrapped. */
export function wrapEntry(code: string, file: string): string {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS)
  const imports: string[] = []
  const rest: string[] = []
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement) || isExported(statement)) {
      throw new Error(`${file} is an entry and exports something, so it cannot be wrapped`)
    }
    const text = code.slice(statement.pos, statement.end)
    if (ts.isImportDeclaration(statement)) imports.push(text)
    else rest.push(text)
  }
  const fail = '(error) => { console.error(error); process.exit(1) }'
  return `${imports.join('')}\n;(async () => {${rest.join('')}\n})().catch(${fail})\n`
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  )
}

export const wrapEntries: Plugin = {
  name: 'balie:wrap-entries',
  enforce: 'pre',
  transform(code, id) {
    return this.getModuleInfo(id)?.isEntry === true ? { code: wrapEntry(code, id), map: null } : undefined
  },
}
