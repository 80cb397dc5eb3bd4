/** Device channel (main ↔ central), authorised by a device token (private_key_jwt with D-auth). Ids and enums only. */
import * as v from 'valibot'
import { CallNumber, Instant, Sha256, VisitId } from '../../ids.ts'
import { HelpReason } from '../control/help-reason.ts'
import { Step } from '../control/step.ts'
import { HelpState, ReaderTrouble } from '../control/renderer.ts'
import { HeldLogHead, mostLogHeads } from './log-head.ts'

/**
 * The header in which the central states its time on each answer to a kiosk, RFC 3339 with milliseconds. `Date` counts
 * whole seconds, is cached, and may be a relay's own.
 */
export const timeHeader = 'balie-time'

const exact = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/u

/**
 * Milliseconds since 1970 of the time that {@link timeHeader} states, as `Date.prototype.toISOString` writes it; null for
 * anything else. `Date.parse` alone reads "0", "2026" and "now 2026" as times.
 */
export function readStatedTime(header: unknown): number | null {
  return typeof header === 'string' && exact.test(header) ? believableTime(Date.parse(header)) : null
}

/**
 * The same milliseconds when a clock can mean them; null for what is no number, and outside the years 2020 to 2199. Before
 * them there was no Balie: a clock that lost its battery starts in 1970 or 2000. Nothing that is signed holds after them.
 */
export function believableTime(milliseconds: number): number | null {
  return milliseconds >= earliest && milliseconds < latest ? milliseconds : null
}
const earliest = Date.UTC(2020, 0, 1)
const latest = Date.UTC(2200, 0, 1)

/** POST /device/token answer (RFC 6749 section 5.1). */
export const DeviceToken = v.object({
  access_token: v.string(),
  token_type: v.literal('Bearer'),
  expires_in: v.number(),
})
export type DeviceToken = v.InferOutput<typeof DeviceToken>

/** The visitor's time runs, stands still because the desk must act, or is about to be over. */
export const ClockState = v.picklist(['running', 'standing', 'covered'])
export type ClockState = v.InferOutput<typeof ClockState>

/** Server-sent events on GET /device/events: `data:` holds one of these as JSON. */
export const DeviceCommand = v.variant('type', [
  v.strictObject({ type: v.literal('time'), at: Instant }),
  v.strictObject({ type: v.literal('arm') }),
  v.strictObject({ type: v.literal('stop'), visit: VisitId }),
  v.strictObject({ type: v.literal('extend'), visit: VisitId }),
  /** Somebody of the desk has this visit open and is busy with it: the visitor waits for him. */
  v.strictObject({ type: v.literal('attend'), visit: VisitId }),
  v.strictObject({ type: v.literal('drain') }),
  v.strictObject({ type: v.literal('newContent'), version: v.number() }),
  v.strictObject({ type: v.literal('newKeyset'), version: v.number() }),
  v.strictObject({ type: v.literal('help'), state: HelpState }),
])
export type DeviceCommand = v.InferOutput<typeof DeviceCommand>

/** POST /device/reports: one of these. */
export const DeviceReport = v.variant('type', [
  v.strictObject({
    type: v.literal('heartbeat'),
    app: v.pipe(v.string(), v.maxLength(40)),
    journal: v.nullable(v.strictObject({ seq: v.number(), head: Sha256 })),
    waiting: v.pipe(v.number(), v.integer()),
    outOfService: v.nullable(v.string()),
    /** Heads of the access log that the kiosk holds; said only to a central that gave some. */
    log: v.optional(v.pipe(v.array(HeldLogHead), v.maxLength(mostLogHeads))),
  }),
  v.strictObject({
    type: v.literal('step'),
    visit: v.nullable(VisitId),
    step: Step,
    callNumber: v.optional(CallNumber),
  }),
  /** `why` absent: the visitor's bell. */
  v.strictObject({ type: v.literal('help'), visit: v.nullable(VisitId), why: v.optional(HelpReason) }),
  /** The visit's clock, when it changes. `secondsLeft` until everything is wiped, if nothing happens; null: not soon. */
  v.strictObject({
    type: v.literal('clock'),
    visit: VisitId,
    state: ClockState,
    secondsLeft: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  v.strictObject({ type: v.literal('helpEnded'), visit: v.nullable(VisitId) }),
  /** What is wrong with the document reader; null: the last scan was read as it should be. */
  v.strictObject({ type: v.literal('reader'), trouble: v.nullable(ReaderTrouble) }),
])
export type DeviceReport = v.InferOutput<typeof DeviceReport>
