/** Draws ink on an opaque canvas: smooth (quadratic curves through the middles of the samples), only what is new. */
import type { InkSink, Stroke } from './ink.ts'

/** Width of the line in millimetres, about a felt pen. */
const penMm = 0.9

export class InkCanvas implements InkSink {
  readonly #canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  readonly #pxPerMm: () => number

  constructor(canvas: HTMLCanvasElement, pxPerMm: () => number) {
    const context = canvas.getContext('2d', { alpha: false, desynchronized: true })
    if (context === null) throw new Error('no canvas')
    this.#canvas = canvas
    this.#context = context
    this.#pxPerMm = pxPerMm
  }

  /** Fit the canvas to its box and draw all again. */
  resize(strokes: readonly Stroke[]): void {
    const box = this.#canvas.getBoundingClientRect()
    this.#canvas.width = Math.max(1, Math.round(box.width * devicePixelRatio))
    this.#canvas.height = Math.max(1, Math.round(box.height * devicePixelRatio))
    this.redraw(strokes)
  }

  redraw(strokes: readonly Stroke[]): void {
    const { width, height } = this.#canvas
    const colours = getComputedStyle(this.#canvas)
    const line = Number.parseFloat(colours.getPropertyValue('--line-px')) || 2 * this.#pxPerMm()
    this.#context.setTransform(1, 0, 0, 1, 0, 0)
    this.#context.fillStyle = colours.getPropertyValue('--paper').trim()
    this.#context.fillRect(0, 0, width, height)
    // The line to sign on: the desk's own line, edge to edge.
    this.#context.fillStyle = colours.getPropertyValue('--desk').trim()
    this.#context.fillRect(0, Math.round(height * 0.74), width, Math.max(2, line * devicePixelRatio))
    this.#context.strokeStyle = colours.getPropertyValue('--ink').trim()
    this.#context.lineCap = 'round'
    this.#context.lineJoin = 'round'
    this.#context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
    this.#context.lineWidth = Math.max(2, penMm * this.#pxPerMm())
    for (const stroke of strokes) this.grew(stroke, 0)
  }

  grew(stroke: Stroke, from: number): void {
    const px = this.#pxPerMm() / 100
    const x = (i: number): number => (stroke[2 * i] ?? 0) * px
    const y = (i: number): number => (stroke[2 * i + 1] ?? 0) * px
    const count = stroke.length / 2
    const context = this.#context
    context.beginPath()
    if (count === 1) {
      context.moveTo(x(0), y(0))
      context.lineTo(x(0), y(0))
    }
    for (let i = Math.max(1, from / 2); i < count; i += 1) {
      const before = Math.max(0, i - 2)
      context.moveTo((x(before) + x(i - 1)) / 2, (y(before) + y(i - 1)) / 2)
      context.quadraticCurveTo(x(i - 1), y(i - 1), (x(i - 1) + x(i)) / 2, (y(i - 1) + y(i)) / 2)
      if (i === count - 1) context.lineTo(x(i), y(i))
    }
    context.stroke()
  }
}
