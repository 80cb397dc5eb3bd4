/** Balie's own ESLint rules: few, and each with the measurement or the policy that it stands for. */
import type { ESLint } from 'eslint'
import { noBareClick } from './no-bare-click.ts'
import { noInlineStyle } from './no-inline-style.ts'
import { noLeaving } from './no-leaving.ts'
import { noNativeTextEntry } from './no-native-text-entry.ts'
import { noSvelteHead } from './no-svelte-head.ts'
import { shortFunctions } from './short-functions.ts'

export const balie: ESLint.Plugin = {
  rules: {
    'no-bare-click': noBareClick,
    'no-inline-style': noInlineStyle,
    'no-leaving': noLeaving,
    'no-native-text-entry': noNativeTextEntry,
    'no-svelte-head': noSvelteHead,
    'short-functions': shortFunctions,
  },
}
