/** Who signed what, and how it was checked, as Provenance (R4). */
import type { Provenance, ProvenanceAgent, Signature } from '@medplum/fhirtypes'
import type { StepClaims } from '../document/steps.ts'
import type { Instant } from '../ids.ts'
import { tagOf, urn } from './entry.ts'
import { participationType, provenanceParticipant, signatureTypeSystem, signingMethodUrl } from '../coding/systems.ts'

/** How the signer signed, as his step says it. */
export type SaidOfMark = Pick<StepClaims, 'method' | 'witness'>

/** ASTM E1762-95; HL7's value set signature-type. A signature that a witness saw holds both persons' ink. */
const consentSignature = { system: signatureTypeSystem, code: '1.2.840.10065.1.12.1.7', display: 'Consent Signature' }
const consentWitnessSignature = {
  system: signatureTypeSystem,
  code: '1.2.840.10065.1.12.1.11',
  display: 'Consent Witness Signature',
}

/** A tap and a mark say that they are no handwriting; forms that were signed or typed before there were these say nothing. */
export function methodOf({ method }: Pick<SaidOfMark, 'method'>): Pick<Signature, 'extension'> {
  return method === 'tapped' || method === 'witnessed'
    ? { extension: [{ url: signingMethodUrl, valueCode: method }] }
    : {}
}

/** A witness is nothing to the patient, so no resource stands for him: his name, and the rest in the signed step. */
const witnessAgent = (name: string): ProvenanceAgent => ({
  type: { coding: [{ system: participationType, code: 'WIT', display: 'witness' }] },
  who: { display: name },
})

export function provenanceOf(input: {
  readonly uuid: string
  /** In the order in which they signed; `step`: the signed step, base64 of its compact JWS. */
  readonly acts: readonly {
    readonly who: { readonly reference: string }
    readonly at: Instant
    readonly step: string
    readonly said: SaidOfMark
  }[]
  readonly targets: readonly string[]
  /** `Consent/<id>` of each that ends by it. */
  readonly ends?: readonly string[]
  readonly at: Instant
  readonly device: string
}): Provenance {
  const participant = (code: string, display: string) => ({
    coding: [{ system: provenanceParticipant, code, display }],
  })
  return {
    resourceType: 'Provenance',
    meta: { tag: [tagOf(input.uuid)] },
    target: [...input.targets.map(urn), ...(input.ends ?? [])].map((reference) => ({ reference })),
    occurredDateTime: input.at,
    recorded: input.at,
    agent: [
      ...input.acts.map(({ who }) => ({ type: participant('author', 'Author'), who })),
      ...input.acts.flatMap(({ said: { witness } }) => (witness === undefined ? [] : [witnessAgent(witness.name)])),
      { type: participant('assembler', 'Assembler'), who: { display: input.device } },
    ],
    signature: input.acts.map(({ who, at, step, said }) => ({
      ...methodOf(said),
      type: [consentSignature, ...(said.witness === undefined ? [] : [consentWitnessSignature])],
      when: at,
      who,
      targetFormat: 'application/json',
      sigFormat: 'application/jose',
      data: step,
    })),
  }
}
