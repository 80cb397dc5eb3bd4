/** How somebody signed, in the record: a tap and a mark are not passed off as handwriting. */
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { provenanceOf } from '../../domain/fhir/provenance.ts'
import type { SaidOfMark } from '../../domain/fhir/provenance.ts'
import { Instant, Sha256 } from '../../domain/ids.ts'

const at = v.parse(Instant, '2026-12-01T10:00:00Z')
const hash = v.parse(Sha256, 'A'.repeat(43))
const told = (...said: readonly SaidOfMark[]) =>
  provenanceOf({
    uuid: '3b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11',
    acts: said.map((one) => ({ who: { reference: 'Patient/1' }, at, step: 'c3RlcA==', said: one })),
    targets: ['9d1f7a0c-1111-4222-8333-444455556666'],
    at,
    device: 'zuil',
  })
const witness = {
  name: 'Cornelis Overbeek',
  identity: { method: 'vergeleken', assurance: 'identified', documentKind: 'Paspoort', documentNumber: 'NX1' },
  inkHash: hash,
} as const
const method = (code: string) => [
  { url: 'https://balie.example/fhir/StructureDefinition/signing-method', valueCode: code },
]

describe('the Provenance of a signed form', () => {
  it('says of a tap that it is one', () => {
    expect(told({ method: 'tapped' }).signature?.[0]?.extension).toEqual(method('tapped'))
  })

  it('names the witness of a mark as witness, and says that the signature holds his', () => {
    const { agent, signature } = told({ method: 'ink' }, { method: 'witnessed', witness })
    expect(signature?.[1]?.extension).toEqual(method('witnessed'))
    expect(signature?.[1]?.type.map(({ code }) => code)).toEqual(['1.2.840.10065.1.12.1.7', '1.2.840.10065.1.12.1.11'])
    const witnesses = agent.filter(({ type }) => type?.coding?.[0]?.code === 'WIT')
    expect(witnesses.map(({ who }) => who)).toEqual([{ display: 'Cornelis Overbeek' }])
  })

  it('of ink and of a typed name says what it always said', () => {
    for (const one of ['ink', 'typed'] as const) {
      const { agent, signature } = told({ method: one })
      expect(agent).toHaveLength(2)
      expect(Object.keys(signature?.[0] ?? {})).toEqual(['type', 'when', 'who', 'targetFormat', 'sigFormat', 'data'])
      expect(signature?.[0]?.type).toHaveLength(1)
    }
  })
})
