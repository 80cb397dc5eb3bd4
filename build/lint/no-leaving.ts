/**
 * Properties of the page's globals that carry data out of the renderer. Only of the globals: a variable of ours that
 * happens to be called `document` may have a title.
 */
import type { Rule } from 'eslint'

export const noLeaving: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [{ type: 'array', items: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 } }],
    messages: { leaving: '{{name}} carries data out of the renderer; see ARCHITECTURE.md.' },
  },
  create: (context) => {
    const [pairs]: readonly (readonly (readonly [string, string])[])[] = context.options
    const names = new Set((pairs ?? []).map((pair) => pair.join('.')))
    return {
      'MemberExpression[object.type="Identifier"]'(node: Rule.Node) {
        if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return
        const { object, property } = node
        const key = property.type === 'Identifier' && !node.computed ? property.name : literal(property)
        const name = `${object.name}.${key}`
        if (names.has(name) && isGlobal({ context, node, name: object.name })) {
          context.report({ node, messageId: 'leaving', data: { name } })
        }
      },
    }
  },
}

function literal(node: { type: string; value?: unknown }): string {
  return node.type === 'Literal' ? String(node.value) : ''
}

/** Not defined in any scope around it. */
function isGlobal({ context, node, name }: { context: Rule.RuleContext; node: Rule.Node; name: string }): boolean {
  let scope: ReturnType<typeof context.sourceCode.getScope> | null = context.sourceCode.getScope(node)
  while (scope !== null) {
    const variable = scope.set.get(name)
    if (variable !== undefined) return variable.defs.length === 0
    scope = scope.upper
  }
  return true
}
