/**
 * A file as the sections it was written in: the sealed document first, then what was appended. Each section must be
 * filled from its first to its last byte with objects, one cross-reference table and one trailer that agree exactly;
 * a byte that belongs to nothing is refused, so nothing can hide between objects or behind a table.
 */
import { demand, Refusal } from '../base/refusal.ts'
import { Work } from '../base/work.ts'
import { type PdfDictionary, Reader, type PdfValue, isSpace } from './syntax.ts'

export interface Section {
  readonly from: number
  /** Offset after the end-of-file mark and its line end. */
  readonly to: number
  /** The value of each object and where its bytes stand. */
  readonly objects: ReadonlyMap<number, { readonly value: PdfValue; readonly from: number; readonly to: number }>
  readonly trailer: PdfDictionary
  readonly startxref: number
}

const startOf = '%PDF-1.7\n%\u00ff\u00ff\u00ff\u00ff\n'

/** The sections of a file. The first must begin with the header that `composePdf` writes, at offset 0. */
export function sectionsOf(bytes: Uint8Array, work = new Work()): readonly Section[] {
  const header = String.fromCharCode(...bytes.subarray(0, startOf.length))
  demand(header.startsWith('%PDF-'), 'notPdf', 'no PDF header at offset 0')
  demand(header === startOf, 'malformed', 'not the header of a Balie document')
  const sections: Section[] = []
  for (let from = 0; from < bytes.length;) {
    demand(sections.length < 40, 'tooLarge', 'too many sections')
    const section =
      from === 0 ? readSection(bytes, from, new Reader(bytes, startOf.length, work)) : appended(bytes, from, work)
    sections.push(section)
    from = section.to
  }
  return sections
}

/** What stands behind the seal and is no section was put there by somebody: that is the sentence to say, not "no PDF". */
function appended(bytes: Uint8Array, from: number, work: Work): Section {
  try {
    return readSection(bytes, from, new Reader(bytes, from, work))
  } catch (error) {
    if (error instanceof Refusal && error.problem === 'malformed') throw new Refusal('changedAfterSeal', error.message)
    throw error
  }
}

function readSection(bytes: Uint8Array, from: number, reader: Reader): Section {
  const objects = new Map<number, { value: PdfValue; from: number; to: number }>()
  gap(reader)
  while (bytes[reader.at] !== 0x78) {
    const at = reader.at
    const number = reader.whole()
    reader.expect(' 0 obj')
    const value = readObject(reader)
    demand(!objects.has(number), 'malformed', 'an object twice in one section')
    demand(number > 0, 'malformed', 'object number')
    reader.work.spend('objects')
    objects.set(number, { value, from: at, to: reader.at })
    gap(reader)
  }
  const xref = reader.at
  checkTable(reader, objects)
  reader.expect('trailer')
  reader.space()
  if (bytes[reader.at] !== 0x3c) reader.fail('trailer dictionary expected')
  const trailer = reader.dictionary(0)
  gap(reader)
  reader.expect('startxref')
  reader.space()
  const startxref = reader.whole()
  demand(startxref === xref, 'malformed', 'startxref is not where the table is')
  gap(reader)
  for (const character of '%%EOF') if (bytes[reader.at++] !== character.charCodeAt(0)) reader.fail('%%EOF expected')
  if (bytes[reader.at] === 0x0d && bytes[reader.at + 1] === 0x0a) reader.at += 2
  else if (bytes[reader.at] === 0x0a) reader.at++
  return { from, to: reader.at, objects, trailer, startxref }
}

/** At most four bytes of white space: line ends, not a hiding place. */
function gap(reader: Reader): void {
  const from = reader.at
  reader.space()
  if (reader.at - from > 4) reader.fail('white space where nothing should be')
}

function readObject(reader: Reader): PdfValue {
  const value = reader.value()
  reader.space()
  if (typeof value === 'object' && value?.kind === 'dictionary' && reader.word('stream')) {
    const { bytes } = reader
    if (bytes[reader.at] === 0x0d) reader.at++
    if (bytes[reader.at] !== 0x0a) reader.fail('line end after "stream"')
    reader.at++
    const length = value.entries.get('Length')
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) reader.fail('stream length')
    const data = bytes.subarray(reader.at, reader.at + length)
    demand(data.length === length, 'malformed', 'stream longer than the file')
    reader.at += length
    gap(reader)
    reader.expect('endstream')
    gap(reader)
    reader.expect('endobj')
    demand(
      !value.entries.has('F') || typeof value.entries.get('F') === 'number',
      'unexpectedContent',
      'external stream',
    )
    return { kind: 'stream', entries: value.entries, data }
  }
  reader.expect('endobj')
  return value
}

/** The table must name every object of its section at its offset, and nothing else (ISO 32000-1 section 7.5.4). */
function checkTable(reader: Reader, objects: Section['objects']): void {
  const { bytes } = reader
  reader.expect('xref')
  gap(reader)
  const named = new Set<number>()
  do {
    const first = reader.whole()
    if (bytes[reader.at++] !== 0x20) reader.fail('table heading')
    const count = reader.whole()
    // A part without rows would be read again and again for nothing.
    demand(count > 0 && count <= objects.size + 1, 'malformed', 'table too long')
    while (bytes[reader.at] === 0x20) reader.at++
    if (bytes[reader.at] === 0x0d) reader.at++
    if (bytes[reader.at++] !== 0x0a) reader.fail('line end in the table')
    for (let i = 0; i < count; i++) {
      const row = String.fromCharCode(...bytes.subarray(reader.at, reader.at + 20))
      const number = first + i
      demand(!named.has(number), 'malformed', 'an object twice in the table')
      named.add(number)
      const match = /^(\d{10}) (\d{5}) ([nf])(?: \n| \r|\r\n)$/.exec(row)
      demand(match !== null, 'malformed', 'table row')
      if (number === 0) demand(match[3] === 'f' && match[2] === '65535', 'malformed', 'head of the free list')
      else {
        const object = objects.get(number)
        const right = match[3] === 'n' && match[2] === '00000' && object?.from === Number(match[1])
        demand(right, 'malformed', 'the table and the objects disagree')
      }
      reader.at += 20
    }
    gap(reader)
  } while (!isSpace(bytes[reader.at]) && bytes[reader.at] !== 0x74)
  for (const number of objects.keys()) demand(named.has(number), 'malformed', 'an object that the table leaves out')
}

/** Follows one reference; a reference to a reference or to nothing is refused. */
export function resolve(
  objects: ReadonlyMap<number, { readonly value: PdfValue }>,
  value: PdfValue | undefined,
): PdfValue {
  demand(value !== undefined, 'malformed', 'a value is missing')
  if (typeof value !== 'object' || value === null || value.kind !== 'ref') return value
  const target = objects.get(value.number)?.value
  const isRef = typeof target === 'object' && target !== null && target.kind === 'ref'
  demand(target !== undefined && !isRef, 'malformed', 'a reference to nothing')
  return target
}

/** The number that a reference names; anything else is refused. */
export function numberOf(value: PdfValue | undefined, what: string): number {
  const isRef = typeof value === 'object' && value !== null && value.kind === 'ref'
  demand(isRef, 'malformed', `${what} is no reference`)
  return value.number
}
