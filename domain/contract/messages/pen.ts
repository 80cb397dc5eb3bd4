/**
 * How a pen moved: pressure, tilt and the time of each sample. A behaviour that identifies its owner (GDPR art. 4(14) and
 * 9), so it exists only where the hospital's policy asks for it, goes from the pad to the session and from there
 * encrypted to somebody else's key. Channels and their names as in ISO/IEC 19794-7: X and Y are the ink's own numbers.
 */
import * as v from 'valibot'
import { inkLimits } from '../../limits.ts'
import type { InkPath } from './parts.ts'

const channel = (least: number, most: number) =>
  v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))),
    v.minLength(1),
    v.maxLength(inkLimits.penSamples),
  )

export const PenStroke = v.strictObject({
  pointer: v.picklist(['pen', 'touch', 'mouse']),
  /** Milliseconds from the first sample of the first stroke. */
  T: channel(0, inkLimits.milliseconds),
  /** Pressure in thousandths; null where the device has none: a mouse's constant half is no measurement. */
  F: v.nullable(channel(0, 1000)),
  /** Tilt towards x and y in degrees; null where the device has none. */
  TX: v.nullable(channel(-90, 90)),
  TY: v.nullable(channel(-90, 90)),
})
export type PenStroke = v.InferOutput<typeof PenStroke>

export const PenMovement = v.strictObject({
  strokes: v.pipe(v.array(PenStroke), v.minLength(1), v.maxLength(inkLimits.strokes)),
})
export type PenMovement = v.InferOutput<typeof PenMovement>

/** Whether a movement is that of this ink: a value in every channel for every sample, in time's order, and not too many. */
export function movesAlong(pen: PenMovement, ink: InkPath): boolean {
  const samples = ink.strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0)
  if (pen.strokes.length !== ink.strokes.length || samples > inkLimits.penSamples) return false
  return pen.strokes.every(({ T, F, TX, TY }, i) => {
    const count = (ink.strokes[i]?.length ?? 0) / 2
    const whole = [T, F, TX, TY].every((one) => one === null || one.length === count)
    return whole && T.every((at, k) => k === 0 || at >= (T[k - 1] ?? 0))
  })
}
