/**
 * GET /visit/log: who looked in the bound patient's file, for the patient. Roles and kinds from closed lists, one line for each
 * hour and role: never a name, never a number, never a value of what was seen.
 */
import * as v from 'valibot'
import { Instant } from '../../ids.ts'

/** Lines that are told at most, the newest first; how much there is in all is always said. */
export const mostLookedLines = 60

export const lookers = [
  /** The patient, here or at home. */
  'you',
  /** Somebody at a kiosk of whom the record did not know yet who it was. */
  'visitor',
  'family',
  'representative',
  'desk',
  'physician',
  'portal',
  /** The hospital's own systems. */
  'hospital',
] as const
export type Looker = (typeof lookers)[number]

export const lookedAt = [
  'details',
  'appointments',
  'medication',
  'allergies',
  'documents',
  'messages',
  'mandates',
  'requests',
  'log',
  'search',
  'copy',
  'signed',
  'stopped',
  'changed',
  'decided',
  'file',
  'other',
] as const
export type LookedAt = (typeof lookedAt)[number]

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

export const LookedLine = v.strictObject({
  /** Begin of the hour. */
  hour: Instant,
  who: v.picklist(lookers),
  what: v.pipe(v.array(v.picklist(lookedAt)), v.minLength(1)),
  /** It was asked for and not given. */
  refused: v.boolean(),
  /** Lines of the access log that this one stands for. */
  times: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type LookedLine = v.InferOutput<typeof LookedLine>

export const WhoLooked = v.strictObject({
  /** The newest first. */
  lines: v.pipe(v.array(LookedLine), v.maxLength(mostLookedLines)),
  /** Lines of the access log in all. */
  total: Count,
})
export type WhoLooked = v.InferOutput<typeof WhoLooked>

/** From this age a patient reads it alone; a younger one asks at the desk. */
export const whoLookedFrom = 16
