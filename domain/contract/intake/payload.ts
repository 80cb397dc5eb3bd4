/**
 * What is inside an envelope: readable by session and central only. Main must not import this folder. Each format keeps
 * its reader for ever (formats/): a signed form may wait on a kiosk through any number of releases.
 */
import * as v from 'valibot'
import { PayloadOfFormat1 } from './formats/format-1.ts'
import { PayloadOfFormat2 } from './formats/format-2.ts'

export { Acceptance, Manifest } from './formats/parts.ts'

/** What a kiosk of today writes. */
export const payloadFormat = 2

/** Any format, as one shape: a payload without a number is format 1. */
export const EnvelopePayload = v.union([PayloadOfFormat2, PayloadOfFormat1])
export type EnvelopePayload = v.InferOutput<typeof EnvelopePayload>

/** The number of a payload's format. */
export const formatOf = ({ format }: Pick<EnvelopePayload, 'format'>): 1 | 2 => format ?? 1
