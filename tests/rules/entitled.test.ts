/** May this person see this kind of data now: every status, period, kind and person against what each alone says. */
import type { Consent } from '@medplum/fhirtypes'
import { describe, expect, it } from 'vitest'
import { policyUri } from '../../domain/coding/systems.ts'
import type { DataKind } from '../../domain/data-kinds.ts'
import { entitled, isStillGiven } from '../../domain/entitlements/entitled.ts'
import { entitlingOf } from '../../domain/entitlements/entitling.ts'
import { mandateOf } from '../../domain/fhir/consent.ts'
import { fhirStatusOf } from '../../domain/fhir/lifecycle.ts'
import { givesAccess } from '../../domain/lifecycle/states.ts'
import type { State } from '../../domain/lifecycle/states.ts'
import { CalendarDay, Instant } from '../../domain/ids.ts'
import * as v from 'valibot'

const day = (text: string) => v.parse(CalendarDay, text)

function consent(
  change: Partial<Consent> & { readonly scope_?: readonly DataKind[]; readonly end?: string } = {},
): Consent {
  const { scope_ = ['medication'], end = '2027-02-09', ...more } = change
  const { sourceReference: _none, ...made } = mandateOf({
    uuid: '00000000-0000-4000-8000-000000000001',
    representative: '00000000-0000-4000-8000-000000000002',
    document: '',
    patient: 'Patient/sam',
    hospital: 'Ziekenhuis Voorbeeld',
    policy: policyUri('voorbeeld', 1),
    decision: { scope: [...scope_], start: { day: day('2026-11-23') }, end: { lastDay: day(end) } },
    coding: {
      reason: 'FAMRQT',
      representative: {
        role: { code: 'PRN', display: 'parent' },
        dutchRole: { code: '24', display: 'Wettelijke vertegenwoordiger' },
      },
    },
    status: 'active',
    at: v.parse(Instant, '2026-11-23T10:00:00.000Z'),
  })
  const actor =
    made.provision?.actor?.map((one) => ({ ...one, reference: { reference: 'RelatedPerson/mother' } })) ?? []
  return { ...made, id: 'one', provision: { ...made.provision, actor }, ...more }
}

function asks(
  of: readonly Consent[],
  change: { at?: string; person?: string; patient?: string; kind?: DataKind | null; stopped?: boolean } = {},
) {
  const {
    at = '2026-12-01T12:00:00Z',
    person = 'RelatedPerson/mother',
    patient = 'Patient/sam',
    kind = 'medication',
    stopped = false,
  } = change
  const mandates = of.flatMap((one) => entitlingOf(one) ?? [])
  return entitled({ mandates, patient, people: [person], kind, at: Date.parse(at), stopped })
}
const may = (...of: Parameters<typeof asks>) => asks(...of).allowed

const mandateStates: readonly State[] = [
  { name: 'draft' },
  { name: 'waitingForSigner', open: ['patient'], approver: 'physician' },
  { name: 'refusedByChild' },
  { name: 'submitted', approver: 'physician' },
  { name: 'outdated' },
  { name: 'approved' },
  { name: 'registered' },
  { name: 'active' },
  { name: 'underReview' },
  { name: 'frozen', before: { name: 'active' }, by: 'clerk-1' },
  { name: 'suspended', before: { name: 'active' } },
  { name: 'paused', before: { name: 'active' } },
  { name: 'suspended', before: { name: 'paused', before: { name: 'underReview' } } },
  { name: 'ended', because: 'term' },
  { name: 'ended', because: 'rejected' },
  { name: 'ended', because: 'patientDied' },
  { name: 'superseded' },
  { name: 'withdrawn' },
]

describe('entitlements', () => {
  it('are there in the states of the lifecycle that give access, and in no other', () => {
    for (const state of mandateStates)
      expect([state, may([consent({ status: fhirStatusOf(state).consent })])]).toEqual([state, givesAccess(state)])
    for (const status of ['draft', 'proposed', 'rejected', 'inactive', 'entered-in-error'] as const)
      expect(may([consent({ status })])).toBe(false)
  })

  it('begin with the first millisecond of the first day and end with the last one of the last day, in Amsterdam', () => {
    const one = [consent()]
    expect(may(one, { at: '2026-11-22T22:59:59.999Z' })).toBe(false)
    expect(may(one, { at: '2026-11-22T23:00:00.000Z' })).toBe(true)
    expect(may(one, { at: '2027-02-09T22:59:59.999Z' })).toBe(true)
    expect(may(one, { at: '2027-02-09T23:00:00.000Z' })).toBe(false)
    // Of a day of 25 hours too.
    const autumn = [consent({ end: '2027-10-31' })]
    expect(may(autumn, { at: '2027-10-31T22:59:59.999Z' })).toBe(true)
    expect(may(autumn, { at: '2027-10-31T23:00:00.000Z' })).toBe(false)
  })

  it('are of one person, one patient and the kinds that the mandate names', () => {
    const one = [consent()]
    expect(may(one)).toBe(true)
    expect(may(one, { person: 'RelatedPerson/father' })).toBe(false)
    expect(may(one, { patient: 'Patient/noor' })).toBe(false)
    expect(may(one, { kind: 'letters' })).toBe(false)
    expect(asks(one, { kind: null })).toMatchObject({ allowed: true, kinds: ['medication'] })
    expect(may([consent({ scope_: [] })], { kind: null })).toBe(false)
    expect(may([])).toBe(false)
  })

  it('add up over several mandates, each for itself', () => {
    const two = [consent(), consent({ id: 'two', scope_: ['letters'], end: '2026-11-30' })]
    expect(asks(two, { kind: null, at: '2026-11-25T12:00:00Z' })).toMatchObject({ kinds: ['medication', 'letters'] })
    expect(may(two, { kind: 'letters' })).toBe(false)
    expect(may(two)).toBe(true)
  })

  it('are none where anything stops the file, or where what stands there is not clear', () => {
    expect(may([consent()], { stopped: true })).toBe(false)
    const made = consent()
    const broken: readonly Consent[] = [
      { ...made, modifierExtension: [{ url: 'https://elsewhere.example/only-if' }] },
      { ...made, provision: { ...made.provision, period: { start: '2026-13-01' } } },
      { ...made, provision: { ...made.provision, period: { start: '2027-01-01', end: '2026-01-01' } } },
      { ...made, provision: { ...made.provision, type: 'deny' } },
      { ...made, provision: { ...made.provision, provision: [{ type: 'deny' }] } },
      { ...made, policy: [{ uri: 'https://elsewhere.example/policy' }] },
      { ...made, patient: { display: 'Sam' } },
    ]
    for (const one of broken) expect(entitlingOf(one)).toBeNull()
  })
})

describe('what was read a moment ago', () => {
  const both = [consent(), { ...consent({ scope_: ['letters'] }), id: 'two' }]
  const read = asks(both, { kind: null })

  it('may leave while each mandate holds with each of its kinds, also beside one that came since', () => {
    expect(isStillGiven(read, asks(both, { kind: null }))).toBe(true)
    expect(isStillGiven(asks([consent()]), read)).toBe(true)
  })

  it('may not once one of two was stopped or became less, although the other still allows something', () => {
    const [one, two] = both
    if (one === undefined || two === undefined) throw new Error('there are two')
    for (const now of [
      [one],
      [two],
      [consent({ scope_: ['appointments'] }), two],
      [{ ...one, status: 'inactive' }, two],
    ] as const)
      expect(isStillGiven(read, asks(now, { kind: null }))).toBe(false)
    expect(isStillGiven(read, asks([], { kind: null }))).toBe(false)
    expect(isStillGiven(asks([]), read)).toBe(false)
  })
})
