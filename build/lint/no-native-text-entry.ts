/**
 * Typing into a native field, or selecting text in one, puts patient data into the browser process, which outlives
 * the visit (measured: 9 copies while typing into <input>, 2 after the wipe; 0 with our own Field). So there is none.
 */
import type { Rule } from 'eslint'

export const noNativeTextEntry: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { native: 'A native field keeps what is typed in the browser process; use the Field component.' },
  },
  create: (context) => {
    const report = (node: Rule.Node): void => context.report({ node, messageId: 'native' })
    return {
      'SvelteElement[name.name=/^(input|textarea|select)$/i]': report,
      'SvelteAttribute[key.name=/^contenteditable$/i]': report,
      'CallExpression[callee.property.name="createElement"] > Literal[value=/^(input|textarea|select)$/i]': report,
      'AssignmentExpression > MemberExpression[property.name="contentEditable"]': report,
    }
  },
}
