/** A form that takes the place of access that there is: whose that is, and what of it still holds. */
import type { Bundle, BundleEntry, Consent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import type { IdentityClaim, MandateFacts } from '../../../../domain/contract/gateway/visit-record.ts'
import { stopped } from '../../../../domain/fhir/withdrawal.ts'
import { Change } from '../../../../domain/forms/request.ts'
import type { CalendarDay, Instant } from '../../../../domain/ids.ts'
import { claimOfAsker, isOwn, journeyOf } from '../../../../domain/journeys/index.ts'
import { nextVersion } from '../../../record/form-ends.ts'
import { granteesOf, mandateOf } from '../../../record/mandates-of.ts'
import type { Reading } from '../../../store/fhir/reading.ts'
import type { VisitRow } from '../../../visits/visits.ts'
import { isVisitor } from '../../gateway/mandate-facts.ts'
import { isMandate } from '../../../../domain/entitlements/entitling.ts'
import type { Stopped } from './stop-rules.ts'

/** What of a change the central knows; nobody but who has the mandate, or whose file it is, gives it up. */
export interface Changing extends Pick<Stopped, 'by' | 'who' | 'mandates'> {
  readonly change: Change
}

/** As the sent decision carries it beside the answers; undefined: none, null: nothing that is one. */
export function changeIn(decision: object): Change | null | undefined {
  const Sent = v.looseObject({ request: v.optional(v.looseObject({ change: v.optional(v.unknown()) })) })
  const sent = v.safeParse(Sent, decision)
  const said = sent.success ? sent.output.request?.change : undefined
  if (said === undefined) return undefined
  const change = v.safeParse(Change, said)
  return change.success ? change.output : null
}

/**
 * Null: one of those that are named is no mandate of this patient and this grantee. One that ended since the signing is
 * the same as one that holds: nothing is left to end, and the form is a request like any other.
 */
export async function changing(of: {
  readonly change: Change
  readonly row: VisitRow
  readonly claim: IdentityClaim
  /** `Patient/<id>` */
  readonly patient: string
  readonly store: Reading
  readonly on: CalendarDay
}): Promise<Changing | null> {
  const { change, row, claim, patient, store, on } = of
  const mandates: Consent[] = []
  const people: string[] = []
  const isTheirs = await mandateOf(store, { patient, on })
  for (const reference of change.replaces) {
    const consent = await store.read(reference)
    if (consent?.resourceType !== 'Consent' || !isTheirs(consent) || !isMandate(consent)) return null
    if (consent.status !== 'active' && consent.status !== 'inactive') return null
    const asker = claimOfAsker(row.record, claim)
    const person = (await granteesOf(store, consent, on)).find((one) => isVisitor(one, asker, on))
    if (person?.id === undefined) return null
    people.push(`RelatedPerson/${person.id}`)
    if (consent.status === 'active') mandates.push(consent)
  }
  const isPatient = journeyOf(claim.journey).visitor === 'patient' || isOwn(journeyOf(claim.journey))
  return isPatient
    ? { change, by: 'patient', who: patient, mandates }
    : { change, by: 'grantee', who: people[0] ?? null, mandates }
}

/** What the signer knew: those that he replaces held when he chose. */
export function asSigned(facts: MandateFacts, change: Change): MandateFacts {
  const ended = change.replaces.map((one) => one.slice('Consent/'.length))
  const left = ended.filter((id) => !facts.existing.some((one) => one.id === id))
  return {
    ...facts,
    existing: [...facts.existing, ...left.map((id) => ({ id, status: 'active' as const, sameGrantee: true }))],
  }
}

/** What ends at once goes into the same commit, each in the version that was judged. */
export function withEndedNow(bundle: Bundle, { change, mandates, by }: Changing, at: Instant): Bundle {
  if (change.old !== 'now') return bundle
  const ends: BundleEntry[] = mandates.map((consent) =>
    nextVersion(stopped(consent, at, by === 'patient' ? 'patient' : 'grantee')),
  )
  return { ...bundle, entry: [...(bundle.entry ?? []), ...ends] }
}

/** What stops by it now, for the access log and the sets; null: nothing. */
export function stopsNow(changes: Changing | null): Stopped | null {
  if (changes === null || changes.change.old !== 'now' || changes.mandates.length === 0) return null
  const { by, who, mandates } = changes
  return { by, who, mandates, taken: null }
}
