/** What the glyphs of a page's fonts are as text, and how wide, by the fonts' own tables (ISO 32000-1 section 9.7 to 9.10). */
import { latin } from '../../bytes/bytes.ts'
import type { VerifyPort } from '../base/port.ts'
import { demand } from '../base/refusal.ts'
import type { Work } from '../base/work.ts'
import { glyphWidths } from './font-program.ts'
import { resolve } from './section.ts'
import { entriesOf, isName, type PdfStream, type PdfValue, streamOf } from './syntax.ts'

type Objects = ReadonlyMap<number, { readonly value: PdfValue }>

export interface Glyph {
  readonly text: string
  /** Thousandths of the size, by which the pen moves when it is drawn. */
  readonly width: number
}
/** Each glyph of a font, by its number. */
export type Glyphs = ReadonlyMap<number, Glyph>

export interface PageFonts {
  /** Fonts by the names under which a page's content calls them. */
  readonly of: (page: ReadonlyMap<string, PdfValue>) => ReadonlyMap<string, Glyphs>
  readonly unpacked: (stream: PdfStream) => Uint8Array
}

/** Bytes of a page's content, and of a table of glyphs. */
const mostContent = 4_000_000

/** Reads fonts of a section, each table once. */
export function pageFonts(objects: Objects, port: Pick<VerifyPort, 'inflate'>, work: Work): PageFonts {
  const fonts = new Map<PdfValue, Glyphs>()
  const unpacked = (stream: PdfStream): Uint8Array => {
    for (const key of stream.entries.keys()) demand(['Length', 'Filter'].includes(key), 'unexpectedContent', 'a packed stream with more') // prettier-ignore
    const filter = stream.entries.get('Filter')
    demand(filter === undefined || isName(filter, 'FlateDecode'), 'unexpectedContent', 'another filter')
    const bytes = filter === undefined ? stream.data : port.inflate(stream.data, mostContent)
    demand(bytes !== null, 'unexpectedContent', 'a stream that cannot be unpacked')
    return bytes
  }
  const glyphsOf = (font: PdfValue): Glyphs => {
    const before = fonts.get(font)
    if (before !== undefined) return before
    const entries = entriesOf(font, 'font')
    const plain = isName(entries.get('Subtype'), 'Type0') && isName(entries.get('Encoding'), 'Identity-H')
    demand(plain, 'unexpectedContent', 'another kind of font')
    const texts = textsOf(latin(unpacked(streamOf(resolve(objects, entries.get('ToUnicode')), 'ToUnicode'))), work)
    const widths = widthsOf({ objects, unpacked, work }, entries.get('DescendantFonts'))
    const glyphs = new Map([...texts].map(([glyph, text]) => [glyph, { text, width: widths[glyph] ?? 0 }] as const))
    demand([...texts.keys()].every((glyph) => glyph < widths.length), 'unexpectedContent', 'a glyph without a width') // prettier-ignore
    fonts.set(font, glyphs)
    return glyphs
  }
  return {
    unpacked,
    of: (page) => {
      const resources = entriesOf(resolve(objects, page.get('Resources')), 'Resources')
      for (const key of resources.keys()) demand(['ProcSet', 'Font', 'ColorSpace'].includes(key), 'unexpectedContent', `page with ${key}`) // prettier-ignore
      const fonts = resources.get('Font')
      const named = fonts === undefined ? [] : [...entriesOf(fonts, 'Font')]
      return new Map(named.map(([name, font]) => [name, glyphsOf(resolve(objects, font))]))
    },
  }
}

/** `<from> <to> [<text> …]`, as the composer writes it, and nothing else of what a CMap may hold. */
function textsOf(cmap: string, work: Work): ReadonlyMap<number, string> {
  const glyphs = new Map<number, string>()
  const body = cmap.slice(cmap.indexOf('beginbfrange'), cmap.lastIndexOf('endbfrange'))
  for (const [, from = '', to = '', list = ''] of body.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    const texts = list.match(/<[^>]*>/g) ?? []
    const first = parseInt(from, 16)
    work.spend('drawn', texts.length)
    demand(parseInt(to, 16) - first === texts.length - 1, 'unexpectedContent', 'a table of glyphs with gaps')
    texts.forEach((text, i) => {
      // A ligature is written as several characters, one beyond the first plane as two halves: four digits each.
      const units = text.replace(/[<> ]/g, '')
      demand(/^(?:[0-9a-f]{4})+$/i.test(units), 'unexpectedContent', 'a table of glyphs that is no text')
      glyphs.set(
        first + i,
        units.replace(/.{4}/g, (one) => String.fromCharCode(parseInt(one, 16))),
      )
    })
  }
  return glyphs
}

/** Widths of the glyphs from the first on: the font's list must say what its program says, because readers use either. */
function widthsOf(
  { objects, unpacked, work }: { objects: Objects; unpacked: PageFonts['unpacked']; work: Work },
  descendants: PdfValue | undefined,
): readonly number[] {
  const [one, ...more] = itemsOf(descendants)
  const font = entriesOf(resolve(objects, one), 'descendant font')
  const plain =
    more.length === 0 && isName(font.get('Subtype'), 'CIDFontType2') && isName(font.get('CIDToGIDMap'), 'Identity')
  const known = ['Type', 'Subtype', 'BaseFont', 'CIDSystemInfo', 'FontDescriptor', 'W', 'CIDToGIDMap']
  demand(plain && [...font.keys()].every((key) => known.includes(key)), 'unexpectedContent', 'another kind of font')
  const [first, list, ...rest] = itemsOf(resolve(objects, font.get('W')))
  demand(first === 0 && rest.length === 0, 'unexpectedContent', 'widths that are written in another way')
  const widths = itemsOf(resolve(objects, list))
  work.spend('drawn', widths.length)
  const descriptor = entriesOf(resolve(objects, font.get('FontDescriptor')), 'FontDescriptor')
  const program = glyphWidths(unpacked(streamOf(resolve(objects, descriptor.get('FontFile2')), 'FontFile2')))
  return widths.map((width, glyph) => {
    const right = typeof width === 'number' && Math.abs(width - (program[glyph] ?? -9)) <= 1
    demand(right, 'unexpectedContent', 'a glyph of another width than its font gives it')
    return width
  })
}

function itemsOf(value: PdfValue | undefined): readonly PdfValue[] {
  const isArray = typeof value === 'object' && value !== null && value.kind === 'array'
  demand(isArray, 'unexpectedContent', 'a font without a list')
  return value.items
}
