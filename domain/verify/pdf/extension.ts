/**
 * What may stand behind a sealed document: sections that add long-term data (a DSS, ETSI EN 319 142-1 section 5.4) or a
 * document time stamp, and change nothing that anyone could see. Every object in them must have one of these purposes.
 */
import { latin } from '../../bytes/bytes.ts'
import { fields, oidText, sequenceFields, values } from '../base/der.ts'
import type { VerifyPort } from '../base/port.ts'
import { demand } from '../base/refusal.ts'
import { Work } from '../base/work.ts'
import { keysAmong, rangeOf, type SealedDocument } from './sealed.ts'
import { numberOf, resolve, type Section } from './section.ts'
import { entriesOf, isName, type PdfStream, type PdfValue, sameValue, streamOf } from './syntax.ts'
import { plainAppearance, plainEvidence, plainExtension, plainField, plainIdentifier, plainInfo, plainStamp } from './update.ts' // prettier-ignore
import { sameMetadata } from './xmp.ts'

export interface Extension {
  /** DER of certificates and revocation lists that the DSS holds: helpers, nothing to believe in. OCSP is not read. */
  readonly material: Material
  readonly stamps: readonly {
    readonly token: Uint8Array
    readonly padded: Uint8Array
    readonly covered: readonly [Uint8Array, Uint8Array]
  }[]
  readonly updates: readonly Update[]
  /** Keys of VRI dictionaries: the signatures that evidence says it is about. */
  readonly about: ReadonlySet<string>
  /** When the updates say that they were written. */
  readonly dates: readonly string[]
}

/** What a section after the first brings: a time stamp, or certificates and lists that were not there before. */
export interface Update {
  readonly stamp: boolean
  readonly fresh: readonly Uint8Array[]
  /** It writes the list of evidence, with nothing new in it. */
  readonly restated: boolean
}

interface Material {
  readonly certificates: Uint8Array[]
  readonly lists: Uint8Array[]
}
type Entries = ReadonlyMap<string, PdfValue>
type Objects = Map<number, { readonly value: PdfValue }>
const mostMaterial = 200_000

/** Checks every section after the first. Throws a Refusal (`changedAfterSeal` unless the bytes are no PDF at all). */
export function extensionsOf(
  port: Pick<VerifyPort, 'inflate'>,
  bytes: Uint8Array,
  sections: readonly Section[],
  sealed: SealedDocument,
  work = new Work(),
): Extension {
  const [base, ...later] = sections
  demand(base !== undefined, 'malformed', 'no section')
  const objects: Objects = new Map(base.objects)
  let material: Material = { certificates: [], lists: [] }
  const stamps: Extension['stamps'][number][] = []
  const about = new Set<string>()
  const dates: string[] = []
  const added = new Set<number>()
  const fields = new Set([sealed.field])
  const dss = reader(port, work)
  const updates: Update[] = []
  /** The same bytes are one object, so that this finds them. */
  const known = new Set<Uint8Array>()
  let before = base
  for (const section of later) {
    const allowed = new Set<number>()
    trailerFollows(section, before, base)
    const previous = new Map(objects)
    for (const [number, object] of section.objects) objects.set(number, object)
    const changed = (number: number): boolean => section.objects.has(number)
    const now = (number: number): Entries => entriesOf(objects.get(number)?.value, 'object')
    const then = (number: number): Entries => entriesOf(previous.get(number)?.value, 'object')
    if (changed(sealed.catalog)) catalogMayChange(then(sealed.catalog), now(sealed.catalog))
    if (changed(sealed.info)) dates.push(...infoMayChange(then(sealed.info), now(sealed.info)))
    if (changed(sealed.metadata))
      dates.push(...metadataMayChange(previous.get(sealed.metadata)?.value, objects.get(sealed.metadata)?.value))
    for (const number of [sealed.catalog, sealed.page, sealed.form, sealed.info, sealed.metadata]) allowed.add(number)
    const field = newField(then, now, sealed)
    if (field !== null) {
      demand(
        field >= base.objects.size + 1 && !added.has(field) && changed(field),
        'changedAfterSeal',
        'field is not new',
      )
      const { signature, stamp, appearance } = stampOf(bytes, section, objects, field, sealed)
      const isNew = (number: number): boolean => number > base.objects.size && changed(number) && !added.has(number)
      demand([signature, ...appearance].every(isNew), 'changedAfterSeal', 'time stamp is not new')
      stamps.push(stamp)
      dates.push(...stamp.dates)
      for (const number of [field, signature, ...appearance]) {
        allowed.add(number)
        added.add(number)
      }
    }
    const longTerm = new Set<number>()
    material = { certificates: [], lists: [] }
    dss(objects, now(sealed.catalog).get('DSS'), { reached: longTerm, material, about, dates })
    const items = [...material.certificates, ...material.lists]
    const fresh = items.filter((one) => !known.has(one))
    for (const one of fresh) known.add(one)
    const restated = !sameValue(then(sealed.catalog).get('DSS'), now(sealed.catalog).get('DSS')) || [...longTerm].some(changed) // prettier-ignore
    updates.push({ stamp: field !== null, fresh, restated })
    for (const [number, { value }] of section.objects) {
      // Some programs write a field again as it was when they add another: that changes nothing.
      const again = fields.has(number) && sameValue(previous.get(number)?.value, value)
      if (allowed.has(number) || again) continue
      demand(longTerm.has(number) && !added.has(number), 'changedAfterSeal', `object ${number} has no allowed purpose`)
      demand(number > base.objects.size, 'changedAfterSeal', 'an object of the sealed document changed')
    }
    if (field !== null) fields.add(field)
    before = section
  }
  return { material, stamps, updates, about, dates }
}

function trailerFollows({ trailer, objects }: Section, before: Section, base: Section): void {
  const { entries } = trailer
  keysAmong(entries, ['Size', 'Root', 'Info', 'ID', 'Prev'], 'appended trailer')
  demand(entries.get('Prev') === before.startxref, 'changedAfterSeal', 'Prev does not name the section before')
  demand(sameValue(entries.get('Root'), base.trailer.entries.get('Root')), 'changedAfterSeal', 'another root')
  if (entries.has('Info'))
    demand(sameValue(entries.get('Info'), base.trailer.entries.get('Info')), 'changedAfterSeal', 'another Info')
  const first = (section: Entries): PdfValue | undefined => {
    const id = section.get('ID')
    return typeof id === 'object' && id !== null && id.kind === 'array' ? id.items[0] : undefined
  }
  demand(sameValue(first(entries), first(base.trailer.entries)), 'changedAfterSeal', 'another file identifier')
  plainIdentifier(entries.get('ID'))
  const size = entries.get('Size')
  const highest = Math.max(0, ...objects.keys())
  const sizeBefore = before.trailer.entries.get('Size')
  const right = typeof size === 'number' && typeof sizeBefore === 'number' && size > highest && size >= sizeBefore && size < 100_000 // prettier-ignore
  demand(right, 'changedAfterSeal', 'Size')
}

function sameBut(then: Entries, now: Entries, but: readonly string[], what: string): void {
  for (const key of new Set([...then.keys(), ...now.keys()]))
    demand(but.includes(key) || sameValue(then.get(key), now.get(key)), 'changedAfterSeal', `${what}: /${key} changed`)
}

function catalogMayChange(then: Entries, now: Entries): void {
  sameBut(then, now, ['DSS', 'Extensions'], 'catalog')
  if (!now.has('Extensions')) return
  for (const [developer, value] of entriesOf(now.get('Extensions'), 'Extensions')) {
    const extension = entriesOf(value, 'extension')
    keysAmong(extension, ['Type', 'BaseVersion', 'ExtensionLevel'], 'extension')
    demand(['ESIC', 'ADBE'].includes(developer), 'changedAfterSeal', 'an unknown extension')
    plainExtension(extension)
  }
}

function infoMayChange(then: Entries, now: Entries): readonly string[] {
  sameBut(then, now, ['Producer', 'ModDate'], 'Info')
  plainInfo(then, now)
  return sameValue(then.get('ModDate'), now.get('ModDate')) ? [] : datesIn(now, 'ModDate')
}

function metadataMayChange(then: PdfValue | undefined, now: PdfValue | undefined): readonly string[] {
  const stream = (value: PdfValue | undefined): PdfStream => {
    const isStream = typeof value === 'object' && value !== null && value.kind === 'stream'
    demand(isStream, 'changedAfterSeal', 'metadata is no stream')
    return value
  }
  const [old, fresh] = [stream(then), stream(now)]
  keysAmong(fresh.entries, ['Type', 'Subtype', 'Length', 'length'], 'metadata')
  sameBut(old.entries, fresh.entries, ['Length', 'length'], 'metadata')
  return sameMetadata(old.data, fresh.data)
}

/** The one field that a section adds to the form and to the first page, or null; the rest of both must stay. */
function newField(
  then: (number: number) => Entries,
  now: (number: number) => Entries,
  sealed: SealedDocument,
): number | null {
  const [oldForm, form] = [then(sealed.form), now(sealed.form)]
  const [oldPage, page] = [then(sealed.page), now(sealed.page)]
  sameBut(oldForm, form, ['Fields'], 'form')
  sameBut(oldPage, page, ['Annots'], 'page')
  const numbers = (value: PdfValue | undefined): readonly number[] => {
    const isArray = typeof value === 'object' && value !== null && value.kind === 'array'
    demand(isArray, 'changedAfterSeal', 'Fields or Annots is no array')
    return value.items.map((one) => numberOf(one, 'field'))
  }
  const [fieldsThen, fields] = [numbers(oldForm.get('Fields')), numbers(form.get('Fields'))]
  const [annotsThen, annots] = [numbers(oldPage.get('Annots')), numbers(page.get('Annots'))]
  const grown = fields.length - fieldsThen.length
  const shown = annots.length - annotsThen.length
  // An invisible field may be missing from the page's annotations, but nothing may stand there without its field.
  const together = (grown === 0 && shown === 0) || (grown === 1 && (shown === 0 || shown === 1))
  demand(together && fieldsThen.every((one, i) => fields[i] === one), 'changedAfterSeal', 'fields changed')
  demand(
    annotsThen.every((one, i) => annots[i] === one),
    'changedAfterSeal',
    'annotations changed',
  )
  const field = grown === 1 ? fields.at(-1) : undefined
  demand(shown === 0 || field === annots.at(-1), 'changedAfterSeal', 'field and annotation differ')
  return field ?? null
}

function stampOf(
  bytes: Uint8Array,
  section: Section,
  objects: Objects,
  number: number,
  sealed: SealedDocument,
): {
  signature: number
  stamp: Extension['stamps'][number] & { readonly dates: readonly string[] }
  appearance: readonly number[]
} {
  const field = entriesOf(objects.get(number)?.value, 'field')
  keysAmong(field, ['FT', 'T', 'TU', 'Type', 'Subtype', 'F', 'Rect', 'P', 'V', 'AP'], 'field')
  plainField(field)
  const rect = field.get('Rect')
  const unseen = typeof rect === 'object' && rect !== null && rect.kind === 'array' && rect.items.length === 4 && rect.items.every((side) => side === 0) // prettier-ignore
  demand(unseen, 'changedAfterSeal', 'a field that is not an invisible time stamp')
  demand(numberOf(field.get('P'), 'page') === sealed.page, 'changedAfterSeal', 'field on another page')
  const signature = numberOf(field.get('V'), 'V')
  const seal = entriesOf(objects.get(signature)?.value, 'time stamp')
  const isStamp = isName(seal.get('Type'), 'DocTimeStamp') && isName(seal.get('SubFilter'), 'ETSI.RFC3161')
  demand(isStamp, 'secondSeal', 'a second signature')
  keysAmong(seal, ['Type', 'Filter', 'SubFilter', 'Contents', 'ByteRange', 'M', 'V'], 'time stamp')
  plainStamp(seal)
  const { cms, padded, covered } = rangeOf(bytes, section, seal)
  return {
    signature,
    stamp: { token: cms, padded, covered, dates: datesIn(seal, 'M') },
    appearance: emptyAppearance(objects, field.get('AP')),
  }
}

/** The objects of an appearance that draws nothing: a form of no bytes; anything else is refused. */
function emptyAppearance(objects: Objects, value: PdfValue | undefined): readonly number[] {
  if (value === undefined) return []
  const numbers: number[] = []
  const follow = (one: PdfValue | undefined): PdfValue => {
    if (typeof one === 'object' && one !== null && one.kind === 'ref') numbers.push(one.number)
    return resolve(objects, one)
  }
  const appearance = entriesOf(follow(value), 'appearance')
  keysAmong(appearance, ['N'], 'appearance')
  const form = follow(appearance.get('N'))
  const empty = typeof form === 'object' && form !== null && form.kind === 'stream' && form.data.length === 0
  demand(empty, 'changedAfterSeal', 'a time stamp that draws something')
  keysAmong(form.entries, ['Type', 'Subtype', 'Length', 'BBox'], 'appearance')
  plainAppearance(form.entries)
  return numbers
}

/** Reads DSS after DSS: dictionaries of arrays of streams, and nothing else; each stream once, however often it is named. */
function reader(port: Pick<VerifyPort, 'inflate'>, work: Work) {
  const read = new WeakMap<PdfStream, Uint8Array>()
  const same = new Map<string, Uint8Array>()
  const derOf = (value: PdfValue): Uint8Array => {
    const stream = streamOf(value, 'DSS entry')
    const before = read.get(stream)
    if (before !== undefined) return before
    const der = evidenceIn(port, stream)
    work.spend('evidence', der.length)
    const text = latin(der)
    const one = same.get(text) ?? der
    same.set(text, one)
    read.set(stream, one)
    return one
  }
  return (objects: Objects, dss: PdfValue | undefined, into: Into): void => collect({ derOf, work }, objects, dss, into)
}

interface Into {
  readonly reached: Set<number>
  readonly material: Material
  readonly about: Set<string>
  readonly dates: string[]
}

/** Walks one DSS. */
function collect(
  { derOf, work }: { readonly derOf: (value: PdfValue) => Uint8Array; readonly work: Work },
  objects: Objects,
  dss: PdfValue | undefined,
  { reached, material, about, dates }: Into,
): void {
  if (dss === undefined) return
  const follow = (value: PdfValue | undefined): PdfValue => {
    work.spend('values')
    if (typeof value === 'object' && value !== null && value.kind === 'ref') reached.add(value.number)
    return resolve(objects, value)
  }
  let count = 0
  const streams = (key: string, value: PdfValue | undefined): void => {
    if (value === undefined) return
    const list = follow(value)
    const isArray = typeof list === 'object' && list !== null && list.kind === 'array' && list.items.length <= 500
    demand(isArray, 'changedAfterSeal', 'DSS without a list')
    count += list.items.length
    demand(count <= 2000, 'tooLarge', 'DSS with too many entries')
    const seen = new Set<Uint8Array>()
    for (const one of list.items) {
      const der = derOf(follow(one))
      demand(!seen.has(der), 'changedAfterSeal', 'the same evidence twice')
      seen.add(der)
      if (key.startsWith('OCSP')) demand(isOcsp(der), 'changedAfterSeal', 'an OCSP answer that is none')
      if (key.startsWith('Cert')) material.certificates.push(der)
      if (key.startsWith('CRL')) material.lists.push(der)
    }
  }
  const entries = entriesOf(follow(dss), 'DSS')
  keysAmong(entries, ['Type', 'VRI', 'Certs', 'OCSPs', 'CRLs'], 'DSS')
  plainEvidence(entries, 'DSS')
  for (const key of ['Certs', 'OCSPs', 'CRLs']) streams(key, entries.get(key))
  if (!entries.has('VRI')) return
  for (const [key, value] of entriesOf(follow(entries.get('VRI')), 'VRI')) {
    if (key === 'Type') continue
    demand(/^[0-9A-F]{40}$/.test(key), 'changedAfterSeal', 'VRI key')
    const vri = entriesOf(follow(value), 'VRI')
    keysAmong(vri, ['Type', 'Cert', 'OCSP', 'CRL', 'TU', 'TS'], 'VRI')
    plainEvidence(vri, 'VRI')
    about.add(key)
    dates.push(...datesIn(vri, 'TU'))
    for (const list of ['Cert', 'OCSP', 'CRL']) streams(list, vri.get(list))
    if (vri.has('TS')) derOf(follow(vri.get('TS')))
  }
}

function evidenceIn(port: Pick<VerifyPort, 'inflate'>, value: PdfStream): Uint8Array {
  keysAmong(value.entries, ['Length', 'Filter'], 'DSS stream')
  const filter = value.entries.get('Filter')
  demand(filter === undefined || isName(filter, 'FlateDecode'), 'changedAfterSeal', 'DSS filter')
  const der = filter === undefined ? value.data : port.inflate(value.data, mostMaterial)
  demand(der !== null && der[0] === 0x30 && der.length <= mostMaterial, 'changedAfterSeal', 'DSS entry is no DER')
  demand(values(der, 'changedAfterSeal').length === 1, 'changedAfterSeal', 'DSS entry is more than one value')
  return der
}

/** A date in a dictionary, as text. */
function datesIn(entries: Entries, key: string): readonly string[] {
  const value = entries.get(key)
  return typeof value === 'object' && value !== null && value.kind === 'string' ? [latin(value.bytes)] : []
}

/** Whether it is a successful answer of the basic kind (RFC 6960 section 4.2.1); what it says is not read. */
function isOcsp(der: Uint8Array): boolean {
  const answer = sequenceFields(der, 'changedAfterSeal')
  const { content: status } = answer.take(0x0a, 'responseStatus')
  const bytes = sequenceFields(answer.take(0xa0, 'responseBytes').content, 'changedAfterSeal')
  const basic = oidText(bytes.take(0x06, 'responseType'), 'changedAfterSeal') === '1.3.6.1.5.5.7.48.1.1'
  const response = sequenceFields(bytes.take(0x04, 'response').content, 'changedAfterSeal')
  const data = fields(response.take(0x30, 'tbsResponseData').content, 'changedAfterSeal')
  return status.length === 1 && status[0] === 0 && basic && data !== null
}
