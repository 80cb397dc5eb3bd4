/**
 * From text to lines of runs: which font writes each character, which way it runs, where a line ends.
 * Right-to-left text follows the Unicode bidirectional algorithm (UAX 9); pdfkit alone would turn its numbers round.
 */
import type { Direction } from '../domain/language.ts'
import { plainText } from '../domain/plain-text.ts'
import { paragraphOf } from './bidi.ts'
import { breaks } from './break-lines.ts'
import { measureWith, type Style } from './measure.ts'
import type { PdfCanvas } from './pdfkit.ts'
import { joined, setLine, type Line } from './set-line.ts'

export interface Typesetter {
  /** The lines of a text at most `width` points wide; "\n" starts a new one. Never empty. */
  readonly lines: (text: string, style: Style, width: number, direction: Direction) => readonly Line[]
}

/**
 * A typesetter that measures with fonts that this canvas knows by these names: `regular`, `bold` if there is one, and what
 * else to try, in this order.
 */
export function typesetter(canvas: PdfCanvas, fonts: readonly string[]): Typesetter {
  const by = measureWith(canvas, fonts)
  return {
    lines: (text, style, width, direction) => {
      const clean = by.writable(plainText(text.normalize('NFC')), style)
      const lines = clean.split('\n').flatMap((part) => {
        const paragraph = paragraphOf(part, direction)
        return breaks(by, paragraph, { style, width }).map(([from, to]) =>
          setLine(by, { text: paragraph.text.slice(from, to), levels: paragraph.levels.subarray(from, to) }, style),
        )
      })
      return joined(by, lines, { style, direction })
    },
  }
}
