/** Who somebody of a visit is: claimed, compared at the desk, identified or declined. Each person by himself. */
import { timingSafeEqual } from 'node:crypto'
import { dayInAmsterdam } from '../../domain/days/amsterdam.ts'
import { ageOn } from '../../domain/days/calendar.ts'
import { mostOthers } from '../../domain/contract/gateway/visit-record.ts'
import type { IdentityClaim, PersonPart, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { Instant } from '../../domain/ids.ts'
import { change, nobodyElse, refuse } from './change.ts'
import { noPaper } from './papers.ts'
import { everybody, personAt, unchecked, withPerson } from './person.ts'
import type { Attending } from './person.ts'
import { isStaffWitness } from './staff-witness.ts'
import { endingLength, mostWrongEndings } from './visit-row.ts'
import type { VisitChange, VisitEvent, VisitRefusal, VisitRow } from './visit-row.ts'

type PersonEvent = Extract<VisitEvent, { kind: 'claimed' | 'wrongEnding' | 'declined' | 'identified' }>
type Claimed = Extract<VisitEvent, { kind: 'claimed' }>

export function aboutPerson(row: VisitRow, event: PersonEvent, at: Instant): VisitChange {
  if (event.kind === 'claimed')
    return event.as === null ? visitorClaims(row, event, at) : otherClaims(row, event, event.as, at)
  const { person } = event
  const known = personAt(row, person)
  if (known === null) return refuse('nobody')
  const refusal = event.kind === 'declined' ? notDeclinable(known) : notDecidable(known)
  if (refusal !== null) return refuse(refusal)
  switch (event.kind) {
    case 'wrongEnding': {
      const wrongEndings = known.wrongEndings + 1
      if (wrongEndings < mostWrongEndings) return good(withPerson(row, person, { ...known, wrongEndings }))
      return good(withPerson(row, person, { ...known, wrongEndings, declinedBecause: 'wrongEnding', declined: true }))
    }
    case 'declined':
      return good(withPerson(row, person, { ...known, declinedBecause: event.because, declined: true }))
    case 'identified': {
      if (!endingMatches(known, event.ending)) return refuse('wrongEnding')
      if (isTooYoung(known, at)) return refuse('tooYoung')
      if (isStaffWitness(row, event.by)) return refuse('staffWitness')
      const identified = { ...known, identifiedAt: at, identifiedBy: event.by, assurance: 'identified' } as const
      const now = withPerson(row, person, identified)
      return person === 0 ? change(now, { state: 'identified' }) : good(now)
    }
    default:
      return event satisfies never
  }
}

/** A new claim is a new person as far as we know: nothing that was said about the former one stays. */
function visitorClaims(row: VisitRow, { claim, by }: Claimed, at: Instant): VisitChange {
  if (row.record.state !== 'opened') return refuse('alreadyIdentified')
  return change(
    { ...row, ...unchecked, claimedAt: at, enteredBy: by, candidates: [], ...noPaper.row, ...nobodyElse.row },
    { claim, declined: false, documentDoubtful: false, ...noPaper.record, ...nobodyElse.record },
  )
}

/** Somebody else comes to a visitor who was identified, or shows another document because the first was never accepted. */
function otherClaims(row: VisitRow, { claim, by }: Claimed, part: PersonPart, at: Instant): VisitChange {
  const { state, others } = row.record
  if (state === 'opened') return refuse('notIdentified')
  const there = others.findIndex((one) => one.part === part)
  const person = there >= 0 ? there + 1 : others.length + 1
  const before = personAt(row, person)
  if (before === null && others.length >= mostOthers) return refuse('nobody')
  // A document that was accepted and is doubted now stays doubted: another one under it would wipe that out.
  if (before?.assurance === 'identified') return refuse('alreadyIdentified')
  const taken = everybody(row).some((one, index) => index !== person && isSameDocument(one.claim, claim))
  if (taken) return refuse('sameDocument')
  const record = { others: others.toSpliced(person - 1, 1, { part, claim, assurance: 'claimed', declined: false }) }
  return change(
    { ...row, others: row.others.toSpliced(person - 1, 1, { ...unchecked, claimedAt: at, enteredBy: by }) },
    record,
  )
}

/** Whether two people showed one document. */
function isSameDocument(one: IdentityClaim | null, { document }: IdentityClaim): boolean {
  return one?.document.number === document.number && one.document.issuer === document.issuer
}

/** Nobody under 16 holds authority over a child, whatever a paper says (Civil Code 1:246, 1:253ha). */
function isTooYoung({ part, claim }: Attending, at: Instant): boolean {
  return part === 'coHolder' && claim !== null && ageOn(claim.birthDate, dayInAmsterdam(at)) < 16
}

/** Compares the retyped last characters with the claim's document number in constant time; case does not matter. */
export function endingMatches({ claim }: Pick<VisitRecord, 'claim'>, ending: string): boolean {
  if (claim === null) return false
  const expected = Buffer.from(claim.document.number.slice(-endingLength), 'utf8')
  const given = Buffer.from(ending.trim().toUpperCase(), 'utf8')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function notDecidable({ claim, assurance, declined }: Attending): VisitRefusal | null {
  if (assurance !== 'claimed') return 'alreadyIdentified'
  if (claim === null) return 'noClaim'
  return declined ? 'declined' : null
}

/** A document may turn out to be doubtful after it was accepted: then nothing is signed any more. */
function notDeclinable({ claim, declined }: Attending): VisitRefusal | null {
  if (claim === null) return 'noClaim'
  return declined ? 'declined' : null
}

function good(row: VisitRow): VisitChange {
  return { ok: true, row }
}
