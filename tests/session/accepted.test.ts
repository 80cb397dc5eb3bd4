/** Whose accepted terms travel alone: nobody's whom the desk does not stand by, for the intake would set them apart. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { IdentityClaim, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { Acceptance } from '../../domain/contract/intake/payload.ts'
import { acceptedBy } from '../../session/flow/accepted.ts'
import { firstState } from '../../session/flow/state.ts'
import type { State } from '../../session/flow/state.ts'

const claimOf = (number: string, given: string): IdentityClaim =>
  v.parse(IdentityClaim, {
    document: { kind: 'passport', issuer: 'NLD', number, expires: '2030-01-01' },
    family: 'JANSEN',
    given,
    birthDate: '1983-04-12',
    journey: 'child',
  })
const [mother, father] = [claimOf('NX4L9K3P2', 'WILLEKE'), claimOf('NX4L9K3P9', 'JAN')]
const acceptance = (language: 'nl' | 'en'): Acceptance =>
  ({ documents: [], language, at: '2026-11-23T09:00:00Z' }) as never
const [hers, his] = [acceptance('nl'), acceptance('en')]

type Said = Partial<Pick<VisitRecord, 'assurance' | 'declined'>>

/** The mother accepted, and her co-holder stands at the kiosk and did too. */
function both(visitor: Said, other: Said): State {
  const identified = { assurance: 'identified', declined: false } as const
  const record = v.parse(VisitRecord, {
    visit: '1b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11',
    state: 'bound',
    callNumber: 42,
    claim: mother,
    ...identified,
    ...visitor,
    others: [{ part: 'coHolder', claim: father, ...identified, ...other }],
    evidence: [],
    evidenceMissing: false,
    documentDoubtful: false,
    papersOpen: false,
    patient: 'Patient/milan',
    lookUpsLeft: 3,
    deskPicks: false,
    endedBecause: null,
  })
  const here = { journey: 'child', part: 'coHolder', claim: father, acceptance: his } as const
  return { ...firstState, ...here, record, visitor: { claim: mother, acceptance: hers } }
}
const sent = (state: State) =>
  (['visitor', 'coHolder'] as const).map((whose) => acceptedBy(state, whose)?.acceptance ?? null)

describe('accepted terms without a form', () => {
  it('travel for each person whom the desk identified', () => {
    expect(sent(both({}, {}))).toEqual([hers, his])
    expect(acceptedBy(both({}, {}), 'visitor')?.claim).toEqual(mother)
    expect(sent(both({}, { assurance: 'claimed' }))).toEqual([hers, null])
  })

  it('do not travel for a person whose accepted document is doubted', () => {
    expect(sent(both({}, { declined: true }))).toEqual([hers, null])
  })

  it('travel for nobody while the visitor’s own document is doubted', () => {
    expect(sent(both({ declined: true }, {}))).toEqual([null, null])
  })
})
