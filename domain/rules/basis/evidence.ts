/** Proof of authority, of a measure and of an employee's mandate, as the clerk recorded it. */
import { hasAge, isBefore, isRefusal, refuse, when, type Case, type RefusalOutline } from './outline.ts'
import type { World } from './world.ts'

/** How many hold authority, as proven. */
export type Authority = 'sole' | 'joint'

/**
 * What an extract or the register's answer proves: issued, not in the future, not too old, and showing the applicant.
 * Beside a ruling it counts all the same, so a "not the holder" is never passed over.
 */
export function extractSays<W extends World>(
  it: Case<W>,
  accepted: 'either' | 'extract' | 'brp',
): Authority | RefusalOutline {
  const shown = it.ops.settle('extract', () => shownByExtract(it, accepted))
  if (isRefusal(shown)) return shown
  return mayHoldAuthority(it, shown.source) ?? shown.authority
}

/** `source` counts only for a parent: a minor guardian is none, whatever shows it. */
type Shown = { readonly authority: Authority; readonly source: 'extract' | 'brp' }

function shownByExtract<W extends World>(it: Case<W>, accepted: 'either' | 'extract' | 'brp'): Shown | RefusalOutline {
  const { authorityExtract: extract, otherExtract: second } = it.facts.evidence
  // Where only the population register counts, no paper from home helps.
  if (extract === null) return refuse(accepted === 'brp' ? 'evidence.notLookedUp' : 'evidence.noExtract')
  const { today, relation } = it.facts
  if (!extract.ofPatient) return refuse('evidence.otherPerson')
  if (accepted !== 'either' && extract.source !== accepted) return refuse('evidence.wrongSource')
  if (isBefore(it, today, extract.issuedOn)) return refuse('evidence.extractInFuture')
  const lastDay = it.ops.addMonths(extract.issuedOn, it.policy.authority.extractMaxAgeMonths)
  if (isBefore(it, lastDay, today))
    return refuse(accepted === 'brp' ? 'evidence.notLookedUp' : 'evidence.extractTooOld')
  if (extract.authority === 'notHolder') return refuse('R07.notHolder')
  const also = second === null ? null : secondSays(it, second, extract.authority)
  if (isRefusal(also)) return also
  const authority = also === 'joint' ? 'joint' : extract.authority
  return { authority, source: relation === 'parentWithAuthority' ? extract.source : 'brp' }
}

/**
 * What a second extract, or the register's answer beside one, takes away: the smallest of both holds. One that is older than the
 * hospital takes proves nothing of today, but where it says less than the first a person looks at both: else a hospital that
 * takes only newer papers would ask fewer people to sign.
 */
function secondSays<W extends World>(
  it: Case<W>,
  second: NonNullable<Case<W>['facts']['evidence']['otherExtract']>,
  first: Authority,
): Authority | RefusalOutline | null {
  const { today } = it.facts
  if (!second.ofPatient) return refuse('evidence.otherPerson')
  if (isBefore(it, today, second.issuedOn)) return refuse('evidence.extractInFuture')
  if (isBefore(it, it.ops.addMonths(second.issuedOn, it.policy.authority.extractMaxAgeMonths), today))
    return second.authority === 'sole' || second.authority === first ? null : refuse('evidence.papersCollide')
  return second.authority === 'notHolder' ? refuse('R07.notHolder') : second.authority
}

/**
 * Null: he may hold authority. Somebody under curatele holds none, whatever an older paper says, and neither does a minor
 * (Civil Code 1:246), but for a mother of 16 or 17 whose declaration of adulthood an extract shows (1:253ha).
 */
export function mayHoldAuthority<W extends World>(
  it: Case<W>,
  source: 'extract' | 'brp' | 'ruling',
): RefusalOutline | null {
  const { applicant, relation } = it.facts
  if (applicant.organisation !== null) return null
  if (applicant.underCuratele) return refuse('authority.underCuratele')
  if (hasAge(it, applicant.birth, 18)) return null
  const mother = relation === 'parentWithAuthority' && hasAge(it, applicant.birth, 16)
  if (mother && source === 'extract') return null
  return refuse(mother ? 'authority.minor' : 'authority.tooYoung')
}

export type RulingOf<W extends World> = NonNullable<Case<W>['facts']['evidence']['ruling']>

/** A Dutch ruling of one of these measures that has been pronounced and has not run out. */
export function validRuling<W extends World>(
  it: Case<W>,
  measures: readonly RulingOf<W>['measure'][],
): RulingOf<W> | RefusalOutline {
  const { ruling } = it.facts.evidence
  if (ruling === null) return refuse('evidence.noRuling')
  if (!ruling.ofPatient) return refuse('evidence.otherPerson')
  if (ruling.measure === 'foreign') return refuse('evidence.foreignRuling')
  if (!measures.includes(ruling.measure)) return refuse('evidence.otherMeasure')
  const paper = it.ops.settle('rulingPaper', () => paperOf(it, ruling))
  if (paper !== null) return paper
  if (isBefore(it, it.facts.today, ruling.pronouncedOn)) return refuse('evidence.rulingInFuture')
  if (ruling.until !== null) {
    if (isBefore(it, ruling.until, ruling.effectiveOn)) return refuse('evidence.rulingEndsBeforeStart')
    if (isBefore(it, ruling.until, it.facts.today)) return refuse('evidence.rulingExpired')
  }
  return ruling
}

/** What the ruling says of itself, whatever it is about. */
function paperOf<W extends World>({ policy }: Case<W>, ruling: RulingOf<W>): RefusalOutline | null {
  if (ruling.appoints === 'another') return refuse('evidence.appointsAnother')
  if (!ruling.newest) return refuse('evidence.laterRuling')
  if (ruling.copy === 'copy' && policy.authority.rulingCopy === 'refused') return refuse('evidence.copy')
  return ruling.beyondKinds ? refuse('scope.beyondKinds') : null
}

/**
 * A ruling about a child. As proof it must fit who asks: partial authority for treatment belongs to an institution (1:265e)
 * and never to a natural person. Beside another proof it limits.
 */
export function rulingSays<W extends World>(
  it: Case<W>,
  { asProof }: { readonly asProof: boolean },
): RulingOf<W> | RefusalOutline {
  const guardianOnly = asProof && it.facts.applicant.organisation === null
  const ruling = validRuling(it, ['guardianship', ...when(!guardianOnly, 'partialAuthority')])
  if (isRefusal(ruling)) return ruling
  return mayHoldAuthority(it, 'ruling') ?? ruling
}

/** An organisation acts through a named employee who can show it. Null: fine, or a natural person. */
export function employeeGate<W extends World>(it: Case<W>): RefusalOutline | null {
  const { organisation } = it.facts.applicant
  if (organisation === null) return null
  if (it.policy.representative.organisations === 'closed') return refuse('R13.closed')
  if (organisation.employeeMandate === 'missing') return refuse('R13.noEmployeeMandate')
  if (organisation.until !== null && isBefore(it, organisation.until, it.facts.today))
    return refuse('R13.employeeMandateExpired')
  it.cite('R13.organisation')
  return null
}
