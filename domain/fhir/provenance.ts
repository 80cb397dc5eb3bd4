/** Who signed what, and how it was checked, as Provenance (R4). */
import type { Provenance } from '@medplum/fhirtypes'
import type { Instant } from '../ids.ts'
import { tagOf, urn } from './entry.ts'
import { provenanceParticipant, signatureTypeSystem } from '../coding/systems.ts'

export function provenanceOf(input: {
  readonly uuid: string
  /** In the order in which they signed; `step`: the signed step, base64 of its compact JWS. */
  readonly acts: readonly {
    readonly who: { readonly reference: string }
    readonly at: Instant
    readonly step: string
  }[]
  readonly targets: readonly string[]
  readonly at: Instant
  readonly device: string
}): Provenance {
  const participant = (code: string, display: string) => ({
    coding: [{ system: provenanceParticipant, code, display }],
  })
  return {
    resourceType: 'Provenance',
    meta: { tag: [tagOf(input.uuid)] },
    target: input.targets.map((uuid) => ({ reference: urn(uuid) })),
    occurredDateTime: input.at,
    recorded: input.at,
    agent: [
      ...input.acts.map(({ who }) => ({ type: participant('author', 'Author'), who })),
      { type: participant('assembler', 'Assembler'), who: { display: input.device } },
    ],
    signature: input.acts.map(({ who, at, step }) => ({
      // ASTM E1762-95, consent signature; HL7's value set signature-type.
      type: [{ system: signatureTypeSystem, code: '1.2.840.10065.1.12.1.7', display: 'Consent Signature' }],
      when: at,
      who,
      targetFormat: 'application/json',
      sigFormat: 'application/jose',
      data: step,
    })),
  }
}
