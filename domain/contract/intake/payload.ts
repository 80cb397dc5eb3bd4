/**
 * What is inside an envelope: readable by session and central only. Main must not import this folder. Each format keeps
 * its reader for ever (formats/): a signed form may wait on a kiosk through any number of releases.
 */
import * as v from 'valibot'
import { PayloadOfFormat1 } from './formats/format-1.ts'
import { PayloadOfFormat2 } from './formats/format-2.ts'
import { PayloadOfFormat3 } from './formats/format-3.ts'

export { Acceptance, Manifest } from './formats/parts.ts'

/** What a kiosk of today writes. */
export const payloadFormat = 3
export { PayloadOfFormat3 as WrittenPayload }

/** Any format in today's shape, with the number that it came with: what is read after the border knows no other. */
export interface EnvelopePayload extends Omit<PayloadOfFormat3, 'format'> {
  readonly format: 1 | 2 | 3
}

type OfOneSigner = v.InferOutput<typeof PayloadOfFormat1> | v.InferOutput<typeof PayloadOfFormat2>

/** A payload without a number is format 1. The one movement that formats 1 and 2 have room for is the only signer's. */
function ofOneSigner({ format, escrow, acceptance, ...rest }: OfOneSigner): EnvelopePayload {
  const escrows = rest.steps.map((_, at) => (at === 0 ? (escrow ?? null) : null))
  return { ...rest, format: format ?? 1, escrows, acceptances: [acceptance], set: null, act: null }
}

export const EnvelopePayload = v.union([
  v.pipe(
    PayloadOfFormat3,
    v.transform((payload): EnvelopePayload => payload),
  ),
  v.pipe(v.union([PayloadOfFormat2, PayloadOfFormat1]), v.check(hasPlace), v.transform(ofOneSigner)),
])

/** A movement without a step is nobody's. */
function hasPlace({ escrow, steps }: OfOneSigner): boolean {
  return escrow === undefined || steps.length > 0
}

/** What the manifest's `acceptance` is the hash of. */
export function acceptedPart({ format, acceptances }: Pick<EnvelopePayload, 'format' | 'acceptances'>): unknown {
  return format === 3 ? acceptances : acceptances[0]
}
