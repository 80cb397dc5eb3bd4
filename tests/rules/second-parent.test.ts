/** Who is in the visit as the other holder of authority, and what the rules make of it. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { wholeRequest } from '../../domain/forms/request.ts'
import { child } from '../../domain/journeys/child.ts'
import { signsHere } from '../../domain/journeys/foresee.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { participantsOf, peopleOf } from '../../domain/requests/signing-set/people.ts'
import { decide } from '../../domain/rules/index.ts'
import { extractOf } from '../support/extract.ts'
import { day } from './sample.ts'

const claimOf = (given: string, family: string, number: string, birthDate = '1986-03-10') =>
  v.parse(IdentityClaim, {
    document: { kind: 'passport', issuer: 'NLD', number, expires: '2031-08-02' },
    family,
    given,
    birthDate,
    journey: 'child',
  })
const mother = claimOf('WILLEKE LISELOTTE', 'DE BRUIJN', 'SPECI2014')
const father = claimOf('JAN', 'DE BOER', 'NX4L9K3P2', '1983-02-11')
const patient = { birthDate: day('2019-09-04'), deceased: false, bsn: '123456782', given: 'Milan', family: 'de Bruijn' }

type Others = VisitRecord['others']
const coHolder = (claim: IdentityClaim, more: Partial<Others[number]> = {}): Others[number] => ({
  part: 'coHolder',
  claim,
  assurance: 'identified',
  declined: false,
  ...more,
})
function factsWith(others: Others, declined = false) {
  const evidence = [extractOf('2026-11-01', { authority: 'joint' })]
  return child.facts({
    record: { assurance: 'identified', evidence, declined, documentDoubtful: false, others },
    claim: mother,
    patient,
    mandates: { existing: [], blocked: false, suspended: false },
    request: wholeRequest,
    today: day('2026-11-23'),
  })
}
const decided = (others: Others, declined = false) => {
  const decision = decide({ facts: factsWith(others, declined), policy: defaultPolicy })
  return decision.kind === 'form' ? decision.signers.map(({ role }) => role) : decision.id
}

describe('the other holder of authority', () => {
  it('signs, whether he has come yet or not, and only somebody whom the desk identified is a fact', () => {
    expect(decided([])).toEqual(['applicant', 'coHolder'])
    expect(decided([coHolder(father)])).toEqual(['applicant', 'coHolder'])
    expect(factsWith([coHolder(father, { assurance: 'claimed' })]).coHolder).toBeNull()
    expect(factsWith([coHolder(father)]).coHolder).toMatchObject({ standing: 'signs', sameAsApplicant: false })
    expect(factsWith([coHolder(father, { part: 'witness' })]).coHolder).toBeNull()
  })

  it.each([
    ['is the applicant by the number of the document', coHolder(claimOf('X', 'Y', 'SPECI2014')), 'input.twoRoles'],
    [
      'is the applicant with another document',
      coHolder(claimOf('WILLEKE LISELOTTE', 'DE BRUIJN', 'NX4L9K3P2')),
      'input.twoRoles',
    ],
    ['is the patient', coHolder(claimOf('MILAN', 'DE BRUIJN', 'NX4L9K3P2', '2019-09-04')), 'input.twoRoles'],
    ['has a document that is doubted', coHolder(father, { declined: true }), 'all.frozen'],
  ])('who %s is refused', (_, other, id) => {
    expect(decided([other])).toBe(id)
  })

  it('signs nothing when the first one’s document is doubted', () => {
    expect(decided([coHolder(father)], true)).toBe('all.frozen')
  })

  it('is found among the people of a visit by his part, never by the order in which they came', () => {
    const decision = decide({ facts: factsWith([coHolder(father)]), policy: defaultPolicy })
    if (decision.kind !== 'form') throw new Error(decision.id)
    expect(signsHere(decision)).toBe(true)
    const others = [coHolder(claimOf('ANNA', 'SMIT', 'NX4L9K3P7'), { part: 'witness' }), coHolder(father)]
    const people = peopleOf({ claim: mother, assurance: 'identified', others })
    expect(people.map(({ part }) => part)).toEqual(['visitor', 'coHolder'])
    const accepted = (at: string) => ({ language: 'nl' as const, at, documents: [] }) as never
    const acceptances = [accepted('one'), accepted('two')]
    for (const order of [people, people.toReversed()]) {
      const found = participantsOf({ decision, people: order, acceptances })
      expect(found?.map(({ claim }) => claim.family)).toEqual(['DE BRUIJN', 'DE BOER'])
      expect(found?.map(({ acceptance }) => acceptance)).toEqual(acceptances)
      expect(found?.map(({ coding }) => coding?.role.code)).toEqual(['PRN', 'RESPRSN'])
    }
    expect(participantsOf({ decision, people: people.slice(0, 1), acceptances })).toBeNull()
  })

  it('who only consents, or has a form of his own, is not for this kiosk yet', () => {
    const decision = decide({ facts: factsWith([]), policy: defaultPolicy })
    if (decision.kind !== 'form') throw new Error(decision.id)
    const signedBy = (change: Partial<(typeof decision.signers)[number]>) =>
      decision.signers.map((one, at) => (at === 1 ? { ...one, ...change } : one))
    for (const change of [{ gives: 'consent' }, { ownForm: true }] as const)
      expect(signsHere({ ...decision, signers: signedBy(change) })).toBe(false)
    // A patient who is asked alone answers here on the child's form only.
    const signers = signedBy({ role: 'patient', alone: true })
    expect(signsHere({ ...decision, signers })).toBe(true)
    expect(signsHere({ ...decision, form: 'incapableAdultForm', signers })).toBe(false)
  })
})
