/** Who may see somebody make a mark: never one who has a part in it. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { isWitness, witnessProblem } from '../../domain/requests/signing-set/witness.ts'
import type { Identified } from '../../domain/requests/signing-set/signing-set.ts'

function person(given: string, family: string, number: string): Identified {
  const document = { kind: 'passport', issuer: 'NLD', number, expires: '2030-01-01' }
  const claim = v.parse(IdentityClaim, { document, family, given, birthDate: '1980-03-02', journey: 'child' })
  return { part: 'witness', claim, assurance: 'identified' }
}
const mother = person('WILHELMINA', 'DE BRUIJN', 'NX47B2K91')
const neighbour = person('CORNELIS HENDRIK', 'OVERBEEK', 'IK55P0Q31')
const asked = {
  witness: neighbour,
  marks: { role: 'applicant' },
  patient: { given: 'Fenna', family: 'van den Akker' },
  signers: [mother],
  staff: ['Anna Visser'],
} as const

describe('a witness of a mark', () => {
  it('is somebody whom the desk identified and who has no part in it', () => {
    expect(witnessProblem(asked)).toBeNull()
  })

  it.each([
    ['notIdentified', { witness: { ...neighbour, assurance: 'claimed' } }],
    ['patient', { patient: { given: 'Cornelis', family: 'Overbeek' } }],
    ['patient', { patient: { given: 'C.H.', family: 'Overbeek' } }],
    ['signer', { witness: mother }],
    ['signer', { witness: person('W', 'DE BRUIJN', 'XX0000001') }],
    ['signer', { witness: person('IEMAND', 'ANDERS', 'NX47B2K91') }],
    ['staff', { marks: { role: 'patient' }, staff: ['C.H. Overbeek'] }],
  ] as const)('is refused as %s', (problem, change) => {
    expect(witnessProblem({ ...asked, ...change })).toBe(problem)
  })

  it('may be staff for a representative, never for a patient', () => {
    const clerk = { ...asked, staff: ['Cornelis Overbeek'] }
    expect(witnessProblem(clerk)).toBeNull()
    expect(witnessProblem({ ...clerk, marks: { role: 'patient' } })).toBe('staff')
  })

  it('is the person whom the step names, by document, assurance and name', () => {
    const identity = { method: 'vergeleken', assurance: 'identified', documentKind: 'Paspoort', documentNumber: 'IK55P0Q31' } as const // prettier-ignore
    const said = { name: 'CORNELIS HENDRIK OVERBEEK', identity, inkHash: 'A'.repeat(43) as never }
    expect(isWitness(said, neighbour)).toBe(true)
    expect(isWitness({ ...said, name: 'C. OVERBEEK' }, neighbour)).toBe(false)
    expect(isWitness(said, mother)).toBe(false)
  })
})
