/** What each entry of the closed list of expected failures holds. */
import * as v from 'valibot'
import type { InEveryLanguage } from '../language.ts'

/** What the visitor can do: the buttons of the screen follow from it. */
export const NextStep = v.picklist(['tryAgain', 'askDesk', 'paperRoute', 'bringProof', 'none'])
export type NextStep = v.InferOutput<typeof NextStep>

export interface Outcome {
  readonly patient: InEveryLanguage
  readonly staff: string
  readonly next: NextStep
}
