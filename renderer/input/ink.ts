/**
 * Ink: every coalesced sample of one pen or finger, as whole hundredths of a millimetre. Pressure and times per
 * sample are never read (GDPR art. 4(14): behaviour that identifies).
 */
import type { InkPath } from '../../domain/messages/parts.ts'

/** A contact wider than this is a palm, in millimetres. */
const palmMm = 28
/** Limits of domain/messages InkPath. */
const most = { strokes: 500, numbers: 200_000 }

export type Stroke = readonly number[]

export interface InkSink {
  /** A stroke began or was taken back: everything has to be drawn anew. */
  redraw(strokes: readonly Stroke[]): void
  /** The last stroke grew from this index on. */
  grew(stroke: Stroke, from: number): void
}

export class InkRecorder {
  #strokes: number[][] = []
  #pointer: { readonly id: number; readonly type: string } | null = null
  #first = 0
  #last = 0
  readonly #pad: HTMLElement
  readonly #sink: InkSink
  readonly #pxPerMm: () => number

  constructor(options: { readonly pad: HTMLElement; readonly sink: InkSink; readonly pxPerMm: () => number }) {
    this.#pad = options.pad
    this.#sink = options.sink
    this.#pxPerMm = options.pxPerMm
  }

  get strokes(): readonly Stroke[] {
    return this.#strokes
  }

  /** How much line there is, in millimetres: a dot is no signature. */
  get lengthMm(): number {
    let hundredths = 0
    for (const stroke of this.#strokes) {
      for (let i = 2; i + 1 < stroke.length; i += 2) {
        hundredths += Math.hypot((stroke[i] ?? 0) - (stroke[i - 2] ?? 0), (stroke[i + 1] ?? 0) - (stroke[i - 1] ?? 0))
      }
    }
    return hundredths / 100
  }

  /** First pointer only; a pen takes over from a finger, and a palm is nobody. */
  down(event: PointerEvent): void {
    if (event.pointerType === 'mouse' && event.button !== 0) return
    if (event.pointerType === 'touch' && Math.max(event.width, event.height) / this.#pxPerMm() > palmMm) return
    if (this.#pointer !== null) {
      if (event.pointerType !== 'pen' || this.#pointer.type === 'pen') return
      this.#strokes.pop()
      this.#sink.redraw(this.#strokes)
    }
    if (this.#strokes.length >= most.strokes) return
    this.#pointer = { id: event.pointerId, type: event.pointerType }
    this.#pad.setPointerCapture(event.pointerId)
    this.#strokes.push([])
    if (this.#strokes.length === 1) this.#first = event.timeStamp
    this.#add([event])
  }

  move(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer?.id) return
    const samples = event.getCoalescedEvents()
    this.#add(samples.length > 0 ? samples : [event])
  }

  up(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer?.id) return
    this.#pointer = null
    this.#last = event.timeStamp
  }

  /** The system took the pointer away (a palm that grew, a notification): the stroke was not meant. */
  cancel(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer?.id) return
    this.#pointer = null
    this.undo()
  }

  undo(): void {
    this.#strokes.pop()
    this.#sink.redraw(this.#strokes)
  }

  clear(): void {
    this.#strokes = []
    this.#sink.redraw(this.#strokes)
  }

  /** The whole drawing; the pad's size says what the coordinates mean. */
  path(): InkPath {
    const box = this.#pad.getBoundingClientRect()
    const mm = this.#pxPerMm()
    const round = (px: number): number => Math.round((px / mm) * 100) / 100
    return {
      widthMm: round(box.width),
      heightMm: round(box.height),
      strokes: this.#strokes.map((stroke) => [...stroke]),
      durationMs: Math.max(0, Math.round(this.#last - this.#first)),
    }
  }

  #add(samples: readonly PointerEvent[]): void {
    const stroke = this.#strokes.at(-1)
    if (stroke === undefined) return
    const box = this.#pad.getBoundingClientRect()
    const scale = 100 / this.#pxPerMm()
    const from = stroke.length
    for (const sample of samples) {
      if (stroke.length >= most.numbers) break
      stroke.push(
        within(sample.clientX - box.left, box.width, scale),
        within(sample.clientY - box.top, box.height, scale),
      )
    }
    this.#sink.grew(stroke, from)
  }
}

/** A captured pointer may leave the pad; its ink stays on the edge. */
function within(px: number, size: number, scale: number): number {
  return Math.round(Math.min(Math.max(px, 0), size) * scale)
}
