/** What an update may say beside the evidence itself: no free words, because a reader shows each of them as the file's own. */
import { demand } from '../base/refusal.ts'
import { isName, type PdfValue } from './syntax.ts'

type Entries = ReadonlyMap<string, PdfValue>

const textOf = (value: PdfValue | undefined): string | null =>
  typeof value === 'object' && value !== null && value.kind === 'string' ? String.fromCharCode(...value.bytes) : null

/** Names that programs give to the field of a time stamp: a word of theirs and a number, or a UUID. */
const fieldName = /^(Timestamp|TimeStamp|DocTimeStamp|Signature|Sig|Stamp)[ _-]?[0-9A-Fa-f-]{0,36}$/
/** Printed or not, hidden or not, locked or not (ISO 32000-1 table 165): the field covers nothing in each case. */
const flags = new Set<PdfValue | undefined>([0, 2, 4, 6, 128, 130, 132, 134])
/** "D:20261123140307+01'00'" (ISO 32000-1 section 7.9.4). */
const date = /^D:\d{4,14}(Z(00'00'?)?|[+-]\d\d'(\d\d'?)?)?$/
/** Programs that add evidence name themselves, alone or behind us, with a version. */
const producer = /^(Balie; )?(pyHanko|libpdf|@libpdf\/core|PDFBox|Apache PDFBox|OpenPDF|iText|DSS|EU DSS)[ /]?v?[\d.]{0,20}(\+[\w.]{1,40})?(; ?Balie)?$/ // prettier-ignore

const isDate = (value: PdfValue | undefined): boolean => date.test(textOf(value) ?? '')
const among = (value: PdfValue | undefined, names: readonly string[]): boolean =>
  names.some((name) => isName(value, name))

/** The field of a document time stamp: every value is one that no reader shows as words. */
export function plainField(field: Entries): void {
  const of = (key: string): PdfValue | undefined => field.get(key)
  const right =
    isName(of('FT'), 'Sig') &&
    isName(of('Subtype'), 'Widget') &&
    (of('Type') === undefined || isName(of('Type'), 'Annot')) &&
    flags.has(of('F'))
  demand(right, 'changedAfterSeal', 'a field that is not an invisible time stamp')
  const name = textOf(of('T'))
  demand(name !== 'Seal', 'secondSeal', 'another field named Seal')
  demand(name !== null && fieldName.test(name), 'changedAfterSeal', 'a field with a name of its own')
  // Read aloud as the field's name: pyHanko's own word for it and no other.
  const spoken = of('TU') === undefined || textOf(of('TU')) === 'Timestamp'
  demand(spoken, 'changedAfterSeal', 'a field with a spoken name of its own')
}

/** The dictionary of a document time stamp, besides the token and what it covers. */
export function plainStamp(stamp: Entries): void {
  const filter = stamp.get('Filter')
  const right =
    (filter === undefined || among(filter, ['Adobe.PPKLite', 'Adobe.PPKMS', 'Entrust.PPKEF', 'CICI.SignIt'])) &&
    (stamp.get('M') === undefined || isDate(stamp.get('M'))) &&
    (stamp.get('V') === undefined || stamp.get('V') === 0)
  demand(right, 'changedAfterSeal', 'a time stamp with words of its own')
}

/** Producer and modification date of the document information, where an update restates it. */
export function plainInfo(then: Entries, now: Entries): void {
  const same = textOf(then.get('Producer')) === textOf(now.get('Producer'))
  demand(same || producer.test(textOf(now.get('Producer')) ?? ''), 'changedAfterSeal', 'a producer that nobody knows')
  demand(isDate(now.get('ModDate')), 'changedAfterSeal', 'a modification date that is none')
}

/** Whether XMP's producer may become this. */
export const isKnownProducer = (text: string): boolean => producer.test(text)

/** Extensions of the catalog: which developer's, at which level, and nothing else. */
export function plainExtension(extension: Entries): void {
  const level = extension.get('ExtensionLevel')
  const right =
    (extension.get('Type') === undefined || isName(extension.get('Type'), 'DeveloperExtensions')) &&
    among(extension.get('BaseVersion'), ['1.7', '2.0']) &&
    typeof level === 'number' &&
    Number.isInteger(level) &&
    level >= 0 &&
    level < 100
  demand(right, 'changedAfterSeal', 'an unknown extension')
}

/** The entries of a DSS or of one of its VRI dictionaries that are no lists. */
export function plainEvidence(entries: Entries, type: 'DSS' | 'VRI'): void {
  const right =
    (entries.get('Type') === undefined || isName(entries.get('Type'), type)) &&
    (entries.get('TU') === undefined || isDate(entries.get('TU')))
  demand(right, 'changedAfterSeal', `${type} with words of its own`)
}

/** The dictionary of an appearance that draws nothing. */
export function plainAppearance(form: Entries): void {
  const box = form.get('BBox')
  const isBox = typeof box === 'object' && box !== null && box.kind === 'array' && box.items.length === 4 && box.items.every((one) => typeof one === 'number') // prettier-ignore
  const right =
    (form.get('Type') === undefined || isName(form.get('Type'), 'XObject')) &&
    (form.get('Subtype') === undefined || isName(form.get('Subtype'), 'Form')) &&
    (box === undefined || isBox)
  demand(right, 'changedAfterSeal', 'an appearance with more than nothing')
}

/** The second half of the file identifier is a number for the version: 16 bytes, or what a program makes of it. */
export function plainIdentifier(id: PdfValue | undefined): void {
  const right = typeof id === 'object' && id !== null && id.kind === 'array' && id.items.length === 2 && id.items.every((one) => typeof one === 'object' && one !== null && one.kind === 'string' && one.bytes.length <= 64) // prettier-ignore
  demand(right, 'changedAfterSeal', 'a file identifier that is none')
}
