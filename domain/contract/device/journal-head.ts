/** The central's word that it knows a wipe journal up to a line (JWS, typ "balie-journal-head+jwt", by a receipt key). */
import * as v from 'valibot'
import { DeviceId, Instant, Sha256 } from '../../ids.ts'
import { mostLogHeads } from './log-head.ts'

export const JournalHead = v.strictObject({
  device: DeviceId,
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** SHA-256 of that line. */
  head: Sha256,
  at: Instant,
})
export type JournalHead = v.InferOutput<typeof JournalHead>

export const journalHeadType = 'balie-journal-head+jwt'

/** Answer to a heartbeat (200); kiosks from before this field read none, and a central from before it sends none. */
export const ReportAnswer = v.object({
  journal: v.optional(v.string()),
  /** The newest head of each chain of the access log (log-head.ts). */
  log: v.optional(v.pipe(v.array(v.string()), v.maxLength(mostLogHeads))),
})
export type ReportAnswer = v.InferOutput<typeof ReportAnswer>
