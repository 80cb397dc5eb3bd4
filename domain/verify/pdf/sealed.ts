/**
 * The sealed section: exactly what `composePdf` writes and nothing that a reader could do more with. One signature
 * field, certifying with P=1, whose byte ranges are the whole section but the place of the CMS; no scripts, actions,
 * other annotations, forms, or objects that nothing leads to.
 */
import { demand } from '../base/refusal.ts'
import { type Section, numberOf, resolve } from './section.ts'
import { entriesOf, isName, type PdfStream, type PdfValue, streamOf } from './syntax.ts'
import { type Said, saidIn } from './xmp.ts'

export interface SealedDocument {
  readonly catalog: number
  readonly page: number
  readonly form: number
  readonly field: number
  readonly info: number
  readonly metadata: number
  readonly cms: Uint8Array
  /** The same with the zeros that fill its place. */
  readonly padded: Uint8Array
  /** The two ranges that the seal covers. */
  readonly covered: readonly [Uint8Array, Uint8Array]
  /** The seal's own claim of when: /M, as PDF date text. */
  readonly claimed: string
  readonly pages: number
  /** Title, author, subject and language, as the file says them of itself. */
  readonly said: Said
  /** Numbers of the pages' objects, in order. */
  readonly sheets: readonly number[]
  readonly attachments: ReadonlyMap<string, { readonly relationship: string; readonly stream: PdfStream }>
}

const catalogKeys = ['Type', 'Pages', 'Names', 'Lang', 'MarkInfo', 'StructTreeRoot', 'ViewerPreferences', 'AF', 'AcroForm', 'Perms', 'OutputIntents', 'Metadata'] // prettier-ignore
const pageKeys = ['Type', 'Parent', 'MediaBox', 'Contents', 'Resources', 'UserUnit', 'StructParents', 'Annots', 'Tabs']
const sealKeys = ['Type', 'Filter', 'SubFilter', 'ByteRange', 'Contents', 'M', 'Reference']
const fieldKeys = ['Type', 'Subtype', 'FT', 'T', 'F', 'Rect', 'P', 'V']
/** Keys that make a reader act or fetch, wherever they stand (ISO 32000-1 sections 12.6, 12.7.5, 13). */
const active = new Set(['OpenAction', 'AA', 'JS', 'JavaScript', 'Launch', 'URI', 'GoToR', 'GoToE', 'SubmitForm', 'ImportData', 'RichMedia', 'XFA', 'NeedAppearances', 'OCProperties', 'Collection', 'Encrypt', 'XObject', 'Threads', 'PieceInfo']) // prettier-ignore

export function keysAmong(entries: ReadonlyMap<string, PdfValue>, allowed: readonly string[], what: string): void {
  for (const key of entries.keys()) demand(allowed.includes(key), 'unexpectedContent', `${what} with /${key}`)
}

/** What the composer calls the files inside, in every build there was; a reader lists these words. Our apostrophe is UTF-16. */
const descriptions = new Set([
  'What was signed: questions, answers, declarations',
  'The step of each signer, with the ink',
  'The step of each signer',
  'The decision under the rules of the hospital',
  utf16('The decision under the hospital’s rules'),
  'The same as FHIR resources',
  'The answers as FHIR QuestionnaireResponse',
  'What was decided, about which document, by whom',
])

function utf16(text: string): string {
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
  return `\u00fe\u00ff${units.map((unit) => String.fromCharCode(unit >> 8, unit & 255)).join('')}`
}

const text = (value: PdfValue | undefined, what: string): string => {
  const isString = typeof value === 'object' && value !== null && value.kind === 'string'
  demand(isString, 'malformed', `${what} is no string`)
  demand(value.bytes.length <= 1000, 'malformed', `${what} is too long`)
  return String.fromCharCode(...value.bytes)
}

const items = (value: PdfValue, what: string): readonly PdfValue[] => {
  demand(typeof value === 'object' && value !== null && value.kind === 'array', 'malformed', `${what} is no array`)
  return value.items
}

/** Reads the first section of a file as a sealed document. Throws a Refusal. */
export function sealedDocument(bytes: Uint8Array, section: Section): SealedDocument {
  const { objects, trailer } = section
  keysAmong(trailer.entries, ['Size', 'Root', 'Info', 'ID'], 'trailer')
  demand(trailer.entries.get('Size') === objects.size + 1, 'malformed', 'Size is not the number of objects')
  for (let number = 1; number <= objects.size; number++) demand(objects.has(number), 'malformed', 'a number is missing')
  const catalogNumber = numberOf(trailer.entries.get('Root'), 'Root')
  const catalog = entriesOf(resolve(objects, trailer.entries.get('Root')), 'catalog')
  keysAmong(catalog, catalogKeys, 'catalog')
  demand(isName(catalog.get('Type'), 'Catalog'), 'malformed', 'catalog type')
  everythingIsReached(section)
  const pages = pagesOf(section, catalog)
  const form = entriesOf(resolve(objects, catalog.get('AcroForm')), 'form')
  keysAmong(form, ['Fields', 'SigFlags'], 'form')
  const [fieldRef, ...moreFields] = items(form.get('Fields') ?? null, 'Fields')
  demand(moreFields.length === 0, 'secondSeal', 'more than one field')
  demand(fieldRef !== undefined, 'noSeal', 'no signature field')
  const fieldNumber = numberOf(fieldRef, 'field')
  const field = entriesOf(resolve(objects, fieldRef), 'field')
  keysAmong(field, fieldKeys, 'field')
  demand(isName(field.get('FT'), 'Sig') && isName(field.get('Subtype'), 'Widget'), 'noSeal', 'not a signature field')
  const pageNumber = numberOf(field.get('P'), 'page of the field')
  annotationsAre(section, pages, fieldNumber, pageNumber)
  const perms = entriesOf(catalog.get('Perms'), 'Perms')
  keysAmong(perms, ['DocMDP'], 'Perms')
  demand(
    numberOf(perms.get('DocMDP'), 'DocMDP') === numberOf(field.get('V'), 'V'),
    'sealForm',
    'Perms and field differ',
  )
  const seal = entriesOf(resolve(objects, field.get('V')), 'seal')
  const packet = streamOf(resolve(objects, catalog.get('Metadata')), 'metadata')
  keysAmong(packet.entries, ['Type', 'Subtype', 'Length', 'length'], 'metadata')
  const info = new Map(
    [...entriesOf(resolve(objects, trailer.entries.get('Info')), 'Info')].map(([key, one]) => [key, resolve(objects, one)] as const), // prettier-ignore
  )
  return {
    catalog: catalogNumber,
    page: pageNumber,
    form: numberOf(catalog.get('AcroForm'), 'form'),
    field: fieldNumber,
    info: numberOf(trailer.entries.get('Info'), 'Info'),
    metadata: numberOf(catalog.get('Metadata'), 'Metadata'),
    pages: pages.length,
    sheets: pages,
    said: saidIn(info, packet.data, catalog.get('Lang')),
    ...sealOf(bytes, section, seal),
    attachments: attachmentsOf(section, catalog),
  }
}

function sealOf(
  bytes: Uint8Array,
  section: Section,
  seal: ReadonlyMap<string, PdfValue>,
): Pick<SealedDocument, 'cms' | 'padded' | 'covered' | 'claimed'> {
  keysAmong(seal, sealKeys, 'seal')
  const named = isName(seal.get('Type'), 'Sig') && isName(seal.get('Filter'), 'Adobe.PPKLite')
  demand(named && isName(seal.get('SubFilter'), 'ETSI.CAdES.detached'), 'sealForm', 'not a PAdES seal')
  const reference = items(seal.get('Reference') ?? null, 'Reference')
  const first = entriesOf(reference[0], 'Reference')
  const parameters = entriesOf(first.get('TransformParams'), 'TransformParams')
  const certifies =
    reference.length === 1 && isName(first.get('TransformMethod'), 'DocMDP') && parameters.get('P') === 1
  demand(certifies, 'sealForm', 'does not certify with P=1')
  const { cms, padded, covered } = rangeOf(bytes, { from: section.from, to: section.to }, seal)
  return { cms, padded, covered, claimed: text(seal.get('M'), 'M') }
}

/**
 * Contents and covered bytes of a signature dictionary whose ranges must run from the file's first byte to the section's
 * last with exactly the hexadecimal string of /Contents between them (ISO 32000-1 section 12.8.1; PAdES wants no less).
 */
export function rangeOf(
  bytes: Uint8Array,
  section: { readonly from: number; readonly to: number },
  seal: ReadonlyMap<string, PdfValue>,
): Pick<SealedDocument, 'cms' | 'padded' | 'covered'> {
  const contents = seal.get('Contents')
  const isHex = typeof contents === 'object' && contents !== null && contents.kind === 'string' && contents.hex
  demand(isHex, 'sealPlace', 'Contents is no hexadecimal string')
  const { from, to, bytes: padded } = contents
  // The one place that no seal covers is spelled in one case, so that not even a letter's case can change there.
  const within = (low: number, high: number): boolean =>
    bytes.subarray(from + 1, to - 1).every((byte) => byte < 0x3a || (byte >= low && byte <= high))
  demand(within(0x41, 0x46) || within(0x61, 0x66), 'sealPlace', 'Contents mixes capital and small hexadecimal')
  const range = items(seal.get('ByteRange') ?? null, 'ByteRange')
  const right =
    range.length === 4 && range[0] === 0 && range[1] === from && range[2] === to && range[3] === section.to - to
  demand(right && from > section.from && to < section.to, 'sealPlace', 'ByteRange is not everything but Contents')
  return { cms: unpadded(padded), padded, covered: [bytes.subarray(0, from), bytes.subarray(to, section.to)] }
}

/** The CMS without the zeros behind it; anything but zeros there is refused. */
function unpadded(padded: Uint8Array): Uint8Array {
  const first = padded[1] ?? 0
  demand(padded[0] === 0x30 && first !== 0x80 && first <= 0x83, 'sealForm', 'Contents holds no CMS')
  const octets = first < 0x80 ? 0 : first & 0x7f
  let length = octets === 0 ? first : 0
  for (let i = 0; i < octets; i++) length = length * 256 + (padded[2 + i] ?? 0)
  const end = 2 + octets + length
  demand(end <= padded.length, 'sealForm', 'CMS longer than its place')
  demand(
    padded.subarray(end).every((byte) => byte === 0),
    'sealPlace',
    'something behind the CMS',
  )
  return padded.subarray(0, end)
}

function pagesOf(section: Section, catalog: ReadonlyMap<string, PdfValue>): readonly number[] {
  const tree = entriesOf(resolve(section.objects, catalog.get('Pages')), 'Pages')
  keysAmong(tree, ['Type', 'Count', 'Kids'], 'Pages')
  const kids = items(tree.get('Kids') ?? null, 'Kids').map((kid) => numberOf(kid, 'page'))
  demand(new Set(kids).size === kids.length && tree.get('Count') === kids.length, 'malformed', 'page count')
  for (const kid of kids) {
    const page = entriesOf(section.objects.get(kid)?.value, 'page')
    keysAmong(page, pageKeys, 'page')
    demand(isName(page.get('Type'), 'Page'), 'malformed', 'page type')
  }
  return kids
}

function annotationsAre(section: Section, pages: readonly number[], field: number, first: number): void {
  demand(pages[0] === first, 'unexpectedContent', 'the field is not on the first page')
  for (const page of pages) {
    const annotations = entriesOf(section.objects.get(page)?.value, 'page').get('Annots')
    const listed =
      annotations === undefined ? [] : items(annotations, 'Annots').map((one) => numberOf(one, 'annotation'))
    const expected = page === first ? [field] : []
    demand(listed.join() === expected.join(), 'unexpectedContent', 'an annotation that is not the seal')
  }
}

/** Walks from the trailer: every object must be reached, and no key on the way may make a reader act. */
function everythingIsReached({ objects, trailer }: Section): void {
  const seen = new Set<number>()
  const pending: PdfValue[] = [trailer]
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value === null || typeof value !== 'object') continue
    if (value.kind === 'array') for (const one of value.items) pending.push(one)
    if (value.kind === 'dictionary' || value.kind === 'stream')
      for (const [key, one] of value.entries) {
        demand(!active.has(key), 'unexpectedContent', `/${key}`)
        pending.push(one)
      }
    if (value.kind === 'ref' && !seen.has(value.number)) {
      seen.add(value.number)
      pending.push(resolve(objects, value))
    }
  }
  for (const [number, { value }] of objects) {
    // pdfkit writes the root of an outline that has no entries and leads to it from nowhere: an empty dictionary.
    const empty = typeof value === 'object' && value?.kind === 'dictionary' && value.entries.size === 0
    demand(seen.has(number) || empty, 'unexpectedContent', 'an object that nothing leads to')
  }
}

function attachmentsOf(section: Section, catalog: ReadonlyMap<string, PdfValue>): SealedDocument['attachments'] {
  const names = entriesOf(resolve(section.objects, catalog.get('Names')), 'Names')
  keysAmong(names, ['Dests', 'EmbeddedFiles'], 'Names')
  const found = new Map<string, { relationship: string; stream: PdfStream }>()
  const associated = new Set(
    items(catalog.get('AF') ?? { kind: 'array', items: [] }, 'AF').map((one) => numberOf(one, 'AF')),
  )
  if (!names.has('EmbeddedFiles')) return found
  const list = items(entriesOf(names.get('EmbeddedFiles'), 'EmbeddedFiles').get('Names') ?? null, 'EmbeddedFiles')
  for (let i = 0; i < list.length; i += 2) {
    const name = text(list[i], 'attachment name')
    const spec = entriesOf(resolve(section.objects, list[i + 1]), 'attachment')
    demand(associated.delete(numberOf(list[i + 1], 'attachment')), 'attachment', 'not an associated file')
    keysAmong(spec, ['Type', 'AFRelationship', 'F', 'EF', 'UF', 'Desc'], 'attachment')
    demand(
      descriptions.has(text(spec.get('Desc'), 'Desc')),
      'attachment',
      'an attachment with a description of its own',
    )
    const same = text(spec.get('F'), 'F') === name && text(spec.get('UF'), 'UF') === name
    demand(same && !found.has(name) && /^[A-Za-z0-9.-]{1,60}$/.test(name), 'attachment', 'name of an attachment')
    const stream = resolve(section.objects, entriesOf(spec.get('EF'), 'EF').get('F'))
    demand(typeof stream === 'object' && stream !== null && stream.kind === 'stream', 'attachment', 'no file')
    const relationship = spec.get('AFRelationship')
    const isWord = typeof relationship === 'object' && relationship !== null && relationship.kind === 'name'
    found.set(name, { relationship: isWord ? relationship.name : '', stream })
  }
  demand(associated.size === 0, 'attachment', 'an associated file without a name')
  return found
}
