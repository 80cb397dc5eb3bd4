/** What is drawn and not written: the house's line, arch and dot, and ink. */
import { type InkPath } from '../domain/document/ink.ts'
import { left, mm, right, type Sheet } from './sheet.ts'

/** The heavy line across the sheet with the bell on it: a line, an arch, a dot. `y` is the line's middle. */
export function drawHouse(sheet: Sheet, y: number): void {
  const { canvas } = sheet
  sheet.artifact(() => {
    const radius = 4.6 * mm
    const centre = sheet.place(right - 2 * radius, 2 * radius) + radius
    const foot = y - 1.1
    canvas.save()
    canvas.rect(left, y - 1.1, right - left, 2.2).fill()
    canvas.path(`M ${centre - radius} ${foot} v -0.5 a ${radius} ${radius} 0 0 1 ${2 * radius} 0 v 0.5 z`).fill()
    canvas.circle(centre, foot - radius - 3.6, 2.5).fill()
    canvas.restore()
  })
}

/** 0.7 mm at the pad's own size, in hundredths of a millimetre. */
const penWidth = 70
/** Points on paper: 0.4 mm outlives a copy of a copy, also where a wide pad was scaled down. */
const leastOnPaper = 1.13

/**
 * Ink as vector lines inside a box of `width` points, scaled from the pad; returns nothing and clips nothing, because
 * ink outside its pad was refused. Coordinates stay whole hundredths of a millimetre: exact and short.
 */
export function drawInk(sheet: Sheet, ink: InkPath, at: { x: number; y: number; width: number }): void {
  const scale = at.width / (ink.widthMm * 100)
  const { canvas } = sheet
  canvas.save().transform(scale, 0, 0, scale, at.x, at.y)
  // A fine felt-tip with round ends. Points that do not move become dots.
  canvas.addContent(`${Math.max(penWidth, Math.ceil(leastOnPaper / scale))} w 1 J 1 j 0 G`)
  for (const stroke of ink.strokes) {
    let path = `${stroke[0] ?? 0} ${stroke[1] ?? 0} m`
    if (stroke.length === 2) path += ` ${stroke[0] ?? 0} ${stroke[1] ?? 0} l`
    for (let i = 2; i < stroke.length; i += 2) path += ` ${stroke[i] ?? 0} ${stroke[i + 1] ?? 0} l`
    canvas.addContent(`${path} S`)
  }
  canvas.restore()
}
