/**
 * The movement of a pen, sample by sample. Made only where the screen asks for it (the hospital's policy): no other code
 * of the screens reads pressure, tilt or the time of a sample.
 */
import { inkLimits } from '../../domain/limits.ts'
import type { PenMovement, PenStroke } from '../../domain/contract/messages/pen.ts'

interface Channels {
  readonly pointer: PenStroke['pointer']
  readonly T: number[]
  readonly F: number[]
  readonly TX: number[]
  readonly TY: number[]
}

export class PenLog {
  #strokes: Channels[] = []
  #start: number | null = null

  begin(pointer: PenStroke['pointer']): void {
    this.#strokes.push({ pointer, T: [], F: [], TX: [], TY: [] })
  }

  add({ timeStamp, pressure, tiltX, tiltY }: PointerEvent): void {
    const stroke = this.#strokes.at(-1)
    if (stroke === undefined) return
    this.#start ??= timeStamp
    stroke.T.push(Math.max(Math.round(timeStamp - this.#start), stroke.T.at(-1) ?? 0))
    stroke.F.push(Math.round(Math.min(Math.max(pressure, 0), 1) * 1000))
    stroke.TX.push(Math.round(tiltX))
    stroke.TY.push(Math.round(tiltY))
  }

  undo(): void {
    this.#strokes.pop()
    if (this.#strokes.length === 0) this.#start = null
  }

  clear(): void {
    this.#strokes = []
    this.#start = null
  }

  /** All of it, or null where there is none or more than may be kept. What a device does not measure is null. */
  movement(): PenMovement | null {
    const samples = this.#strokes.reduce((sum, { T }) => sum + T.length, 0)
    const longest = this.#strokes.at(-1)?.T.at(-1) ?? 0
    if (samples === 0 || samples > inkLimits.penSamples || longest > inkLimits.milliseconds) return null
    const byPen = this.#strokes.filter(({ pointer }) => pointer === 'pen')
    // Pointer events 3, section 4.1.2: hardware without pressure says 0.5 throughout, without tilt 0.
    const pressed = varies(byPen.map(({ F }) => F))
    const tilted = byPen.some(({ TX, TY }) => [...TX, ...TY].some((angle) => angle !== 0))
    const real = (stroke: Channels, measured: boolean, channel: readonly number[]): number[] | null =>
      stroke.pointer === 'pen' && measured ? [...channel] : null
    return {
      strokes: this.#strokes.map((stroke) => ({
        pointer: stroke.pointer,
        T: [...stroke.T],
        F: real(stroke, pressed, stroke.F),
        TX: real(stroke, tilted, stroke.TX),
        TY: real(stroke, tilted, stroke.TY),
      })),
    }
  }
}

function varies(channels: readonly (readonly number[])[]): boolean {
  const first = channels[0]?.[0]
  return channels.some((channel) => channel.some((value) => value !== first))
}
