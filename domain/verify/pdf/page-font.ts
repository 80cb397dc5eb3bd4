/** What the glyphs of a page's fonts are as text, by the fonts' own tables (ISO 32000-1 section 9.10.3). */
import { latin } from '../../bytes/bytes.ts'
import type { VerifyPort } from '../port.ts'
import { demand } from '../refusal.ts'
import type { Work } from '../work.ts'
import { resolve } from './section.ts'
import { entriesOf, isName, type PdfStream, type PdfValue, streamOf } from './syntax.ts'

type Objects = ReadonlyMap<number, { readonly value: PdfValue }>

/** The text of each glyph, by its number. */
export type Glyphs = ReadonlyMap<number, string>

export interface PageFonts {
  /** Fonts by the names under which a page's content calls them. */
  readonly of: (page: ReadonlyMap<string, PdfValue>) => ReadonlyMap<string, Glyphs>
  readonly unpacked: (stream: PdfStream) => Uint8Array
}

/** Bytes of a page's content, and of a table of glyphs. */
const mostContent = 4_000_000

/** Reads fonts of a section, each table once. */
export function pageFonts(objects: Objects, port: Pick<VerifyPort, 'inflate'>, work: Work): PageFonts {
  const tables = new Map<PdfStream, Glyphs>()
  const unpacked = (stream: PdfStream): Uint8Array => {
    for (const key of stream.entries.keys()) demand(['Length', 'Filter'].includes(key), 'unexpectedContent', 'a packed stream with more') // prettier-ignore
    const filter = stream.entries.get('Filter')
    demand(filter === undefined || isName(filter, 'FlateDecode'), 'unexpectedContent', 'another filter')
    const bytes = filter === undefined ? stream.data : port.inflate(stream.data, mostContent)
    demand(bytes !== null, 'unexpectedContent', 'a stream that cannot be unpacked')
    return bytes
  }
  const glyphsOf = (font: PdfValue): Glyphs => {
    const entries = entriesOf(font, 'font')
    const plain = isName(entries.get('Subtype'), 'Type0') && isName(entries.get('Encoding'), 'Identity-H')
    demand(plain, 'unexpectedContent', 'another kind of font')
    const stream = streamOf(resolve(objects, entries.get('ToUnicode')), 'ToUnicode')
    const glyphs = tables.get(stream) ?? tableOf(latin(unpacked(stream)), work)
    tables.set(stream, glyphs)
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
function tableOf(cmap: string, work: Work): Glyphs {
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
