/**
 * What may stand behind a sealed document: sections that add long-term data (a DSS, ETSI EN 319 142-1 section 5.4) or a
 * document time stamp, and change nothing that anyone could see. Every object in them must have one of these purposes.
 */
import { latin } from '../../bytes/bytes.ts'
import { values } from '../der.ts'
import type { VerifyPort } from '../port.ts'
import { demand } from '../refusal.ts'
import { Work } from '../work.ts'
import { keysAmong, rangeOf, type SealedDocument } from './sealed.ts'
import { numberOf, resolve, type Section } from './section.ts'
import { entriesOf, isName, type PdfStream, type PdfValue, sameValue, streamOf } from './syntax.ts'
import { plainAppearance, plainEvidence, plainExtension, plainField, plainIdentifier, plainInfo, plainStamp } from './update.ts' // prettier-ignore
import { sameMetadata } from './xmp.ts'

export interface Extension {
  /** DER of certificates and revocation lists that the DSS holds: helpers, nothing to believe in. OCSP is not read. */
  readonly material: Material
  readonly stamps: readonly { readonly token: Uint8Array; readonly covered: readonly [Uint8Array, Uint8Array] }[]
}

/** What each section after the first brings: a time stamp, or certificates and lists that were not there before. */
interface Brought {
  readonly stamp: boolean
  readonly fresh: boolean
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
  const stamps: { token: Uint8Array; covered: readonly [Uint8Array, Uint8Array] }[] = []
  const added = new Set<number>()
  const fields = new Set([sealed.field])
  const dss = reader(port, work)
  const brought: Brought[] = []
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
    if (changed(sealed.info)) infoMayChange(then(sealed.info), now(sealed.info))
    if (changed(sealed.metadata))
      metadataMayChange(previous.get(sealed.metadata)?.value, objects.get(sealed.metadata)?.value)
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
      for (const number of [field, signature, ...appearance]) {
        allowed.add(number)
        added.add(number)
      }
    }
    const longTerm = new Set<number>()
    material = { certificates: [], lists: [] }
    dss(objects, now(sealed.catalog).get('DSS'), { reached: longTerm, material })
    const items = [...material.certificates, ...material.lists]
    const fresh = items.filter((one) => !known.has(one))
    for (const one of fresh) known.add(one)
    const restated = !sameValue(then(sealed.catalog).get('DSS'), now(sealed.catalog).get('DSS')) || [...longTerm].some(changed) // prettier-ignore
    brought.push({ stamp: field !== null, fresh: fresh.length > 0, restated })
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
  demand(brought.every(isEvidence), 'changedAfterSeal', 'an update that adds no evidence')
  return { material, stamps }
}

/** An update is for evidence. One may say again what was known, as libraries do when a stamp over it follows. */
function isEvidence({ stamp, fresh, restated }: Brought, at: number, all: readonly Brought[]): boolean {
  return stamp || fresh || (restated && all[at + 1]?.stamp === true)
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

function infoMayChange(then: Entries, now: Entries): void {
  sameBut(then, now, ['Producer', 'ModDate'], 'Info')
  plainInfo(then, now)
}

function metadataMayChange(then: PdfValue | undefined, now: PdfValue | undefined): void {
  const stream = (value: PdfValue | undefined): PdfStream => {
    const isStream = typeof value === 'object' && value !== null && value.kind === 'stream'
    demand(isStream, 'changedAfterSeal', 'metadata is no stream')
    return value
  }
  const [old, fresh] = [stream(then), stream(now)]
  keysAmong(fresh.entries, ['Type', 'Subtype', 'Length', 'length'], 'metadata')
  sameBut(old.entries, fresh.entries, ['Length', 'length'], 'metadata')
  sameMetadata(old.data, fresh.data)
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
): { signature: number; stamp: Extension['stamps'][number]; appearance: readonly number[] } {
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
  const { cms, covered } = rangeOf(bytes, section, seal)
  return { signature, stamp: { token: cms, covered }, appearance: emptyAppearance(objects, field.get('AP')) }
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
  return (objects: Objects, dss: PdfValue | undefined, into: { reached: Set<number>; material: Material }): void =>
    collect({ derOf, work }, objects, dss, into)
}

/** Walks one DSS. */
function collect(
  { derOf, work }: { readonly derOf: (value: PdfValue) => Uint8Array; readonly work: Work },
  objects: Objects,
  dss: PdfValue | undefined,
  { reached, material }: { reached: Set<number>; material: Material },
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
    for (const one of list.items) {
      const der = derOf(follow(one))
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
