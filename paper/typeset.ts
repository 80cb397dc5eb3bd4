/**
 * From text to lines of runs: which font writes each character, which way it runs, where a line ends.
 * Right-to-left text follows the Unicode bidirectional algorithm (UAX 9); pdfkit alone would turn its numbers round.
 */
import type { Direction } from '../domain/language.ts'
import { plainText } from '../domain/plain-text.ts'
import { hasRightToLeft, paragraphOf, turnsRound, visualOrder } from './bidi.ts'
import type { Paragraph } from './bidi.ts'
import type { PdfCanvas } from './pdfkit.ts'

export interface Style {
  readonly bold: boolean
  readonly size: number
  readonly leading: number
}

/** A piece in one font and one direction, in the order in which it is read; `x` is where it begins in its line. */
export interface Run {
  readonly text: string
  readonly font: string
  readonly rtl: boolean
  readonly x: number
  readonly width: number
  /** Drawn as its mirror image: "(" opens right-to-left text too, and is still "(" for whoever reads or copies it. */
  readonly mirrored: boolean
}
export interface Line {
  readonly runs: readonly Run[]
  readonly width: number
}

export interface Typesetter {
  /** The lines of a text at most `width` points wide; "\n" starts a new one. Never empty. */
  readonly lines: (text: string, style: Style, width: number, direction: Direction) => readonly Line[]
}

interface Piece {
  readonly text: string
  readonly font: string
  readonly width: number
}

/**
 * A typesetter that measures with fonts that this canvas knows by these names: `regular`, `bold` if there is one, and what
 * else to try, in this order.
 */
export function typesetter(canvas: PdfCanvas, fonts: readonly string[]): Typesetter {
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

  /** What cannot be written is named instead: a box would say nothing, leaving it out would be a lie. */
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

  const breakWord = (word: string, style: Style, width: number): string[] => {
    const parts: string[] = []
    const joins = hasRightToLeft(word)
    let part = ''
    let partWidth = 0
    for (const cluster of clusters(word)) {
      // Joined letters are wider than the same ones alone, so that they are measured together.
      const wider = joins ? measure(part + cluster, style) : partWidth + widthOf(cluster, style)
      const over = part !== '' && wider > width
      if (over) parts.push(part)
      part = over ? cluster : part + cluster
      partWidth = over ? widthOf(cluster, style) : wider
    }
    return [...parts, part]
  }

  const setLine = ({ text, levels }: Paragraph, style: Style): Line => {
    const runs: (Piece & { level: number })[] = []
    for (let from = 0; from < text.length;) {
      const level = levels[from] ?? 0
      const space = text[from] === ' '
      let to = from + 1
      // Words of right-to-left text are runs of their own: pdfkit puts the words of one string from left to right.
      while (to < text.length && levels[to] === level && (level % 2 === 0 || (text[to] === ' ') === space)) to++
      const found = pieces(text.slice(from, to), style)
      // The shaper turns by script: letters rightly, but not the marks among them ("):"), and figures of the Arabic script
      // wrongly. Those go one by one.
      const turned = (piece: Piece): readonly Piece[] =>
        hasRightToLeft(piece.text) === (level % 2 === 1)
          ? [piece]
          : clusters(piece.text).flatMap((mark) => pieces(mark, style))
      for (const piece of found.flatMap(turned)) runs.push({ ...piece, level })
      from = to
    }
    let x = 0
    const left = new Map<object, number>()
    for (const run of visualOrder(runs)) {
      left.set(run, x)
      x += run.width
    }
    // Drawn in reading order, each at its own place: what is extracted or read aloud comes out as it was written.
    const placed = runs.map((run) => ({
      text: run.text,
      font: run.font,
      rtl: run.level % 2 === 1,
      x: left.get(run) ?? 0,
      width: run.width,
      mirrored: run.level % 2 === 1 && turnsRound(run.text),
    }))
    return { runs: placed, width: x }
  }

  /** Lines are joined when they are read aloud or copied: without a blank their last and first words would become one. */
  const joined = (lines: readonly Line[], style: Style, direction: Direction): readonly Line[] =>
    lines.map((line, i) => {
      if (i === lines.length - 1) return line
      const x = direction === 'rtl' ? -widthOf(' ', style) : line.width
      const blank = { text: ' ', font: main(style), rtl: false, x, width: 0, mirrored: false }
      const last = line.runs.at(-1)
      const runs =
        direction === 'ltr' && last?.rtl === false && last.font === blank.font
          ? [...line.runs.slice(0, -1), { ...last, text: `${last.text} ` }]
          : [...line.runs, blank]
      return { ...line, runs }
    })

  /** Where a paragraph is cut into lines: between words, and inside a word only where it is wider than a line. */
  const breaks = ({ text }: Paragraph, style: Style, width: number): readonly (readonly [number, number])[] => {
    const lines: (readonly [number, number])[] = []
    const space = widthOf(' ', style)
    let line: readonly [number, number] | null = null
    let lineWidth = 0
    for (const { 0: word, index } of text.matchAll(/[^ ]+/g)) {
      const wordWidth = widthOf(word, style)
      if (line !== null && lineWidth + space + wordWidth > width) {
        lines.push(line)
        line = null
      }
      if (wordWidth <= width) {
        lineWidth = line === null ? wordWidth : lineWidth + space + wordWidth
        line = [line === null ? index : line[0], index + word.length]
        continue
      }
      let at = index
      for (const part of breakWord(word, style, width)) {
        if (line !== null) lines.push(line)
        line = [at, at + part.length]
        lineWidth = widthOf(part, style)
        at += part.length
      }
    }
    return [...lines, line ?? [0, 0]]
  }

  return {
    lines: (text, style, width, direction) => {
      const clean = writable(plainText(text.normalize('NFC')), style)
      const lines = clean.split('\n').flatMap((part) => {
        const paragraph = paragraphOf(part, direction)
        return breaks(paragraph, style, width).map(([from, to]) =>
          setLine({ text: paragraph.text.slice(from, to), levels: paragraph.levels.subarray(from, to) }, style),
        )
      })
      return joined(lines, style, direction)
    },
  }
}

/** Not drawn by any font: line ends and isolates. */
const unseen = /^[\n\u2066-\u2069]/u

/** A character with the combining marks that follow it: they share a font or the mark lands beside its letter. */
function clusters(text: string): readonly string[] {
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
