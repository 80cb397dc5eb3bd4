/** What went wrong, as a screen tells it: an outcome in its own words, or a sentence of a screen that knows more. */
import type { OutcomeId } from '../../domain/outcome/outcomes.ts'

export type Told = OutcomeId | { readonly text: string }
