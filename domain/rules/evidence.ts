/** Proof of authority, of a measure and of an employee's mandate, as the clerk recorded it. */
import { hasAge, isBefore, isRefusal, refuse, type Case, type RefusalOutline } from './outline.ts'
import type { World } from './world.ts'

/** How many hold authority, as proven. */
export type Authority = 'sole' | 'joint'

/** Extract or BRP: issued, not in the future, not too old, and showing the applicant. */
export function extractAuthority<W extends World>(
  it: Case<W>,
  accepted: 'either' | 'extract' | 'brp',
): Authority | RefusalOutline {
  const shown = it.ops.settle('extract', () => shownByExtract(it, accepted))
  if (isRefusal(shown)) return shown
  // A minor or a person under curatele holds authority only if the register itself shows it (1:246, 1:253ha).
  const needsAge = shown.source === 'brp' && it.facts.applicant.organisation === null
  return needsAge && !mayHoldAuthority(it) ? refuse('authority.minor') : shown.authority
}

type Shown = { readonly authority: Authority; readonly source: 'extract' | 'brp' }

function shownByExtract<W extends World>(it: Case<W>, accepted: 'either' | 'extract' | 'brp'): Shown | RefusalOutline {
  const extract = it.facts.evidence.authorityExtract
  if (extract === null) return refuse('evidence.noExtract')
  const { today } = it.facts
  if (accepted !== 'either' && extract.source !== accepted) return refuse('evidence.wrongSource')
  if (isBefore(it, today, extract.issuedOn)) return refuse('evidence.extractInFuture')
  const lastDay = it.ops.addMonths(extract.issuedOn, it.policy.authority.extractMaxAgeMonths)
  if (isBefore(it, lastDay, today)) return refuse('evidence.extractTooOld')
  if (extract.authority === 'notHolder') return refuse('R07.notHolder')
  return { authority: extract.authority, source: extract.source }
}

/** Of age and not under curatele (Civil Code 1:246). */
export function mayHoldAuthority<W extends World>(it: Case<W>): boolean {
  return hasAge(it, it.facts.applicant.birth, 18) && !it.facts.applicant.underCuratele
}

export type RulingOf<W extends World> = NonNullable<Case<W>['facts']['evidence']['ruling']>

/** A Dutch ruling of one of these measures that has been pronounced and has not run out. */
export function validRuling<W extends World>(
  it: Case<W>,
  measures: readonly RulingOf<W>['measure'][],
): RulingOf<W> | RefusalOutline {
  const { ruling } = it.facts.evidence
  if (ruling === null) return refuse('evidence.noRuling')
  if (ruling.measure === 'foreign') return refuse('evidence.foreignRuling')
  if (!measures.includes(ruling.measure)) return refuse('evidence.otherMeasure')
  if (isBefore(it, it.facts.today, ruling.pronouncedOn)) return refuse('evidence.rulingInFuture')
  if (ruling.until !== null) {
    if (isBefore(it, ruling.until, ruling.effectiveOn)) return refuse('evidence.rulingEndsBeforeStart')
    if (isBefore(it, ruling.until, it.facts.today)) return refuse('evidence.rulingExpired')
  }
  return ruling
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
