/** Sealed documents for tests, made the way a visit makes them: steps by a visit key, composed, sealed by main's code. */
import { createHash, webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { formHash, inkHash } from '../../domain/document/hashes.ts'
import type { DocumentModel, DocumentWitness } from '../../domain/document/model.ts'
import { type SignedStep, type StepClaims, signStep, stepHash } from '../../domain/document/steps.ts'
import type { CompactJws, PublicJwk } from '../../domain/ids.ts'
import { documentAttachments } from '../../paper/attachments.ts'
import { loadDocumentAssets } from '../../paper/assets.ts'
import { type Attachment, composePdf } from '../../paper/compose.ts'
import { prepareSeal } from '../../paper/seal.ts'
import { buildCms } from '../../main/custody/seal/build-cms.ts'
import { softwareSealKey } from '../../main/custody/seal/seal-key.ts'
import type { TrainingCa } from './training-ca.ts'

const folder = fileURLToPath(new URL('../../paper/assets/', import.meta.url))
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(folder + name))
export const assets = loadDocumentAssets(read)
export const icc = read('srgb-iec61966-2-1.icc')

export const sha256 = (bytes: Uint8Array): Promise<Uint8Array> =>
  Promise.resolve(new Uint8Array(createHash('sha256').update(bytes).digest()))

export interface VisitKey {
  readonly key: PublicJwk
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
}

/** A visit's key `V`, as the session makes it. */
export async function makeVisitKey(): Promise<VisitKey> {
  const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const jwk = await webcrypto.subtle.exportKey('jwk', pair.publicKey)
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
  return {
    key: { kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '' },
    sign: async (bytes) => new Uint8Array(await webcrypto.subtle.sign(algorithm, pair.privateKey, bytes)),
  }
}

export const set = '3b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11'

/** The steps of a model's signers, signed one after the other. */
export async function stepsOf(model: DocumentModel, visit: VisitKey, envelope = set): Promise<readonly SignedStep[]> {
  const steps: SignedStep[] = []
  const form = await formHash(model, sha256)
  for (const [i, signer] of model.signers.entries()) {
    const last = steps.at(-1)
    const ink = signer.ink === undefined ? null : await inkHash(signer.ink, sha256)
    const witness = signer.method === 'witnessed' ? await witnessOf(signer.witness) : null
    const claims = {
      set: envelope as StepClaims['set'],
      seq: i + 1,
      of: model.signers.length,
      formHash: form,
      formUrl: model.form.url,
      formVersion: model.form.version,
      language: model.language,
      role: signer.role,
      name: signer.name,
      at: signer.at,
      method: signer.method,
      inkHash: ink,
      ...(witness === null ? {} : { witness }),
      identity: { ...signer.identity },
      previous: last === undefined ? null : await stepHash({ step: last, sha256 }),
    }
    steps.push(await signStep({ claims, sign: visit.sign }))
  }
  return steps
}

async function witnessOf({ name, identity, ink }: DocumentWitness): Promise<NonNullable<StepClaims['witness']>> {
  return { name, identity: { ...identity }, inkHash: await inkHash(ink, sha256) }
}

export interface Extras {
  readonly visitCertificate?: CompactJws
  readonly envelope?: string
}

/** The attachments that every sealed form carries. */
export async function attachmentsOf(
  model: DocumentModel,
  visit: VisitKey,
  { visitCertificate, envelope }: Extras = {},
): Promise<readonly Attachment[]> {
  return documentAttachments({
    model,
    steps: await stepsOf(model, visit, envelope),
    key: visit.key,
    visitCertificate: visitCertificate ?? null,
    decision: { form: 'child.under12', policy: { id: 'rijnhout', version: 7 }, rules: ['child.under12.soleAuthority'] },
    fhir: { resourceType: 'Bundle', type: 'collection', entry: [] },
  })
}

export interface SealOptions {
  readonly ca: TrainingCa
  readonly visit?: VisitKey
  readonly attachments?: readonly Attachment[]
  readonly timeStamp?: (imprint: Uint8Array) => Promise<Uint8Array | null>
}

/** A model as a sealed PDF. */
export async function sealedPdf(model: DocumentModel, options: SealOptions): Promise<Uint8Array> {
  const attachments = options.attachments ?? (await attachmentsOf(model, options.visit ?? (await makeVisitKey())))
  return await sealFile(await composePdf(model, { assets, icc, attachments }), options)
}

/** Any composed file, sealed. */
export async function sealFile(composed: Uint8Array, { ca, timeStamp }: SealOptions): Promise<Uint8Array> {
  const prepared = prepareSeal(composed)
  const key = softwareSealKey({ pkcs8: ca.key, chain: [ca.leaf, ca.root] })
  return prepared.finish(await buildCms({ digest: prepared.sha256, ...key, ...(timeStamp ? { timeStamp } : {}) }))
}
