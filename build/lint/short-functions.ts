/**
 * A function of at most so many lines (option; 80 by house rule), counted as a reader scrolls: from its first line to its
 * last. Two things are lists and no functions, and are left out: what a test suite `describe`s, and a function that only
 * gives a table, whose every entry is short by itself.
 */
import type { Rule } from 'eslint'

type Node = NonNullable<Parameters<Rule.RuleContext['sourceCode']['getText']>[0]>
type CallExpression = Extract<Node, { type: 'CallExpression' }>
type Made = Rule.Node & { readonly body: Node }

/** Lines of the longest entry of a table, beyond which it is code in disguise. */
const longestEntry = 20
/** The share of a function's lines that its table must have. */
const tableShare = 0.8

export const shortFunctions: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'integer', minimum: 1 }],
    messages: {
      long: 'This function has {{lines}} lines; at most {{most}} are read in one go (ARCHITECTURE.md, Order inside the rooms).',
    },
  },
  create(context) {
    const most = Number(context.options[0] ?? 80)
    const check = (node: Rule.Node): void => {
      const lines = linesOf(node)
      const made = node as Made
      if (lines > most && !isSuite(node) && !isTable(made.body))
        context.report({ node, messageId: 'long', data: { lines: String(lines), most: String(most) } })
    }
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check }
  },
}

function linesOf({ loc }: Node): number {
  return loc === null || loc === undefined ? 0 : loc.end.line - loc.start.line + 1
}

/** The callback of `describe(…)`, `describe.each(…)(…)`, `describe.runIf(…)(…)`, or a function that only holds such calls. */
function isSuite(node: Rule.Node): boolean {
  const { parent } = node
  if (parent?.type === 'CallExpression' && rootOf(parent) === 'describe') return true
  const { body } = node as Made
  return body.type === 'BlockStatement' && body.body.some(isDescribed)
}

function isDescribed(statement: Node): boolean {
  return (
    statement.type === 'ExpressionStatement' &&
    statement.expression.type === 'CallExpression' &&
    rootOf(statement.expression) === 'describe'
  )
}

function rootOf({ callee }: CallExpression): string | null {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type === 'CallExpression') return rootOf(callee)
  if (callee.type !== 'MemberExpression') return null
  return callee.object.type === 'Identifier' ? callee.object.name : null
}

/** An array or object that is nearly all of the function, with nothing long in it. */
function isTable(body: Node): boolean {
  const value = body.type === 'BlockStatement' ? body.body.at(-1) : body
  const given = value?.type === 'ReturnStatement' ? value.argument : value
  if (given === null || given === undefined || linesOf(given) < tableShare * linesOf(body)) return false
  if (given.type === 'ArrayExpression')
    return given.elements.every((one) => one === null || linesOf(one) <= longestEntry)
  return given.type === 'ObjectExpression' && given.properties.every((one) => linesOf(one) <= longestEntry)
}
