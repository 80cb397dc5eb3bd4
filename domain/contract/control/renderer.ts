/** Main ↔ renderer: timers, help, life and death. Content-free in both directions. */
import * as v from 'valibot'
import { HostKind } from './host-kind.ts'
import { PolicyRefusal } from './policy-refusal.ts'
import { Step } from './step.ts'

/** Why the kiosk cannot be used now; the renderer has the sentences. */
export const OutOfService = v.picklist([
  /** Nothing is known yet, in the first moments after a start. */
  'starting',
  'notEnrolled',
  'keysUnavailable',
  'contentExpired',
  'centralDown',
  /** The central's time is not known: it is asked for, which takes seconds. */
  'clockUnknown',
  /** What is signed could not be sealed until a visit's longest end: new keys are asked for. */
  'keysEnded',
  /** Away for so long that a person of the hospital must let this kiosk come back. */
  'approvalNeeded',
  'diskFull',
  /** The central keeps too much of this kiosk apart: somebody must look before anybody signs here again. */
  'quarantineFull',
  'runtime',
  'draining',
  ...PolicyRefusal.options,
])
export type OutOfService = v.InferOutput<typeof OutOfService>

/**
 * What main itself may have to say on the next clean screen: after a session died around signing, or because a visit was
 * ended for a clock that was wrong (`stopped`: nothing was signed in it).
 */
export const Notice = v.picklist(['savedWillBeSent', 'notSigned', 'stopped'])
export type Notice = v.InferOutput<typeof Notice>

export const HelpState = v.picklist([
  'quiet',
  /** The bell was rung; nobody is known to have heard it. */
  'ringing',
  /** An open desk page of somebody who is logged in shows the call. */
  'heard',
  /** No desk page showed the call in time: the visitor goes to the desk. Said by main, never by the desk. */
  'unheard',
  /** Somebody of the desk said that he comes. */
  'coming',
])
export type HelpState = v.InferOutput<typeof HelpState>

/** What is wrong with a document reader: it speaks another keyboard layout than the machine is set to. */
export const ReaderTrouble = v.picklist(['wrongLayout'])
export type ReaderTrouble = v.InferOutput<typeof ReaderTrouble>

export const MainToRenderer = v.variant('type', [
  /** First message: the machine. `mm` = CSS px per real millimetre, `view` = reading distance / 450 mm (docs/look.md). */
  v.strictObject({
    type: v.literal('machine'),
    host: HostKind,
    training: v.boolean(),
    mm: v.nullable(v.pipe(v.number(), v.minValue(1), v.maxValue(40))),
    view: v.nullable(v.pipe(v.number(), v.minValue(0.5), v.maxValue(4))),
  }),
  v.strictObject({
    type: v.literal('attract'),
    outOfService: v.nullable(OutOfService),
    notice: v.nullable(Notice),
  }),
  /** The visit has begun: from now on the session's views are shown. */
  v.strictObject({ type: v.literal('visit') }),
  /** null: nothing covers. Number: cover everything, seconds until the wipe. */
  v.strictObject({ type: v.literal('idle'), secondsLeft: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))) }),
  /** The end screen stands, or stands longer: seconds until it is wiped. */
  v.strictObject({ type: v.literal('endScreen'), secondsLeft: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.strictObject({ type: v.literal('help'), state: HelpState }),
  /** Everything is being wiped; in served mode the tab then loads itself anew. */
  v.strictObject({ type: v.literal('ending'), reload: v.boolean() }),
])
export type MainToRenderer = v.InferOutput<typeof MainToRenderer>

export const RendererToMain = v.variant('type', [
  v.strictObject({ type: v.literal('hello') }),
  /** First touch on the attract screen. */
  v.strictObject({ type: v.literal('activate') }),
  /** Somebody touched or typed; at most once a second. */
  v.strictObject({ type: v.literal('activity') }),
  v.strictObject({ type: v.literal('help') }),
  /** "I am still here" on the cover or the end screen: timers start anew. */
  v.strictObject({ type: v.literal('stay') }),
  /** "Stop" confirmed, or "Done: wipe my data". */
  v.strictObject({ type: v.literal('stop') }),
  v.strictObject({ type: v.literal('finish') }),
  /** Two frames after a screen stood: for measuring, and for tests that may not read the page. */
  v.strictObject({ type: v.literal('painted'), step: Step }),
  /** After each scan: what is wrong with the document reader, or null; never what was read. */
  v.strictObject({ type: v.literal('reader'), trouble: v.nullable(ReaderTrouble) }),
  /** A part of the page could not be loaded: it can serve nobody. */
  v.strictObject({ type: v.literal('broken') }),
])
export type RendererToMain = v.InferOutput<typeof RendererToMain>

/**
 * Every two seconds from the page to the host under it, which keeps it to itself: a frame with something in it was
 * painted. `seen` false: the page lies behind another window or tab, where a browser paints nothing.
 */
const Alive = v.strictObject({ type: v.literal('alive'), seen: v.boolean() })

/** All that a page says on its line to main. */
export const PageToHost = v.variant('type', [RendererToMain, Alive])
export type PageToHost = v.InferOutput<typeof PageToHost>
