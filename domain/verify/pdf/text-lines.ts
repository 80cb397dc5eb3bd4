/**
 * The lines of one piece of text, each glyph at its place. Read by the very operators that the composer writes, in its own
 * order: a font, moves along the line, a mark lifted over its letter, a bracket turned round, an outline that makes bold.
 * Nothing is left that could lift, pile, stretch, colour or thicken words.
 */
import { demand } from '../base/refusal.ts'
import { leadings, near, sheet } from './measures.ts'
import type { Glyphs } from './page-font.ts'

/** A glyph on its line; `left` and `right` in points from the left of the sheet. */
export interface Placed {
  readonly text: string
  readonly left: number
  readonly right: number
}

/** Glyphs in the order in which they are written. */
export interface GlyphLine {
  readonly glyphs: readonly Placed[]
  /** Points from the top of the sheet. */
  readonly baseline: number
  readonly size: number
}

const number = String.raw`-?\d{1,4}(?:\.\d{1,6})?`
const string = String.raw`\((?:[^()\\]|\\[\s\S])*\)`
/** As it is written now: all of a line between BT and ET. */
const begins = new RegExp(`BT 1 0 0 -1 (${number}) (${number}) Tm`, 'y')
/** As the first builds wrote it: each word in a state of its own. */
const wordAlone = new RegExp(String.raw`q\s1 0 0 -1 0 841\.89 cm\sBT\s1 0 0 1 (${number}) (${number}) Tm\s(/F\d{1,2}) (${number}) Tf\s(\[(?:<[0-9a-f]*>|${number}| )*\]) TJ\sET\sQ(?=\s|$)`, 'y') // prettier-ignore

/** The share of the size by which an outline makes bold what has no bold font. */
const outline = 0.03
/** The most that a mark is lifted or lowered, by the size, and the most glyphs of one line. */
const most = { rise: 1, glyphs: 600 }

/** Reads the lines of a piece. Throws a Refusal (`unexpectedContent`) where it is set in another way than ours. */
export function linesOf(body: string, fonts: ReadonlyMap<string, Glyphs>): readonly GlyphLine[] {
  const lines: GlyphLine[] = []
  let at = 0
  while (at < body.length) {
    begins.lastIndex = at
    wordAlone.lastIndex = at
    const begin = begins.exec(body)
    if (begin !== null) {
      const { line, end } = wholeLine(body, begin, fonts)
      lines.push(line)
      at = end
    } else {
      const word = wordAlone.exec(body)
      demand(word !== null, 'unexpectedContent', 'text that is set in another way')
      joined(lines, aloneWord(word, fonts))
      at = wordAlone.lastIndex
    }
    while (/\s/.test(body.charAt(at))) at++
  }
  return lines
}

const operator = new RegExp(
  [
    `(?<font>/F\\d{1,2}) (?<size>${number}) Tf`,
    `2 Tr 1 j (?<bold>${number}) w`,
    `(?<thin>0 Tr)`,
    `-1 0 0 -1 (?<mirror>${number}) (?<level>${number}) Tm`,
    `1 0 0 -1 (?<back>${number} ${number}) Tm`,
    `(?<rise>${number}) Ts`,
    String.raw`(?<shown>\[(?:${string}|-?\d{1,6})*\])TJ`,
    String.raw`(?<ends>ET)(?=\s|$)`,
  ].join('|'),
  'y',
)

/** Where the pen stands, and what a TJ writes from there. */
class Pen {
  readonly glyphs: Placed[] = []
  #font: Glyphs | undefined
  size = 0
  x = 0
  /** Of the line round letters that were made bold by it. */
  outline: number | null = null
  /** 1, or -1 where glyphs are turned round. */
  way: 1 | -1 = 1

  use(fonts: ReadonlyMap<string, Glyphs>, name: string, size: number): void {
    this.#font = fonts.get(name.slice(1))
    const right = this.#font !== undefined && leadings.has(size) && (this.size === 0 || this.size === size)
    demand(right, 'unexpectedContent', 'text in another font or size')
    this.size = size
  }

  /** Writes the operand of a TJ; answers how many glyphs. */
  show(operand: string): number {
    const before = this.glyphs.length
    for (const [one, literal, hexadecimal] of operand.matchAll(operands)) {
      if (literal === undefined && hexadecimal === undefined) {
        this.x -= (this.way * Number(one) * this.size) / 1000
        continue
      }
      this.#write(literal === undefined ? fromHexadecimal(hexadecimal ?? '') : fromLiteral(literal))
    }
    demand(this.glyphs.length <= most.glyphs, 'unexpectedContent', 'a line that is too long')
    return this.glyphs.length - before
  }

  #write(bytes: string): void {
    demand(bytes.length % 2 === 0, 'unexpectedContent', 'half a glyph')
    for (let i = 0; i < bytes.length; i += 2) {
      const glyph = this.#font?.get((bytes.charCodeAt(i) << 8) | bytes.charCodeAt(i + 1))
      demand(glyph !== undefined, 'unexpectedContent', 'a glyph that is no text')
      const end = this.x + (this.way * glyph.width * this.size) / 1000
      this.glyphs.push({ text: glyph.text, left: Math.min(this.x, end), right: Math.max(this.x, end) })
      this.x = end
    }
  }
}

const operands = /\(((?:[^()\\]|\\[\s\S])*)\)|<([0-9a-f]*)>|-?\d+(?:\.\d+)?/g
const fromHexadecimal = (text: string): string => text.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)))
const fromLiteral = (text: string): string =>
  text.replace(/\\([\s\S])/g, (_, one: string) => (one === 'r' ? '\r' : one))

/** One line from its `BT` on, and where it ends. */
function wholeLine(
  body: string,
  begin: RegExpExecArray,
  fonts: ReadonlyMap<string, Glyphs>,
): { readonly line: GlyphLine; readonly end: number } {
  const [, x = '', y = ''] = begin
  const pen = new Pen()
  const start = { x: Number(x), baseline: Number(y) }
  pen.x = start.x
  let heavy = false
  let rise = 0
  for (let at = begin.index + begin[0].length; ; at = operator.lastIndex) {
    operator.lastIndex = body[at] === ' ' ? at + 1 : at
    const said = operator.exec(body)?.groups
    demand(said !== undefined, 'unexpectedContent', 'text that is set in another way')
    const { font, size, bold, thin, mirror, level, back, rise: lifted, shown, ends } = said
    // What is lifted is one mark, and is put down again at once.
    demand(rise === 0 || shown !== undefined || lifted === '0', 'unexpectedContent', 'text that stays lifted')
    if (font !== undefined) pen.use(fonts, font, Number(size))
    if (bold !== undefined) {
      demand(!heavy, 'unexpectedContent', 'letters thicker than bold')
      pen.outline = Number(bold)
      heavy = true
    }
    if (thin !== undefined) {
      demand(heavy, 'unexpectedContent', 'text that is set in another way')
      heavy = false
    }
    if (mirror !== undefined) {
      demand(pen.way === 1 && Number(level) === start.baseline, 'unexpectedContent', 'a bracket off its line')
      pen.way = -1
      pen.x = Number(mirror)
    }
    if (back !== undefined) {
      demand(pen.way === -1 && back === `${x} ${y}`, 'unexpectedContent', 'a line that begins twice')
      pen.way = 1
      pen.x = start.x
    }
    if (lifted !== undefined) {
      demand((rise === 0) !== (lifted === '0'), 'unexpectedContent', 'text that stays lifted')
      rise = Number(lifted)
      demand(Math.abs(rise) <= pen.size * most.rise, 'unexpectedContent', 'text off its line')
    }
    if (shown !== undefined) {
      const count = pen.show(shown)
      const mark = pen.glyphs.at(-1)?.text ?? ''
      demand(rise === 0 || (count === 1 && isMark(mark)), 'unexpectedContent', 'letters off their line')
      demand(pen.way === 1 || (count === 1 && rise === 0), 'unexpectedContent', 'text that is turned round')
    }
    if (ends === undefined) continue
    const right = !heavy && pen.way === 1 && (pen.outline === null || near(pen.outline, pen.size * outline, 0.006))
    demand(right, 'unexpectedContent', 'letters thicker than bold')
    return { line: { glyphs: pen.glyphs, baseline: start.baseline, size: pen.size }, end: operator.lastIndex }
  }
}

function aloneWord(found: RegExpExecArray, fonts: ReadonlyMap<string, Glyphs>): GlyphLine {
  const [, x = '', y = '', font = '', size = '', shown = ''] = found
  const pen = new Pen()
  pen.x = Number(x)
  pen.use(fonts, font, Number(size))
  pen.show(shown)
  return { glyphs: pen.glyphs, baseline: sheet.height - Number(y), size: pen.size }
}

/** A word goes on with the line before it where it stands at its end. */
function joined(lines: GlyphLine[], word: GlyphLine): void {
  const last = lines.at(-1)
  const [first] = word.glyphs
  const end = last?.glyphs.at(-1)
  const goesOn = last?.size === word.size && near(last.baseline, word.baseline, 0.01) && first !== undefined && end !== undefined && near(first.left, end.right, word.size / 4) // prettier-ignore
  if (goesOn) lines[lines.length - 1] = { ...last, glyphs: [...last.glyphs, ...word.glyphs] }
  else lines.push(word)
}

/** Whether a glyph is drawn over or under another one. */
export const isMark = (text: string): boolean => text >= firstMark && /^\p{M}+$/u.test(text)
/** Before it Unicode has none, and nearly every letter stands there. */
const firstMark = '\u0300'
