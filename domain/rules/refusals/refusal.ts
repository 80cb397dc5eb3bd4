/** One refusal: what the visitor reads in three languages, what staff read, where it comes from and what to do next. */
import type { InEveryLanguage } from '../../language.ts'
import type { Mark } from '../../policy/cell.ts'
import type { NextId } from './next.ts'

export type Refusal = {
  readonly mark: Mark
  readonly source: string
  readonly visitor: InEveryLanguage
  readonly staff: string
  readonly next: NextId
}
export const refusal = (
  mark: Mark,
  source: string,
  next: NextId,
  visitor: readonly [string, string, string],
  staff: string,
): Refusal => ({
  mark,
  source,
  next,
  visitor: { nl: visitor[0], nlSimple: visitor[1], en: visitor[2] },
  staff,
})
