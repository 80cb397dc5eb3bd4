/**
 * Ink: every coalesced sample of one pen or finger, as whole hundredths of a millimetre. Pressure, tilt and the time of a
 * sample are read by {@link PenLog} alone, and only where the screen asks for them (GDPR art. 4(14)).
 */
import { isEnough } from '../../domain/contract/messages/ink-enough.ts'
import { inkLimits } from '../../domain/limits.ts'
import type { InkPath } from '../../domain/contract/messages/parts.ts'
import type { PenMovement, PenStroke } from '../../domain/contract/messages/pen.ts'
import { PenLog } from './pen-log.ts'

/** A contact wider than this is a palm, in millimetres. */
const palmMm = 28
/** A contact that moved less than this only rests, in millimetres: the next one that moves so far draws instead. */
const restMm = 2
/** Samples of a contact beside the first that are kept until it is known which of them draws. */
const mostWaiting = 200

export type Stroke = readonly number[]

export interface InkSink {
  /** A stroke began or was taken back: everything has to be drawn anew. */
  redraw(strokes: readonly Stroke[]): void
  /** The last stroke grew from this index on; `ahead` is where it may go next, drawn until it is known. */
  grew(stroke: Stroke, from: number, ahead: Stroke): void
}

/** Where the pad is, measured once for each stroke: a handler must not ask for layout. */
interface Pad {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Hundredths of a millimetre in a CSS pixel. */
  readonly scale: number
}

export class InkRecorder {
  #strokes: number[][] = []
  #samples = 0
  #pointer: { readonly id: number; readonly type: string; readonly start: PointerEvent; moved: boolean } | null = null
  /** A finger beside one that only rests so far: it draws as soon as it moves first. */
  #beside: PointerEvent[] = []
  #penSeen = false
  #lost = false
  #first = 0
  #last = 0
  #box: Pad | null = null
  readonly #pad: HTMLElement
  readonly #sink: InkSink
  readonly #pxPerMm: () => number
  readonly #log: PenLog | null

  constructor(options: {
    readonly pad: HTMLElement
    readonly sink: InkSink
    readonly pxPerMm: () => number
    /** Whether the screen asks for the pen's movement. */
    readonly penMovement: boolean
  }) {
    this.#pad = options.pad
    this.#sink = options.sink
    this.#pxPerMm = options.pxPerMm
    this.#log = options.penMovement ? new PenLog() : null
  }

  get strokes(): readonly Stroke[] {
    return this.#strokes
  }

  /** Whether a pen was near, so that fingers do not draw. */
  get penSeen(): boolean {
    return this.#penSeen
  }

  /** Whether this is a mark that can be signed with. */
  get enough(): boolean {
    return isEnough(this.#strokes)
  }

  /**
   * First pointer only; a pen takes over from a finger, and a palm is nobody. Once a pen was near, a finger does not draw
   * any more: it is the hand that holds the pen. "Again" lets fingers draw again.
   */
  down(event: PointerEvent): void {
    this.#notice(event)
    if (event.pointerType === 'mouse' && event.button !== 0) return
    if (event.pointerType === 'touch' && (this.#penSeen || this.#isPalm(event))) return
    // The same pointer once more: its end was lost.
    if (this.#pointer !== null && this.#pointer.id !== event.pointerId) {
      if (event.pointerType !== 'pen' || this.#pointer.type === 'pen') {
        if (event.pointerType === 'touch' && !this.#pointer.moved) this.#beside = [event]
        return
      }
      this.undo()
    }
    this.#begin(event)
  }

  #begin(event: PointerEvent): void {
    if (this.#strokes.length >= inkLimits.strokes || this.#samples >= inkLimits.samples) return
    this.#pointer = { id: event.pointerId, type: event.pointerType, start: event, moved: false }
    this.#beside = []
    this.#box = this.#measured()
    this.#pad.setPointerCapture(event.pointerId)
    this.#lost = false
    this.#strokes.push([])
    this.#log?.begin(kindOf(event.pointerType))
    if (this.#strokes.length === 1) this.#first = event.timeStamp
    this.#add([event], [])
  }

  /** A pen that only hovers is noticed too: the hand comes down before it. */
  near(event: PointerEvent): void {
    this.#notice(event)
  }

  move(event: PointerEvent): void {
    if (event.pointerId === this.#beside[0]?.pointerId) return this.#besideMoved(event)
    if (event.pointerId !== this.#pointer?.id) return
    if (!this.#pointer.moved && this.#far(this.#pointer.start, event)) {
      this.#pointer.moved = true
      this.#beside = []
    }
    // A finger that lies down as a palm was no finger.
    if (event.pointerType === 'touch' && this.#isPalm(event)) return this.cancel(event)
    const samples = event.getCoalescedEvents()
    this.#add(samples.length > 0 ? samples : [event], event.getPredictedEvents())
  }

  /** A hand lies on the glass and a finger draws: the one that moves first is the one that writes. */
  #besideMoved(event: PointerEvent): void {
    const [first] = this.#beside
    if (first === undefined) return
    if (this.#isPalm(event)) {
      this.#beside = []
      return
    }
    if (this.#beside.length < mostWaiting) this.#beside.push(event)
    if (!this.#far(first, event)) return
    const waiting = this.#beside.slice(1).flatMap((sample) => {
      const samples = sample.getCoalescedEvents()
      return samples.length > 0 ? samples : [sample]
    })
    this.undo()
    this.#begin(first)
    if (this.#pointer !== null) this.#pointer.moved = true
    this.#add(waiting, [])
  }

  #far(from: PointerEvent, to: PointerEvent): boolean {
    return Math.hypot(to.clientX - from.clientX, to.clientY - from.clientY) >= restMm * this.#pxPerMm()
  }

  up(event: PointerEvent): void {
    if (event.pointerId === this.#beside[0]?.pointerId) this.#beside = []
    if (event.pointerId !== this.#pointer?.id) return
    this.#pointer = null
    this.#last = event.timeStamp
    // What was drawn ahead never came.
    this.#sink.grew(this.#strokes.at(-1) ?? [], (this.#strokes.at(-1) ?? []).length, [])
  }

  /** The system took the pointer away (a palm that grew, a notification): the stroke was not meant. */
  cancel(event: PointerEvent): void {
    if (event.pointerId === this.#beside[0]?.pointerId) this.#beside = []
    if (event.pointerId !== this.#pointer?.id) return
    this.undo()
  }

  /** Takes the last stroke back, also one that is being drawn. */
  undo(): void {
    this.#pointer = null
    this.#beside = []
    this.#samples -= (this.#strokes.pop()?.length ?? 0) / 2
    this.#log?.undo()
    this.#sink.redraw(this.#strokes)
  }

  clear(): void {
    this.#pointer = null
    this.#beside = []
    this.#lost = false
    this.#penSeen = false
    this.#strokes = []
    this.#samples = 0
    this.#log?.clear()
    this.#sink.redraw(this.#strokes)
  }

  /** Whether ink went because the pad became smaller, until something is drawn: the screen must say so. */
  get lost(): boolean {
    return this.#lost
  }

  /**
   * The pad has another size now: ink that no longer lies on it is gone, for nobody signs what cannot be seen. A pad
   * without a size is only covered (the language, help, the privacy cover); its ink stays.
   */
  resized(): void {
    const { width, height, scale } = this.#measured()
    if (width === 0 || height === 0) return
    const outside = this.#strokes.some((stroke) =>
      stroke.some((value, i) => value > Math.round((i % 2 === 0 ? width : height) * scale)),
    )
    if (!outside) return
    this.clear()
    this.#lost = true
  }

  /** The whole drawing; the pad's size says what the coordinates mean. */
  path(): InkPath {
    const { width, height, scale } = this.#measured()
    return {
      widthMm: Math.round(width * scale) / 100,
      heightMm: Math.round(height * scale) / 100,
      strokes: this.#strokes.map((stroke) => [...stroke]),
      durationMs: Math.min(Math.max(0, Math.round(this.#last - this.#first)), inkLimits.milliseconds),
    }
  }

  /** The pen's movement along that path, where it was asked for and is whole. */
  movement(): PenMovement | null {
    return this.#log?.movement() ?? null
  }

  #notice({ pointerType }: PointerEvent): void {
    if (pointerType === 'pen') this.#penSeen = true
  }

  #isPalm({ width, height }: PointerEvent): boolean {
    return Math.max(width, height) / this.#pxPerMm() > palmMm
  }

  #measured(): Pad {
    const { left, top, width, height } = this.#pad.getBoundingClientRect()
    return { left, top, width, height, scale: 100 / this.#pxPerMm() }
  }

  #add(samples: readonly PointerEvent[], predicted: readonly PointerEvent[]): void {
    const stroke = this.#strokes.at(-1)
    const box = this.#box
    if (stroke === undefined || box === null) return
    const from = stroke.length
    for (const sample of samples) {
      if (this.#samples >= inkLimits.samples) break
      this.#samples += 1
      stroke.push(...place(sample, box))
      this.#log?.add(sample)
    }
    this.#sink.grew(
      stroke,
      from,
      predicted.flatMap((sample) => place(sample, box)),
    )
  }
}

/** Whole hundredths of a millimetre. A captured pointer may leave the pad; its ink stays on the edge. */
function place({ clientX, clientY }: PointerEvent, { left, top, width, height, scale }: Pad): [number, number] {
  const within = (px: number, size: number): number => Math.round(Math.min(Math.max(px, 0), size) * scale)
  return [within(clientX - left, width), within(clientY - top, height)]
}

function kindOf(pointerType: string): PenStroke['pointer'] {
  return pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'mouse'
}
