/** A window's title lives in the browser process and in the desktop; the one in index.html stays as it is. */
import type { Rule } from 'eslint'

export const noSvelteHead: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { head: 'A title or head of a screen leaves the renderer; index.html has all that is needed.' },
  },
  create: (context) => ({
    'SvelteElement[name.name="svelte:head"]'(node: Rule.Node) {
      context.report({ node, messageId: 'head' })
    },
  }),
}
