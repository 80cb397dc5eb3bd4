/**
 * What the pages of a sealed document say, piece by piece in the order in which they are read, and what else is drawn on
 * them. Pages are read by the grammar that the composer writes and by nothing wider: text in marked pieces, ink in
 * figures, and a handful of lines that decorate. Anything else that could draw is refused.
 */
import { latin } from '../../bytes/bytes.ts'
import { demand, Refusal } from '../refusal.ts'
import type { SealedFile } from '../verify.ts'
import type { Glyphs } from './page-font.ts'
import { pageFonts } from './page-font.ts'
import { resolve } from './section.ts'
import { entriesOf, streamOf } from './syntax.ts'

export interface Piece {
  /** "H1", "P", "TH", …; "Artifact" for what only decorates; "Figure" for ink. */
  readonly tag: string
  /** The text, or the operators of a figure. */
  readonly text: string
  readonly page: number
}

const sheetSize = [0, 0, 595.28, 841.89]
const start = '1 0 0 -1 0 841.89 cm'
const number = String.raw`-?\d{1,6}(?:\.\d{1,6})?`
const numbers = (count: number): string => Array.from({ length: count }, () => number).join(' ')
const opening = /\/([A-Za-z0-9]{1,20}) (?:<<\s*\/(?:MCID \d{1,5}|Type \/[A-Za-z]{1,20})\s*>> BDC|BMC)\s/y

const black = String.raw`(?:\/DeviceRGB cs 0 0 0 scn )?`
const rule = String.raw`${number} ${number} \d{2,4}(?:\.\d{1,6})? (?:0\.5|0\.8|1\.1|1\.2) re f`
const curves = (count: string): string => `(?:${numbers(6)} c )${count}`
/** Lines and dots of the composer: long and thin, or of one fixed size, so that they can neither write nor cover anything. */
const decorations: readonly RegExp[] = [
  new RegExp(`^(?:${rule}|q ${black}${rule} Q|q (?:0\\.54 g|\\/DeviceRGB cs (?:0\\.54\\d* ?){3}scn) ${rule} Q)$`),
  new RegExp(`^q 1 J 3\\.4 w ${numbers(2)} m ${numbers(2)} l S Q$`),
  new RegExp(`^q ${black}${numbers(2)} m ${curves('{4}')}h f Q$`),
  new RegExp(`^q 0\\.9 w (?:0 G )?${numbers(2)} m ${numbers(2)} l ${numbers(2)} m ${numbers(2)} l S Q$`),
  // The house: a line across the sheet, an arch and a dot.
  new RegExp(`^q ${black}${numbers(3)} 2\\.2 re f ${numbers(2)} m ${numbers(2)} l ${curves('+')}${numbers(2)} l h f ${numbers(2)} m ${curves('{4}')}h f Q$`),
] // prettier-ignore
/** A rule before text in one piece, as the first builds wrote the foot. */
const ruleBefore = new RegExp(`^q\\s+(?:\\/DeviceRGB cs\\s+0 0 0 scn\\s+)?${numbers(3)} 0\\.8 re\\s+f\\s+Q\\s+(?=q\\s)`)
/** Text, as it is written now; the first builds put each word into a state of its own. */
const textBegins = /^(?:q\s+1 0 0 -1 0 841\.89 cm\s+)?BT\s/

/** The pieces of all pages. Throws a Refusal (`unexpectedContent`) where something else is drawn. */
export function pagePieces({
  sealed,
  section,
  port,
  work,
}: Pick<SealedFile, 'sealed' | 'section' | 'port' | 'work'>): readonly Piece[] {
  // prettier-ignore
  const fonts = pageFonts(section.objects, port, work)
  return sealed.sheets.flatMap((sheet, page) => {
    const entries = entriesOf(section.objects.get(sheet)?.value, 'page')
    const box = entries.get('MediaBox')
    const isA4 = typeof box === 'object' && box !== null && box.kind === 'array' && box.items.length === 4 && box.items.every((side, i) => side === sheetSize[i]) // prettier-ignore
    demand(isA4 && (entries.get('UserUnit') ?? 1) === 1, 'unexpectedContent', 'another sheet than A4')
    const content = latin(fonts.unpacked(streamOf(resolve(section.objects, entries.get('Contents')), 'Contents')))
    work.spend('drawn', content.length)
    demand(content.startsWith(start), 'unexpectedContent', 'a page that does not begin as ours do')
    return piecesOf(content, fonts.of(entries), page)
  })
}

function piecesOf(content: string, fonts: ReadonlyMap<string, Glyphs>, page: number): readonly Piece[] {
  const pieces: Piece[] = []
  const space = /\s*/y
  let at = start.length
  const skip = (): void => {
    space.lastIndex = at
    space.test(content)
    at = space.lastIndex
  }
  for (skip(); at < content.length; skip()) {
    opening.lastIndex = at
    const tag = opening.exec(content)?.[1]
    demand(tag !== undefined, 'unexpectedContent', 'something drawn outside of every piece')
    const end = endOf(content, opening.lastIndex)
    const body = content
      .slice(opening.lastIndex, end)
      .trim()
      .replace(tag === 'Artifact' ? ruleBefore : /^$/, '')
    at = end + 3
    if (body === '') continue
    if (tag === 'Figure') pieces.push({ tag, text: body, page })
    else if (textBegins.test(body)) pieces.push({ tag, text: textOf(body, fonts), page })
    else {
      const plain = body.replace(/\s+/g, ' ')
      demand(tag === 'Artifact' && decorations.some((one) => one.test(plain)), 'unexpectedContent', 'a page that draws something of its own') // prettier-ignore
    }
  }
  return pieces
}

/** Where the piece ends: at the first EMC that is no part of a string. */
function endOf(content: string, from: number): number {
  const token = /\((?:[^()\\]|\\[\s\S])*\)|\bEMC\b/g
  token.lastIndex = from
  for (let found = token.exec(content); found !== null; found = token.exec(content))
    if (found[0] === 'EMC') return found.index
  throw new Refusal('unexpectedContent', 'a piece without an end')
}

const operators = [
  `(?<size>/[A-Z]\\d{1,3} ${number} Tf)`,
  `(?<place>-?1 0 0 -?1 ${numbers(2)} Tm)`,
  `(?<mode>[02] Tr|1 j|${number} w|${number} Ts)`,
  String.raw`(?<shown>\[(?:\((?:[^()\\]|\\[\s\S])*\)|<[0-9a-f]*>|-?\d{1,6}(?:\.\d{1,6})?| )*\] ?TJ)`,
  String.raw`(?<edge>BT|ET|q\s+1 0 0 -1 0 841\.89 cm|Q)`,
]
const word = new RegExp(`\\s*(?:${operators.join('|')})`, 'y')
const sizes = new Set([21, 12.5, 10.5, 11.5, 8.8])

/** The text of one piece. Text stands on the sheet, in one of the composer's sizes and drawn full. */
function textOf(body: string, fonts: ReadonlyMap<string, Glyphs>): string {
  let font: Glyphs | undefined
  let text = ''
  word.lastIndex = 0
  while (word.lastIndex < body.length) {
    const { groups } = word.exec(body) ?? {}
    demand(groups !== undefined, 'unexpectedContent', 'text that is set in another way')
    const { size, place, shown } = groups
    if (size !== undefined) {
      const [name = '', points = ''] = size.slice(1).split(' ')
      font = fonts.get(name)
      demand(font !== undefined && sizes.has(Number(points)), 'unexpectedContent', 'text in another font or size')
    }
    if (place !== undefined) {
      const [, , , , x = 0, y = 0] = place.split(' ').map(Number)
      demand(x > 0 && x < 595 && y > 0 && y < 842, 'unexpectedContent', 'text beside the sheet')
    }
    if (shown !== undefined) {
      demand(font !== undefined, 'unexpectedContent', 'text without a font')
      text += shownText(shown, font)
    }
  }
  return text
}

function shownText(operand: string, font: Glyphs): string {
  let text = ''
  for (const [, string, hexadecimal] of operand.matchAll(/\(((?:[^()\\]|\\[\s\S])*)\)|<([0-9a-f]*)>/g)) {
    const bytes =
      string === undefined
        ? (hexadecimal ?? '').replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)))
        : string.replace(/\\([\s\S])/g, (_, one: string) => (one === 'r' ? '\r' : one))
    demand(bytes.length % 2 === 0, 'unexpectedContent', 'half a glyph')
    for (let at = 0; at < bytes.length; at += 2) {
      const glyph = font.get((bytes.charCodeAt(at) << 8) | bytes.charCodeAt(at + 1))
      demand(glyph !== undefined, 'unexpectedContent', 'a glyph that is no text')
      text += glyph
    }
  }
  return text
}
