/** A mark that somebody saw made: the intake asks again who that may be. */
import { describe, expect, it } from 'vitest'
import type { SignedStep } from '../../domain/document/steps.ts'
import type { VisitRow } from '../../central/visits/visits.ts'
import type { BoundPatient } from '../../central/kiosk-api/intake/checks/patient.ts'
import { witness } from '../../central/kiosk-api/intake/checks/witness.ts'
import { person } from '../document/acts.ts'

const mother = person('WILLEKE', 'DE BRUIJN', 'NX47B2K91')
const neighbour = person('CORNELIS HENDRIK', 'OVERBEEK', 'IK55P0Q31')
const patient = {
  reference: 'Patient/1',
  facts: { given: 'Fenna', family: 'van den Akker' },
  bsns: [],
} as unknown as BoundPatient

/** The mother's mark in a visit for this journey, seen by somebody; `by`: the clerk who compared the witness. */
function asked(of: {
  readonly journey?: string
  readonly seenBy?: typeof neighbour
  readonly by?: string
  readonly recorded?: boolean
}) {
  const { journey = 'child', seenBy = neighbour, by = 'Anna Visser', recorded = true } = of
  const known = { identifiedBy: { id: '1', name: by }, enteredBy: null }
  const others = recorded ? [{ ...seenBy, part: 'witness', declined: false }] : []
  const row = {
    ...known,
    record: { claim: { ...mother.claim, journey }, assurance: 'identified', others },
    others: others.map(() => known),
  } as unknown as VisitRow
  const identity = (one: typeof mother) => ({
    method: 'x',
    assurance: 'identified',
    documentKind: 'Paspoort',
    documentNumber: one.claim.document.number,
  })
  const name = `${seenBy.claim.given} ${seenBy.claim.family}`
  const step = {
    claims: { identity: identity(mother), witness: { name, identity: identity(seenBy), inkHash: 'x' } },
  } as unknown as SignedStep
  return witness({ steps: [step], row, patient })
}
const refused = { ok: false, reason: 'steps', detail: 'witness' }

describe('The witness of a mark', () => {
  it('may be somebody whom the desk identified and who has no part in it', () => {
    expect(asked({})).toEqual({ ok: true, value: null })
  })

  it('is refused where the desk identified no witness in this visit', () => {
    expect(asked({ recorded: false })).toEqual(refused)
  })

  it('is refused as signer and as patient', () => {
    expect(asked({ seenBy: { ...mother, claim: { ...mother.claim, document: neighbour.claim.document } } })).toEqual(
      refused,
    )
    expect(asked({ seenBy: person('FENNA', 'VAN DEN AKKER', 'NX1234567') })).toEqual(refused)
  })

  it('may be the clerk for a representative, never for a patient', () => {
    expect(asked({ by: 'Cornelis Overbeek' })).toEqual({ ok: true, value: null })
    expect(asked({ by: 'Cornelis Overbeek', journey: 'own-dossier' })).toEqual(refused)
    expect(asked({ journey: 'own-dossier' })).toEqual({ ok: true, value: null })
  })
})
