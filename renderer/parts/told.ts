/** What went wrong, as a screen tells it: an outcome in its own words, or a sentence of a screen that knows more. */
import type { OutcomeId } from '../../domain/contract/messages/outcome-id.ts'

export type Told = OutcomeId | { readonly text: string }
