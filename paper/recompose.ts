/**
 * Composes a sealed form again from what it carries, to see whether its pages are what the composer makes of its data. The
 * composer is deterministic: one other byte, and somebody else drew the pages, or another font, or another picture.
 */
import { webcrypto } from 'node:crypto'
import * as v from 'valibot'
import type { DocumentModel, DocumentSigner } from '../domain/document/model.ts'
import { type StepClaims, StepSet } from '../domain/document/steps.ts'
import type { Instant } from '../domain/ids.ts'
import { unpack } from '../domain/verify/attached.ts'
import type { Contents } from '../domain/verify/contents.ts'
import { portOver } from '../domain/verify/base/subtle-port.ts'
import type { SealedFile } from '../domain/verify/pdf/sealed-file.ts'
import { composePdf } from './compose.ts'
import { formFiles } from './form-files.ts'
import type { DocumentMeans } from './open-document.ts'
import { prepareSeal } from './seal.ts'

/** One after another: the parsed fonts are shared, and each document leaves its marks in them until it is finished. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Whether the sealed file is, byte for byte but for the seal itself, what this build composes. `at`: the instant that the
 * kiosk composed for. The evidence rows are taken from the page: what they may say is another question.
 */
export function isAsComposed(
  input: {
    readonly bytes: Uint8Array
    readonly file: Pick<SealedFile, 'sealed'>
    readonly contents: Contents
    readonly at: Instant
  },
  means: DocumentMeans,
): Promise<boolean> {
  const turn = last.then(() => composedSame(input, means))
  last = turn.catch(() => undefined)
  return turn
}

const InkFile = v.strictObject({
  widthMm: v.number(),
  heightMm: v.number(),
  strokes: v.array(v.array(v.number())),
  durationMs: v.number(),
})

/** The signer of a step that the verifier accepted, with what he drew and what his witness drew. */
function signerOf(claims: StepClaims, [own, beside]: readonly [string | null, string | null]): DocumentSigner {
  const base = { role: claims.role, name: claims.name, at: claims.at, identity: claims.identity }
  const { method, witness } = claims
  if (method === 'typed' || method === 'tapped') return { ...base, method }
  const drawn = (text: string | null) => v.parse(v.pipe(v.string(), v.parseJson(), InkFile), text)
  if (witness === undefined) return { ...base, method: 'ink', ink: drawn(own) }
  const { name, identity } = witness
  return { ...base, method: 'witnessed', ink: drawn(own), witness: { name, identity, ink: drawn(beside) } }
}

async function composedSame(
  { bytes, file, contents, at }: Parameters<typeof isAsComposed>[0],
  means: DocumentMeans,
): Promise<boolean> {
  const { form, steps, page } = contents
  if (page === null) return false
  const port = portOver(webcrypto.subtle)
  const attached = (name: string): Uint8Array => {
    const found = file.sealed.attachments.get(name)
    return found === undefined ? new Uint8Array() : unpack(port, found.stream)
  }
  const files = { form: attached('form.json'), steps: attached('steps.json'), decision: attached('decision.json'), fhir: attached('fhir.json') } // prettier-ignore
  const { inks, witnessInks = [] } = v.parse(
    v.pipe(v.string(), v.parseJson(), StepSet),
    Buffer.from(files.steps).toString('utf8'),
  )
  const signers = steps.map(({ claims }, i) => signerOf(claims, [inks[i] ?? null, witnessInks[i] ?? null]))
  const { balie: _, ...signed } = form
  const model: DocumentModel = { ...signed, reference: page.reference, at, signers, evidence: page.evidence }
  const composed = await composePdf(model, { ...means, attachments: formFiles(files) })
  const [before, after] = prepareSeal(composed).parts
  const sealed = Buffer.from(bytes)
  return (
    sealed.length === composed.length &&
    sealed.subarray(0, before.length).equals(before) &&
    sealed.subarray(sealed.length - after.length).equals(after)
  )
}
