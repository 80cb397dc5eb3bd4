/** Nothing was signed, but terms were accepted by somebody whom the desk identified: that travels alone. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { acceptanceBundle } from '../../domain/fhir/bundles.ts'
import type { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { EnvelopeId } from '../../domain/ids.ts'
import { codingOfPart, journeyOf } from '../../domain/journeys/index.ts'
import type { Identified } from '../../domain/requests/signing-set/signing-set.ts'
import type { Acceptance } from '../../domain/contract/intake/payload.ts'
import type { Bound } from '../flow/state.ts'
import { closeEnvelope } from './envelope.ts'
import type { Custody, SigningPorts } from './input.ts'

/** True when main holds it. The visitor is not told: nothing that he did depends on it. */
export async function sendAcceptance(
  visit: SigningPorts,
  about: {
    readonly bound: Bound
    readonly claim: IdentityClaim
    /** What this person is in the visit. */
    readonly part: Identified['part']
    readonly acceptance: Acceptance
  },
  custody: Custody,
): Promise<boolean> {
  const { claim, part, acceptance, bound } = about
  const journey = journeyOf(claim.journey)
  const id = v.parse(EnvelopeId, randomUUID())
  const at = visit.clock.now()
  const bundle = acceptanceBundle({
    ids: { representative: randomUUID(), terms: randomUUID(), audit: randomUUID() },
    patient: bound.patient.reference,
    claim,
    coding: { ...journey.coding, representative: codingOfPart(journey, part) },
    acceptance,
    hospital: visit.hospital.content.hospital.name,
    device: visit.device,
    at,
  })
  const decision = { kind: 'none' }
  const jwe = await closeEnvelope(visit, {
    id,
    kind: 'acceptance',
    bundle,
    pdf: null,
    steps: [],
    escrows: [],
    decision,
    acceptances: [acceptance],
    signedAt: at,
  })
  return await custody.store({ envelope: id, jwe })
}
