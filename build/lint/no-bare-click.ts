/**
 * A browser gives no click for a finger that slips 3 mm, for one beside a resting hand, or after a flick: who trembles
 * is not heard. Everything that can be pressed is a button with our own `onPress` (renderer/input/press.ts). The window
 * and the document may listen: they only notice that somebody is there.
 */
import type { Rule } from 'eslint'

const names = '(click|dblclick|auxclick|pointerdown|pointerup|mousedown|mouseup|touchstart|touchend)'
const notWindow = 'SvelteElement[kind!="special"] > SvelteStartTag >'

export const noBareClick: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      click: 'This does not hear a trembling finger; use a button with {@attach onPress(…)}.',
      deaf: 'A trembling finger cannot press this button; give it {@attach onPress(…)}.',
    },
  },
  create: (context) => {
    const click = (node: Rule.Node): void => context.report({ node, messageId: 'click' })
    return {
      [`${notWindow} SvelteAttribute[key.name=/^on${names}(capture)?$/i]`]: click,
      [`${notWindow} SvelteShorthandAttribute[key.name=/^on${names}(capture)?$/i]`]: click,
      [`${notWindow} SvelteDirective[kind="EventHandler"][key.name.name=/^${names}$/i]`]: click,
      'CallExpression[callee.property.name="addEventListener"] > Literal[value=/^(click|dblclick|auxclick)$/]': click,
      'AssignmentExpression > MemberExpression[property.name=/^on(click|dblclick|auxclick)$/]': click,
      'SvelteElement[name.name="button"] > SvelteStartTag'(node: Rule.Node): void {
        if (!context.sourceCode.getText(node).includes('{@attach onPress(')) context.report({ node, messageId: 'deaf' })
      },
    }
  },
}
