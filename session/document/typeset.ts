/**
 * From text to lines of runs: which font writes each character, which way it runs, where a line ends.
 * Right-to-left text follows the Unicode bidirectional algorithm (UAX 9); pdfkit alone would turn its numbers round.
 */
import bidiFactory from 'bidi-js'
import type { PdfCanvas } from './pdfkit.ts'

export interface Style {
  readonly bold: boolean
  readonly size: number
  readonly leading: number
}

/** A piece in one font and one direction, in the order in which it is read; `x` is where it stands in its line. */
export interface Run {
  readonly text: string
  readonly font: string
  readonly rtl: boolean
  readonly x: number
  readonly width: number
}
export interface Line {
  readonly runs: readonly Run[]
  readonly width: number
}

// The package's types describe a module, the package is a function: Node and bundlers both give the function.
// eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- see above
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)()

/** Marks that steer direction or join emoji: nothing to draw, and a name must not reorder its neighbours. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u00ad]/gu

/** Control characters but the line end: nothing to draw either. */
const control = /[^\P{Cc}\n]/gu

export interface Typesetter {
  /** The lines of a text at most `width` points wide; "\n" starts a new one. Never empty. */
  readonly lines: (text: string, style: Style, width: number) => readonly Line[]
}

interface Piece {
  readonly text: string
  readonly font: string
  readonly width: number
}

/** A typesetter that measures with this canvas' fonts, registered as `regular`, `bold` and the names of `fallback`. */
export function typesetter(canvas: PdfCanvas, fallback: readonly string[]): Typesetter {
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
    [style.bold ? 'bold' : 'regular', ...fallback].find((font) =>
      [...cluster].every((character) => covers(font, character.codePointAt(0) ?? 0)),
    ) ?? null

  /** What cannot be written is named instead: a box would say nothing, leaving it out would be a lie. */
  const writable = (text: string, style: Style): string =>
    clusters(text)
      .map((cluster) =>
        cluster !== '\n' && fontFor(cluster, style) === null ? spelled(cluster, (one) => fontFor(one, style)) : cluster,
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

  const widthOf = (word: string, style: Style): number => {
    const key = `${String(style.bold)} ${style.size} ${word}`
    const width = widths.get(key) ?? pieces(word, style).reduce((sum, one) => sum + one.width, 0)
    widths.set(key, width)
    return width
  }

  const breakWord = (word: string, style: Style, width: number): string[] => {
    const parts: string[] = []
    let part = ''
    let partWidth = 0
    for (const cluster of clusters(word)) {
      const clusterWidth = widthOf(cluster, style)
      if (part !== '' && partWidth + clusterWidth > width) {
        parts.push(part)
        part = ''
        partWidth = 0
      }
      part += cluster
      partWidth += clusterWidth
    }
    return [...parts, part]
  }

  const setLine = (text: string, style: Style): Line => {
    const levels = levelsOf(text)
    const runs: (Piece & { level: number })[] = []
    for (let from = 0; from < text.length;) {
      const level = levels[from] ?? 0
      const space = text[from] === ' '
      let to = from + 1
      // Words of right-to-left text are runs of their own: pdfkit puts the words of one string from left to right.
      while (to < text.length && levels[to] === level && (level % 2 === 0 || (text[to] === ' ') === space)) to++
      for (const piece of pieces(mirrored(text, from, to, level), style)) runs.push({ ...piece, level })
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
    }))
    return { runs: placed, width: x }
  }

  return {
    lines: (text, style, width) => {
      const clean = writable(
        text.normalize('NFC').replace(/\r\n?/g, '\n').replace(invisible, '').replace(control, ' '),
        style,
      )
      const lines: Line[] = []
      const space = widthOf(' ', style)
      for (const paragraph of clean.split('\n')) {
        let line = ''
        let lineWidth = 0
        const flush = (): void => {
          lines.push(setLine(line, style))
          line = ''
          lineWidth = 0
        }
        for (const word of paragraph.split(' ').filter((part) => part !== '')) {
          const wordWidth = widthOf(word, style)
          if (line !== '' && lineWidth + space + wordWidth > width) flush()
          if (wordWidth > width) {
            const parts = breakWord(word, style, width)
            parts.forEach((part, i) => {
              line = part
              lineWidth = widthOf(part, style)
              if (i < parts.length - 1) flush()
            })
          } else {
            lineWidth += (line === '' ? 0 : space) + wordWidth
            line = line === '' ? word : `${line} ${word}`
          }
        }
        flush()
      }
      return lines
    },
  }
}

/** A number, date or phone number: inside right-to-left text its parts would change places unless it stands alone. */
const figures = /\d[\d./:,-]*\d|\d/gu

/**
 * The embedding level of each character in a left-to-right line (the languages of the screens all are), with figures
 * as isolates of their own (UAX 9 section 2.4.2).
 */
function levelsOf(text: string): Uint8Array {
  // Nothing below U+0590 runs from right to left: most lines need no algorithm.
  if (!/[\u0590-\u1dff\u2070-\u209f\u20d0-\u{10ffff}]/u.test(text)) return new Uint8Array(text.length)
  const isolated = text.replace(figures, '\u2066$&\u2069')
  const { levels } = bidi.getEmbeddingLevels(isolated, 'ltr')
  return levels.filter((_, i) => !/[\u2066\u2069]/.test(isolated.charAt(i)))
}

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

function mirrored(text: string, from: number, to: number, level: number): string {
  const part = text.slice(from, to)
  if (level % 2 === 0) return part
  const characters = [...part].map((one) => bidi.getMirroredCharacter(one) ?? one)
  // The shaper turns right-to-left letters round by itself, but not marks like "()" on their own.
  return /[\u0590-\u08ff\ufb1d-\ufeff]/u.test(part) ? characters.join('') : characters.reverse().join('')
}

/** UAX 9 rule L2: from the highest level down to the lowest odd one, turn round what stands at that level or above. */
function visualOrder<T extends { readonly level: number }>(runs: readonly T[]): readonly T[] {
  const order = [...runs]
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < order.length; from++) {
      if ((order[from]?.level ?? 0) < level) continue
      let to = from
      while (to < order.length && (order[to]?.level ?? 0) >= level) to++
      order.splice(from, to - from, ...order.slice(from, to).reverse())
      from = to
    }
  }
  return order
}
