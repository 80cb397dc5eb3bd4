/**
 * Whether two acts name one patient, where the hospital's record was corrected between them: a name, a date of birth, a citizen
 * service number that came later. In doubt they name two.
 */
import { canonicalJson } from '../../bytes/canonical.ts'
import type { Fact } from '../../document/model.ts'
import { isWholeName } from '../../identity/name-as-text.ts'

/** As `paper/act-content.ts` writes them, under whatever labels: name, date of birth, and the number where there is one. */
const mostFacts = 3

export function isOnePatient(one: readonly Fact[], other: readonly Fact[]): boolean {
  const [left, right] = [valuesOf(one), valuesOf(other)]
  if (canonicalJson(left) === canonicalJson(right)) return true
  if (left.length > mostFacts || right.length > mostFacts) return false
  const [name, born, bsn] = left
  const [otherName, otherBorn, otherBsn] = right
  if (name === undefined || born === undefined || otherName === undefined || otherBorn === undefined) return false
  const isBorn = born === otherBorn
  const isNamed = isWholeName(name, otherName)
  // The number is one person's for ever (Wabb, article 8); with it, one of the other two may be corrected.
  if (bsn !== undefined && otherBsn !== undefined) return bsn === otherBsn && (isBorn || isNamed)
  return isBorn && isNamed
}

const valuesOf = (facts: readonly Fact[]): readonly string[] => facts.map(({ value }) => value)
