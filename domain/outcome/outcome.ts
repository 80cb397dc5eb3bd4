/** What each entry of the closed list of expected failures holds. */
import type { NextStep } from '../contract/messages/outcome-id.ts'
import type { InEveryLanguage } from '../language.ts'

export interface Outcome {
  readonly patient: InEveryLanguage
  readonly staff: string
  readonly next: NextStep
}
