/** Closing an envelope: the manifest by V over everything in it, and the encryption to the central's intake key. */
import { CompactEncrypt, calculateJwkThumbprint, CompactSign, importJWK } from 'jose'
import * as v from 'valibot'
import type { Bundle } from '@medplum/fhirtypes'
import { Manifest, payloadFormat, WrittenPayload } from '../../domain/contract/intake/payload.ts'
import type { Acceptance } from '../../domain/contract/intake/payload.ts'
import type { EnvelopeKind } from '../../domain/contract/envelope/envelope.ts'
import type { ActPart } from '../../domain/requests/acts/act-set.ts'
import { CompactJwe, CompactJws } from '../../domain/ids.ts'
import type { EnvelopeId, Instant } from '../../domain/ids.ts'
import { hashOf, hashOfJson } from '../../paper/hash.ts'
import type { SigningPorts } from './input.ts'

export interface Content {
  readonly id: EnvelopeId
  readonly kind: EnvelopeKind
  readonly bundle: Bundle
  readonly pdf: Uint8Array | null
  readonly steps: readonly CompactJws[]
  /** One per step: that signer's pen movement, closed already; null where none was recorded. */
  readonly escrows: readonly (CompactJwe | null)[]
  readonly decision: { readonly kind: string }
  /** Of each participant, in their order. */
  readonly acceptances: readonly Acceptance[]
  readonly signedAt: Instant
  /** What the patient took out of the mandate; none: nothing. */
  readonly withheld?: readonly string[]
  /** Of an act: its set, and what was signed. */
  readonly part?: { readonly set: EnvelopeId; readonly act: ActPart }
}

/** The envelope as main may hold it: nobody on the kiosk can open it again. */
export async function closeEnvelope(visit: SigningPorts, content: Content): Promise<CompactJwe> {
  const { id, kind, bundle, pdf, acceptances } = content
  // What JSON would drop (undefined members) is dropped before hashing: the central hashes what it receives.
  const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
  const sent = { bundle: plain(bundle), decision: plain(content.decision) }
  const withheld = content.withheld?.length === 0 ? undefined : content.withheld
  const { set, act } = content.part ?? { set: null, act: null }
  const manifest: Manifest = {
    id,
    visit: visit.visit,
    kind,
    bundle: hashOfJson(sent.bundle),
    pdf: pdf === null ? null : hashOf(pdf),
    steps: hashOf(new TextEncoder().encode(content.steps.join('\n'))),
    decision: hashOfJson(sent.decision),
    acceptance: hashOfJson(acceptances),
    ...(withheld === undefined ? {} : { withheld: hashOfJson(withheld) }),
    ...(kind === 'act' ? { act: hashOfJson({ act, set }) } : {}),
  }
  const payload = v.parse(WrittenPayload, {
    format: payloadFormat,
    id,
    kind,
    certificate: visit.certificate,
    ...sent,
    ...(withheld === undefined ? {} : { withheld }),
    pdf: pdf === null ? null : Buffer.from(pdf).toString('base64'),
    steps: content.steps,
    escrows: content.escrows,
    acceptances,
    set,
    act,
    times: { signedAt: content.signedAt, uncertainty: visit.clock.uncertainty() },
    manifest: await signManifest(visit, manifest),
  })
  return await encrypt(visit, { id, kind, plaintext: JSON.stringify(payload) })
}

async function signManifest({ key }: SigningPorts, manifest: Manifest): Promise<CompactJws> {
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(v.parse(Manifest, manifest))))
    .setProtectedHeader({ alg: 'ES256', typ: 'balie-manifest+jwt' })
    .sign(key.private)
  return v.parse(CompactJws, jws)
}

async function encrypt(
  { keyset }: SigningPorts,
  { id, kind, plaintext }: { readonly id: EnvelopeId; readonly kind: EnvelopeKind; readonly plaintext: string },
): Promise<CompactJwe> {
  const [intake] = keyset.intake
  if (intake === undefined) throw new Error('a keyset has an intake key')
  const { kty, crv, x, y } = intake
  const kid = intake.kid ?? (await calculateJwkThumbprint({ kty, crv, x, y }))
  const jwe = await new CompactEncrypt(new TextEncoder().encode(plaintext))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ: 'balie-envelope', kid, id, kind })
    .encrypt(await importJWK({ kty, crv, x, y }, 'ECDH-ES'))
  return v.parse(CompactJwe, jwe)
}
