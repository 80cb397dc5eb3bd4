/** Which font writes a text, and how wide it comes out: measured with the fonts of a canvas, each word once. */
import { hasRightToLeft } from './bidi.ts'
import type { PdfCanvas } from './pdfkit.ts'

export interface Style {
  readonly bold: boolean
  readonly size: number
  readonly leading: number
}

export interface Piece {
  readonly text: string
  readonly font: string
  readonly width: number
}

export interface Measure {
  /** The font that a style asks for. */
  readonly main: (style: Style) => string
  /** What cannot be written is named instead: a box would say nothing, leaving it out would be a lie. */
  readonly writable: (text: string, style: Style) => string
  readonly pieces: (word: string, style: Style) => readonly Piece[]
  readonly measure: (word: string, style: Style) => number
  /** As {@link measure}, remembered, and as a word that a blank follows. */
  readonly widthOf: (word: string, style: Style) => number
}

/** With fonts that this canvas knows by these names: `regular`, `bold` if there is one, and what else to try, in this order. */
export function measureWith(canvas: PdfCanvas, fonts: readonly string[]): Measure {
  const fallback = fonts.filter((name) => name !== 'regular' && name !== 'bold')
  const main = ({ bold }: Style): string => (bold && fonts.includes('bold') ? 'bold' : 'regular')
  const known = new Map<string, Map<number, boolean>>()
  const covers = (font: string, codePoint: number): boolean => {
    const ofFont = known.get(font) ?? new Map<number, boolean>()
    const before = ofFont.get(codePoint)
    if (before !== undefined) return before
    const does = canvas.font(font)._font.font.hasGlyphForCodePoint(codePoint)
    known.set(font, ofFont.set(codePoint, does))
    return does
  }
  const widths = new Map<string, number>()
  const fontFor = (cluster: string, style: Style): string | null =>
    [main(style), ...fallback].find((font) =>
      [...cluster].every((character) => covers(font, character.codePointAt(0) ?? 0)),
    ) ?? null

  const writable = (text: string, style: Style): string =>
    clusters(text)
      .map((cluster) =>
        !unseen.test(cluster) && fontFor(cluster, style) === null
          ? spelled(cluster, (one) => fontFor(one, style))
          : cluster,
      )
      .join('')

  const pieces = (word: string, style: Style): Piece[] => {
    const found: { text: string; font: string }[] = []
    for (const cluster of clusters(word)) {
      const font = fontFor(cluster, style) ?? 'regular'
      const last = found.at(-1)
      if (last?.font === font) last.text += cluster
      else found.push({ text: cluster, font })
    }
    return found.map(({ text, font }) => ({
      text,
      font,
      width: canvas.font(font).fontSize(style.size).widthOfString(text),
    }))
  }

  const measure = (word: string, style: Style): number => pieces(word, style).reduce((sum, one) => sum + one.width, 0)

  /** As it is drawn, with the blank behind it: pdfkit keeps what it shaped, and shapes each word once then. */
  const spaced = (word: string, style: Style): number => measure(`${word} `, style) - widthOf(' ', style)

  const widthOf = (word: string, style: Style): number => {
    const key = `${String(style.bold)} ${style.size} ${word}`
    const width = widths.get(key) ?? (hasRightToLeft(word) || word === ' ' ? measure(word, style) : spaced(word, style))
    widths.set(key, width)
    return width
  }

  return { main, writable, pieces, measure, widthOf }
}

/** Not drawn by any font: line ends and isolates. */
const unseen = /^[\n\u2066-\u2069]/u

/** A character with the combining marks that follow it: they share a font or the mark lands beside its letter. */
export function clusters(text: string): readonly string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gsu) ?? []
}

function spelled(cluster: string, fontFor: (one: string) => string | null): string {
  return [...cluster]
    .map((one) => {
      const code = (one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
      return fontFor(one) === null ? `[U+${code}]` : one
    })
    .join('')
}
