/**
 * How far the central's access log was (JWS, typ "balie-log-head+jwt", by a receipt key): a kiosk keeps it and says it again in
 * its next heartbeat, so that a log that was cut or rewritten is found by what lies elsewhere. Number and hash: nothing of what
 * is in the log.
 */
import * as v from 'valibot'
import { Instant, Sha256 } from '../../ids.ts'

/** Chains whose heads a kiosk keeps at most: one for each writer of the log. */
export const mostLogHeads = 8

/** As a heartbeat says it. */
export const HeldLogHead = v.strictObject({
  node: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  head: Sha256,
})
export type HeldLogHead = v.InferOutput<typeof HeldLogHead>

export const LogHead = v.strictObject({ ...HeldLogHead.entries, at: Instant })
export type LogHead = v.InferOutput<typeof LogHead>

export const logHeadType = 'balie-log-head+jwt'
