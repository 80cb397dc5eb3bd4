/** The Content-Security-Policy refuses style="…"; Svelte's style: directives set properties one by one and are fine. */
import type { Rule } from 'eslint'

export const noInlineStyle: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { style: 'style="…" breaks the Content-Security-Policy; write a class or a style: directive.' },
  },
  create: (context) => {
    const report = (node: Rule.Node): void => context.report({ node, messageId: 'style' })
    return {
      'SvelteAttribute[key.name=/^style$/i]': report,
      'CallExpression[callee.property.name="setAttribute"] > Literal[value="style"]': report,
    }
  },
}
