/**
 * What a file's XMP packet says. In the sealed section it is the very bytes that the composer writes for what the file
 * says of itself. An update may write it anew in another spelling: then every property, under its expanded name and down
 * to the language of each word, must be the same, because readers show title, author and conformance from it.
 */
import { fromUtf8, latin, sameBytes, utf8 } from '../../bytes/bytes.ts'
import { xmpFor } from '../../document/xmp.ts'
import { demand } from '../base/refusal.ts'
import type { PdfValue } from './syntax.ts'
import { isKnownProducer } from './update.ts'
import { readXml, type XmlElement } from './xml.ts'

const rdf = '{http://www.w3.org/1999/02/22-rdf-syntax-ns#}'
const meta = '{adobe:ns:meta/}'
const xmp = '{http://ns.adobe.com/xap/1.0/}'
const pdf = '{http://ns.adobe.com/pdf/1.3/}'
const language = '{http://www.w3.org/XML/1998/namespace}lang'

const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?$/
/** What a program that adds long-term data restates: its own name and when it wrote. */
const mayChange: Readonly<Record<string, (text: string) => boolean>> = {
  [`${xmp}ModifyDate`]: (text) => date.test(text),
  [`${xmp}MetadataDate`]: (text) => date.test(text),
  [`${pdf}Producer`]: isKnownProducer,
}

/** A property's value: words in a language, a list of them, or named parts. */
type Value =
  | { readonly is: 'text'; readonly lang: string | null; readonly text: string }
  | { readonly is: 'Alt' | 'Bag' | 'Seq'; readonly items: readonly Value[] }
  | { readonly is: 'parts'; readonly parts: Readonly<Record<string, Value>> }

const elements = ({ children }: XmlElement): readonly XmlElement[] => {
  const blank = children.every((one) => typeof one !== 'string' || /^[ \t\r\n]*$/.test(one))
  demand(blank, 'unexpectedContent', 'words between the properties of the metadata')
  return children.filter((one) => typeof one !== 'string')
}

function onlyAttributes(element: XmlElement, allowed: readonly string[]): void {
  for (const name of element.attributes.keys())
    demand(allowed.includes(name), 'unexpectedContent', 'an attribute that no metadata needs')
}

/** Parts from property elements and property attributes; none twice. */
function partsOf(element: XmlElement, structural: readonly string[]): Readonly<Record<string, Value>> {
  const found = new Map<string, Value>()
  const add = (name: string, value: Value): void => {
    demand(!found.has(name), 'unexpectedContent', 'a property twice in the metadata')
    found.set(name, value)
  }
  for (const [name, text] of element.attributes) {
    if (structural.includes(name)) continue
    const isProperty = !name.startsWith('{}') && !name.startsWith(rdf) && name !== language
    demand(isProperty, 'unexpectedContent', 'an attribute that is no property')
    add(name, { is: 'text', lang: null, text })
  }
  for (const one of elements(element)) {
    demand(!one.name.startsWith(rdf) && !one.name.startsWith('{}'), 'unexpectedContent', 'an element that is no property') // prettier-ignore
    add(one.name, valueOf(one))
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function valueOf(property: XmlElement): Value {
  const { attributes, children } = property
  const parseType = attributes.get(`${rdf}parseType`)
  if (parseType !== undefined) {
    demand(parseType === 'Resource', 'unexpectedContent', 'metadata of another parse type')
    return { is: 'parts', parts: partsOf(property, [`${rdf}parseType`]) }
  }
  const resource = attributes.get(`${rdf}resource`)
  if (resource !== undefined) {
    onlyAttributes(property, [`${rdf}resource`])
    demand(children.length === 0, 'unexpectedContent', 'a resource with content')
    return { is: 'text', lang: null, text: resource }
  }
  if (children.every((one) => typeof one === 'string')) {
    onlyAttributes(property, [language])
    return { is: 'text', lang: attributes.get(language) ?? null, text: children.join('') }
  }
  onlyAttributes(property, [])
  const [inner, ...more] = elements(property)
  demand(inner !== undefined && more.length === 0, 'unexpectedContent', 'a property of several values')
  if (inner.name === `${rdf}Description`) return { is: 'parts', parts: partsOf(inner, []) }
  const kind = (['Alt', 'Bag', 'Seq'] as const).find((one) => inner.name === `${rdf}${one}`)
  demand(kind !== undefined, 'unexpectedContent', 'a value of another kind')
  onlyAttributes(inner, [])
  const items = elements(inner).map((one) => {
    demand(one.name === `${rdf}li`, 'unexpectedContent', 'a list of other things than items')
    return valueOf(one)
  })
  return { is: kind, items }
}

/** Every property of a packet under its expanded name. */
function propertiesOf(bytes: Uint8Array): Readonly<Record<string, Value>> {
  const text = bytes.length < 100_000 ? fromUtf8(bytes) : null
  demand(text !== null, 'unexpectedContent', 'metadata that is no text')
  const packet = /^\ufeff?\s*(?:<\?xpacket begin=["']\ufeff?["'] id=["']W5M0MpCehiHzreSzNTczkc9d["']\?>)?/.exec(text)
  const tail = /\s*(?:<\?xpacket end=["'][rw]["']\?>)?\s*$/.exec(text.slice(-8192))
  const from = packet?.[0].length ?? 0
  const root = readXml(text.slice(from, text.length - (tail?.[0].length ?? 0)).trim())
  demand(root.name === `${meta}xmpmeta`, 'unexpectedContent', 'metadata without its root')
  onlyAttributes(root, [`${meta}xmptk`])
  const toolkit = root.attributes.get(`${meta}xmptk`)
  demand(toolkit === undefined || isKnownProducer(toolkit), 'unexpectedContent', 'metadata by a program that nobody knows') // prettier-ignore
  const [graph, ...more] = elements(root)
  demand(graph?.name === `${rdf}RDF` && more.length === 0, 'unexpectedContent', 'metadata that is no RDF')
  onlyAttributes(graph, [])
  const all: Record<string, Value> = {}
  for (const one of elements(graph)) {
    const about = one.attributes.get(`${rdf}about`) ?? ''
    demand(one.name === `${rdf}Description` && about === '', 'unexpectedContent', 'metadata about something else')
    for (const [name, value] of Object.entries(partsOf(one, [`${rdf}about`]))) {
      demand(all[name] === undefined, 'unexpectedContent', 'a property twice in the metadata')
      all[name] = value
    }
  }
  return all
}

const sorted = (all: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] =>
  Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))

/** The dates that the new metadata says anew. Throws a Refusal unless it differs from the old in them and the producer at most. */
export function sameMetadata(before: Uint8Array, after: Uint8Array): readonly string[] {
  const dates: string[] = []
  const [old, now] = [propertiesOf(before), propertiesOf(after)]
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [was, is] = [old[name], now[name]]
    const allowed = is?.is === 'text' && is.lang === null && mayChange[name]?.(is.text) === true
    const same = JSON.stringify(was) === JSON.stringify(is)
    demand(same || allowed, 'changedAfterSeal', `metadata ${name} changed`)
    if (!same && is?.is === 'text' && name.endsWith('Date')) dates.push(is.text)
  }
  return dates
}

type Entries = ReadonlyMap<string, PdfValue>

export interface Said {
  readonly title: string
  readonly author: string
  readonly subject: string
  readonly language: string
}

/**
 * What the sealed section says of itself, in its document information and its packet: both must be what the composer
 * writes for the same title, author, subject, language and time. Throws a Refusal otherwise.
 */
export function saidIn(info: Entries, packet: Uint8Array, lang: PdfValue | undefined): Said {
  const keys = ['Title', 'Author', 'Subject', 'Creator', 'Producer', 'CreationDate', 'ModDate']
  demand([...info.keys()].every((key) => keys.includes(key)), 'unexpectedContent', 'Info with another key') // prettier-ignore
  const [title, author, subject] = ['Title', 'Author', 'Subject'].map((key) => pdfText(info.get(key)))
  const language = pdfText(lang)
  demand(title != null && author != null && subject != null && language !== null, 'unexpectedContent', 'Info is not whole') // prettier-ignore
  const ours = pdfText(info.get('Creator')) === 'Balie' && pdfText(info.get('Producer')) === 'Balie'
  const created = pdfText(info.get('CreationDate')) ?? ''
  const at = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(created)
  demand(ours && at !== null && pdfText(info.get('ModDate')) === created, 'unexpectedContent', 'Info by somebody else')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = at.slice(1).map(Number)
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const said = { title, author, subject, language }
  const written = utf8(xmpFor({ ...said, at: time }))
  // The first builds wrote the same properties in other words.
  const same = sameBytes(written, packet) || JSON.stringify(sorted(propertiesOf(written))) === JSON.stringify(sorted(propertiesOf(packet))) // prettier-ignore
  demand(same, 'unexpectedContent', 'metadata that the composer did not write')
  return said
}

/** A text string: ASCII, or UTF-16 behind its mark (ISO 32000-1 section 7.9.2.2); null where it is none. */
export function pdfText(value: PdfValue | undefined): string | null {
  if (typeof value !== 'object' || value === null || value.kind !== 'string') return null
  const { bytes } = value
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.every((byte) => byte < 0x80) ? latin(bytes) : null // prettier-ignore
  let text = ''
  for (let at = 2; at + 1 < bytes.length; at += 2) text += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)) // prettier-ignore
  return text
}
