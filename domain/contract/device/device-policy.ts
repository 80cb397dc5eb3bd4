/** The part of a ContentBundle that main may use: the machine's settings, nothing of the hospital's rules. */
import * as v from 'valibot'
import { Instant } from '../../ids.ts'
import { PolicyName } from '../control/policy-seen.ts'
import { Printer } from './printer.ts'

export const DevicePolicy = v.strictObject({
  /** false: production. The rehearsal host, the file key store and test runtimes refuse to run under it. */
  training: v.boolean(),
  /** Seconds without touch until everything is covered and the warning starts, and from there to the wipe. */
  idleWarnAfter: v.pipe(v.number(), v.minValue(1)),
  idleWipeAfter: v.pipe(v.number(), v.minValue(1)),
  /** Seconds that the end screen stays. */
  doneFor: v.pipe(v.number(), v.minValue(1)),
  /** Minutes of the longer clock that the desk can give (DeviceCommand `extend`). */
  assistedMinutes: v.pipe(v.number(), v.minValue(1)),
  /** Minutes that a visit lasts at most; the desk's `extend` begins them anew. Content from before this field has none. */
  longestVisitMinutes: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(180)), 60),
  /** Where the visitor's receipt is printed; null: nothing is printed here. Bundles from before printing have none. */
  printer: v.optional(v.nullable(Printer), null),
  /**
   * The time-stamping authority that main asks while it seals (RFC 3161 over HTTPS). Its listener stands under a CA of the
   * keyset's `tlsCa`: kiosks reach no other addresses, so a hospital relays an authority from outside. Null: none, and
   * the central adds time on receipt. Optional, so that content from before this field still holds.
   */
  timeStamp: v.optional(
    v.nullable(v.strictObject({ address: v.pipe(v.string(), v.url(), v.startsWith('https://')) })),
    null,
  ),
})
export type DevicePolicy = v.InferOutput<typeof DevicePolicy>

/** 120 s, then 45 s of warning; the end screen 90 s; with help 10 minutes. */
export const defaultDevicePolicy: DevicePolicy = {
  training: true,
  idleWarnAfter: 120,
  idleWipeAfter: 45,
  doneFor: 90,
  assistedMinutes: 10,
  longestVisitMinutes: 60,
  printer: null,
  timeStamp: null,
}

/** What main reads of a verified bundle; everything else in it is dropped unread. */
export const DeviceContent = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  validUntil: Instant,
  device: DevicePolicy,
  /** The policy's name only, for the floor under its version. */
  policy: PolicyName,
})
export type DeviceContent = v.InferOutput<typeof DeviceContent>
