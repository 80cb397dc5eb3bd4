/**
 * Draws ink on an opaque canvas: smooth (quadratic curves through the middles of the samples), only what is new. What is
 * known stands on a second canvas that nobody sees; from it the glass gets back what was drawn ahead and did not come.
 */
import type { InkSink, Stroke } from './ink.ts'

/** Width of the line in millimetres, about a felt pen. */
const penMm = 0.9

/** Part of the canvas in device pixels. */
interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export class InkCanvas implements InkSink {
  readonly #canvas: HTMLCanvasElement
  readonly #glass: CanvasRenderingContext2D
  readonly #known: OffscreenCanvasRenderingContext2D
  readonly #pxPerMm: () => number
  /** CSS pixels in a hundredth of a millimetre, as of the last redraw. */
  #px = 1
  /** Where something drawn ahead still stands. */
  #ahead: Box | null = null

  constructor(canvas: HTMLCanvasElement, pxPerMm: () => number) {
    const glass = canvas.getContext('2d', { alpha: false, desynchronized: true })
    const known = new OffscreenCanvas(1, 1).getContext('2d', { alpha: false })
    if (glass === null || known === null) throw new Error('no canvas')
    this.#canvas = canvas
    this.#glass = glass
    this.#known = known
    this.#pxPerMm = pxPerMm
  }

  /** Fit the canvas to its box and draw all again. */
  resize(strokes: readonly Stroke[]): void {
    const box = this.#canvas.getBoundingClientRect()
    const width = Math.max(1, Math.round(box.width * devicePixelRatio))
    const height = Math.max(1, Math.round(box.height * devicePixelRatio))
    for (const canvas of [this.#canvas, this.#known.canvas]) Object.assign(canvas, { width, height })
    this.redraw(strokes)
  }

  redraw(strokes: readonly Stroke[]): void {
    const { width, height } = this.#canvas
    const colours = getComputedStyle(this.#canvas)
    const line = Number.parseFloat(colours.getPropertyValue('--line-px')) || 2 * this.#pxPerMm()
    this.#px = this.#pxPerMm() / 100
    this.#ahead = null
    for (const context of [this.#glass, this.#known]) {
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.fillStyle = colours.getPropertyValue('--paper').trim()
      context.fillRect(0, 0, width, height)
      // The line to sign on: the desk's own line, edge to edge.
      context.fillStyle = colours.getPropertyValue('--desk').trim()
      context.fillRect(0, Math.round(height * 0.74), width, Math.max(2, line * devicePixelRatio))
      context.strokeStyle = colours.getPropertyValue('--ink').trim()
      context.lineCap = 'round'
      context.lineJoin = 'round'
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
      context.lineWidth = Math.max(2, penMm * this.#pxPerMm())
      for (const stroke of strokes) draw(context, stroke, { from: 0, px: this.#px })
    }
  }

  grew(stroke: Stroke, from: number, ahead: Stroke): void {
    this.#takeBack()
    if (from < stroke.length) {
      for (const context of [this.#glass, this.#known]) draw(context, stroke, { from, px: this.#px })
    }
    if (ahead.length === 0) return
    const tail = [...stroke.slice(-4), ...ahead]
    draw(this.#glass, tail, { from: 2, px: this.#px })
    this.#ahead = this.#boxOf(tail)
  }

  /** The place of what was drawn ahead as it is known to be. */
  #takeBack(): void {
    if (this.#ahead === null) return
    const { left, top, right, bottom } = this.#ahead
    this.#ahead = null
    const [width, height] = [right - left, bottom - top]
    if (width <= 0 || height <= 0) return
    const glass = this.#glass
    glass.save()
    glass.setTransform(1, 0, 0, 1, 0, 0)
    glass.drawImage(this.#known.canvas, left, top, width, height, left, top, width, height)
    glass.restore()
  }

  #boxOf(stroke: Stroke): Box {
    const scale = this.#px * devicePixelRatio
    const margin = this.#glass.lineWidth * devicePixelRatio + 2
    const x = stroke.filter((_value, i) => i % 2 === 0)
    const y = stroke.filter((_value, i) => i % 2 === 1)
    return {
      left: Math.max(0, Math.floor(Math.min(...x) * scale - margin)),
      top: Math.max(0, Math.floor(Math.min(...y) * scale - margin)),
      right: Math.min(this.#canvas.width, Math.ceil(Math.max(...x) * scale + margin)),
      bottom: Math.min(this.#canvas.height, Math.ceil(Math.max(...y) * scale + margin)),
    }
  }
}

/** The part of a stroke from index `from` on. */
function draw(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  stroke: Stroke,
  { from, px }: { readonly from: number; readonly px: number },
): void {
  const x = (i: number): number => (stroke[2 * i] ?? 0) * px
  const y = (i: number): number => (stroke[2 * i + 1] ?? 0) * px
  const count = stroke.length / 2
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
