/**
 * The kinds of forgery that once went through, each with its siblings: what an honest update or an honest seal carries,
 * with one thing more, less or different. Every update here brings real evidence, so that nothing but the trick is wrong.
 */
import { createHash } from 'node:crypto'
import { listOf, makeTrainingCa, type TrainingCa } from '../training-ca.ts'
import { type Forgery, latin, put, stream, type Target, type Update, withUpdate } from './tools.ts'

/** An update that adds a certificate, and whatever else is given. */
export function withEvidence(open: Target, ca: Pick<TrainingCa, 'root'>, objects: Update['objects'] = {}): Uint8Array {
  const number = open.size + 20
  const catalog = objects[open.sealed.catalog] ?? open.object(open.sealed.catalog)
  return withUpdate(open, {
    objects: {
      ...objects,
      [open.sealed.catalog]: put(catalog, 'DSS', `<< /Certs [${String(number)} 0 R] >>`),
      [number]: stream(latin(ca.root)),
    },
  })
}

/** An update that writes the metadata anew. */
export function withMetadata(open: Target, ca: Pick<TrainingCa, 'root'>, change: (xml: string) => string): Uint8Array {
  const xml = /stream\n([\s\S]*)\nendstream/.exec(open.object(open.sealed.metadata))?.[1] ?? ''
  return withEvidence(open, ca, { [open.sealed.metadata]: stream(change(xml), '/Type /Metadata\n/Subtype /XML\n') })
}

/** Spellings of the same packet that say the same. */
export const honestMetadata: Readonly<Record<string, (xml: string) => string>> = {
  'as it was': (xml) => xml,
  'written later': (xml) => xml.replace(/(<xmp:ModifyDate>)[^<]*/, '$12026-11-23T15:03:07Z'),
  'other prefixes': (xml) => xml.replaceAll('pdfaid:', 'p:').replaceAll('xmlns:pdfaid', 'xmlns:p').replaceAll('dc:', 'd:').replaceAll('xmlns:dc', 'xmlns:d'),
  'attributes for elements': (xml) => xml.replace('<pdfaid:part>3</pdfaid:part>', '').replace('rdf:about=""', 'rdf:about="" pdfaid:part="3"'),
} // prettier-ignore

const say = 'Ingetrokken'
/** Each changes what a reader shows of the file. */
export const metadataTricks: Readonly<Record<string, (xml: string) => string>> = {
  'another title': (xml) => xml.replace(/(x-default">)[^<]*/, `$1${say}`),
  'title under another prefix as well': (xml) => xml.replace('</rdf:Description>', `<t:title xmlns:t="http://purl.org/dc/elements/1.1/"><rdf:Alt><rdf:li xml:lang="nl">${say}</rdf:li></rdf:Alt></t:title></rdf:Description>`),
  'title in another language first': (xml) => xml.replace('<dc:title><rdf:Alt>', `<dc:title><rdf:Alt><rdf:li xml:lang="nl">${say}</rdf:li>`),
  'title in another language only': (xml) => xml.replace('xml:lang="x-default"', 'xml:lang="en"'),
  'title as a bag': (xml) => xml.replace('<dc:title><rdf:Alt>', '<dc:title><rdf:Bag>').replace('</rdf:Alt></dc:title>', '</rdf:Bag></dc:title>'),
  'title as an attribute too': (xml) => xml.replace('rdf:about=""', `rdf:about="" dc:title="${say}"`),
  'pdfaid bound to something else': (xml) => xml.replace('http://www.aiim.org/pdfa/ns/id/', 'http://example.org/'),
  'pdfaid bound anew on the element': (xml) => xml.replace('<pdfaid:part>', '<pdfaid:part xmlns:pdfaid="http://example.org/">'),
  'dc bound to something else': (xml) => xml.replace('http://purl.org/dc/elements/1.1/', 'http://purl.org/dc/elements/1.0/'),
  'another part of PDF/A': (xml) => xml.replace('<pdfaid:part>3', '<pdfaid:part>1'),
  'another conformance': (xml) => xml.replace('<pdfaid:conformance>A', '<pdfaid:conformance>B'),
  'no PDF/UA': (xml) => xml.replace('<pdfuaid:part>1</pdfuaid:part>', ''),
  'text inside a property': (xml) => xml.replace('<dc:creator><rdf:Seq>', `<dc:creator>${say}<rdf:Seq>`),
  'text between properties': (xml) => xml.replace('</dc:creator>', `</dc:creator>${say}`),
  'language on the root': (xml) => xml.replace('<rdf:RDF ', '<rdf:RDF xml:lang="de" '),
  'language on a description': (xml) => xml.replace('rdf:about=""', 'rdf:about="" xml:lang="de"'),
  'about something else': (xml) => xml.replace('rdf:about=""', 'rdf:about="uuid:1"'),
  'another parse type': (xml) => xml.replace('<dc:creator>', '<dc:creator rdf:parseType="Literal">'),
  'a second description': (xml) => xml.replace('</rdf:RDF>', `<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:rights>${say}</dc:rights></rdf:Description></rdf:RDF>`),
  'a second RDF': (xml) => xml.replace('</rdf:RDF>', '</rdf:RDF><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'),
  'another creator': (xml) => xml.replace(/(<dc:creator><rdf:Seq><rdf:li>)[^<]*/, `$1${say}`),
  'one more creator': (xml) => xml.replace('</rdf:Seq></dc:creator>', `<rdf:li>${say}</rdf:li></rdf:Seq></dc:creator>`),
  'another subject': (xml) => xml.replace(/(<dc:description><rdf:Alt><rdf:li xml:lang="x-default">)[^<]*/, `$1${say}`),
  'a producer with a message': (xml) => xml.replace(/(<pdf:Producer>)[^<]*/, `$1Deze verklaring is ingetrokken`),
  'a date with a message': (xml) => xml.replace(/(<xmp:ModifyDate>)[^<]*/, `$1ingetrokken`),
  'a date from before the seal': (xml) => xml.replace(/(<xmp:ModifyDate>)[^<]*/, '$12001-01-01T00:00:00Z'),
  'a date that will never come': (xml) => xml.replace(/(<xmp:ModifyDate>)[^<]*/, '$19999-01-01T00:00:00Z'),
  'a date that no calendar has': (xml) => xml.replace(/(<xmp:ModifyDate>)[^<]*/, '$12026-11-31T00:00:00Z'),
  'a toolkit with a message': (xml) => xml.replace('<x:xmpmeta ', '<x:xmpmeta x:xmptk="Deze verklaring is ingetrokken" '),
  'a creation date of its own': (xml) => xml.replace(/(<xmp:CreateDate>)[^<]*/, '$12001-01-01T00:00:00Z'),
  'an extension schema of its own': (xml) => xml.replace('PDF/UA identification schema', say),
  'a comment': (xml) => xml.replace('<dc:creator>', '<!-- x --><dc:creator>'),
  'a marked section': (xml) => xml.replace('<dc:creator>', '<![CDATA[x]]><dc:creator>'),
  'an entity': (xml) => xml.replace('<?xpacket begin', '<!DOCTYPE x [<!ENTITY e "e">]><?xpacket begin'),
  'a style sheet': (xml) => xml.replace('<x:xmpmeta', '<?xml-stylesheet href="x"?><x:xmpmeta'),
  'something behind': (xml) => `${xml}<x/>`,
  'nothing': () => '',
} // prettier-ignore

/** Forged updates that are not about metadata; each with evidence, `stamped` with an honest document time stamp. */
export function updateKinds(open: Target, ca: Pick<TrainingCa, 'root'>): readonly Forgery[] {
  const stranger = makeTrainingCa({ name: 'Deze verklaring is ingetrokken' })
  const { sealed, object } = open
  const catalog = (key: string, value: string): Update['objects'] => ({ [sealed.catalog]: put(object(sealed.catalog), key, value) }) // prettier-ignore
  const info = (key: string, value: string): Update['objects'] => ({ [sealed.info]: put(object(sealed.info), key, value) }) // prettier-ignore
  const cases: Readonly<Record<string, Update['objects']>> = {
    'Info: a producer with a message': info('Producer', '(Deze verklaring is ingetrokken)'),
    'Info: a date with a message': info('ModDate', '(ingetrokken)'),
    'Info: a date from before the seal': info('ModDate', '(D:20010101000000Z)'),
    'Info: a date that will never come': info('ModDate', '(D:99990101000000Z)'),
    'Info: another title': info('Title', '(Ingetrokken)'),
    'Info: a key of its own': info('Keywords', '(ingetrokken)'),
    'extension: a name with a message': catalog('Extensions', '<< /ADBE << /BaseVersion /Ingetrokken /ExtensionLevel 8 >> >>'), // prettier-ignore
    'extension: a type of its own': catalog('Extensions', '<< /ADBE << /Type /Ingetrokken /BaseVersion /1.7 /ExtensionLevel 8 >> >>'), // prettier-ignore
    'extension: another developer': catalog('Extensions', '<< /EVIL << /BaseVersion /1.7 /ExtensionLevel 8 >> >>'),
  }
  const made = Object.entries(cases).map(([name, objects]) => ({
    name: `update: ${name}`,
    bytes: withEvidence(open, ca, objects),
  }))
  const dss = (text: string): Update['objects'] => ({ [sealed.catalog]: put(object(sealed.catalog), 'DSS', text), [open.size]: stream(latin(ca.root)) }) // prettier-ignore
  const named = `/Certs [${String(open.size)} 0 R]`
  const vri = 'A'.repeat(40)
  const plain: Readonly<Record<string, Update>> = {
    'DSS: a type of its own': { objects: dss(`<< ${named} /Type /Ingetrokken >>`) },
    'DSS: VRI with a message for a time': { objects: dss(`<< ${named} /VRI << /${vri} << /TU (ingetrokken) >> >> >>`) },
    'DSS: VRI about no signature of the file': {
      objects: dss(`<< ${named} /VRI << /${vri} << /Cert [${String(open.size)} 0 R] >> >> >>`),
    },
    'DSS: the same certificate twice': {
      objects: dss(`<< /Certs [${String(open.size)} 0 R ${String(open.size)} 0 R] >>`),
    },
    'DSS: junk for an OCSP answer': {
      objects: {
        ...dss(`<< ${named} /OCSPs [${String(open.size + 1)} 0 R] >>`),
        [open.size + 1]: stream('0\x03\x0a\x01\x06'),
      },
    },
    'DSS: nothing but a stranger’s certificate': {
      objects: { ...dss(`<< ${named} >>`), [open.size]: stream(latin(stranger.root)) },
    },
    'DSS: nothing but a stranger who calls himself the hospital': {
      objects: { ...dss(`<< ${named} >>`), [open.size]: stream(latin(makeTrainingCa().root)) },
    },
    'DSS: nothing but a stranger’s list': {
      objects: { ...dss(`<< /CRLs [${String(open.size)} 0 R] >>`), [open.size]: stream(latin(listOf(stranger))) },
    },
    'empty: nothing at all': { objects: {} },
    'empty: the catalog as it was': { objects: { [sealed.catalog]: object(sealed.catalog) } },
    'empty: an empty DSS': { objects: { [sealed.catalog]: put(object(sealed.catalog), 'DSS', '<< >>') } },
    'empty: a DSS of empty lists': { objects: { [sealed.catalog]: put(object(sealed.catalog), 'DSS', '<< /Certs [] /CRLs [] >>') } }, // prettier-ignore
    'empty: a date': { objects: { [sealed.info]: put(object(sealed.info), 'ModDate', '(D:20270101000000Z)') } },
    'trailer: an identifier with a message': { objects: dss(`<< ${named} >>`), trailer: { ID: '[<00> (ingetrokken) (x)]' } }, // prettier-ignore
  }
  return [
    ...made,
    ...Object.entries(plain).map(([name, update]) => ({ name: `update: ${name}`, bytes: withUpdate(open, update) })),
  ]
}

const room = 10_000
const range = '/ByteRange [0 1111111111 1111111111 1111111111]'

export interface Stamped {
  /** Entries of the field besides `/P` and `/V`. */
  readonly field?: string
  /** Entries of the time stamp's dictionary besides its range and contents. */
  readonly stamp?: string
}

/** What a library writes. */
export const honestField = '/FT /Sig /T (Timestamp_1) /Type /Annot /Subtype /Widget /F 132 /Rect [0 0 0 0]'
export const honestStamp = '/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161'

/** An update with a document time stamp that its authority really gave over exactly these bytes. */
export async function withStamp(
  open: Target,
  stamp: (imprint: Uint8Array) => Promise<Uint8Array | null>,
  { field = honestField, stamp: entries = honestStamp }: Stamped = {},
): Promise<Uint8Array> {
  const { sealed, object, size } = open
  const [a, b] = [String(size), String(size + 1)]
  const bytes = withUpdate(open, {
    objects: {
      [sealed.form]: put(object(sealed.form), 'Fields', `[${String(sealed.field)} 0 R ${a} 0 R]`),
      [size]: `<< ${field} /P ${String(sealed.page)} 0 R /V ${b} 0 R >>`,
      [size + 1]: `<< ${entries} ${range} /Contents <${'0'.repeat(2 * room)}> >>`,
    },
  })
  const text = latin(bytes)
  const from = text.lastIndexOf(`<${'0'.repeat(2 * room)}>`)
  const to = from + 2 * room + 2
  const ranged = text.replace(range, `/ByteRange [0 ${String(from)} ${String(to)} ${String(text.length - to)}]`.padEnd(range.length)) // prettier-ignore
  const covered = Buffer.concat([Buffer.from(ranged.slice(0, from), 'latin1'), Buffer.from(ranged.slice(to), 'latin1')])
  const token = await stamp(createHash('sha256').update(covered).digest())
  if (token === null) throw new Error('no token')
  const contents = Buffer.from(token)
    .toString('hex')
    .toUpperCase()
    .padEnd(2 * room, '0')
  return new Uint8Array(Buffer.from(`${ranged.slice(0, from + 1)}${contents}${ranged.slice(to - 1)}`, 'latin1'))
}

/** Fields and dictionaries of a time stamp that say more than that it is one. */
export const stampTricks: Readonly<Record<string, Stamped>> = {
  'a spoken name': { field: `${honestField} /TU (Deze verklaring is ingetrokken)` },
  'a name with a message': { field: honestField.replace('Timestamp_1', 'Deze verklaring is ingetrokken') },
  'a name that goes on': { field: honestField.replace('Timestamp_1', 'Timestamp ingetrokken') },
  'a name as UTF-16': { field: honestField.replace('(Timestamp_1)', '<FEFF0049006E0067>') },
  'the seal’s name': { field: honestField.replace('Timestamp_1', 'Seal') },
  'odd flags': { field: honestField.replace('/F 132', '/F 999') },
  'flags that are no number': { field: honestField.replace('/F 132', '/F (ingetrokken)') },
  'a type of its own': { field: honestField.replace('/Type /Annot', '/Type /Ingetrokken') },
  'contents of an annotation': { field: `${honestField} /Contents (ingetrokken)` },
  'an appearance state': { field: `${honestField} /AS /Ingetrokken` },
  'a mapping name': { field: `${honestField} /TM (ingetrokken)` },
  'a size': { field: honestField.replace('[0 0 0 0]', '[0 0 400 400]') },
  'a reason': { stamp: `${honestStamp} /Reason (ingetrokken)` },
  'a signer’s name': { stamp: `${honestStamp} /Name (Iemand anders)` },
  'a place': { stamp: `${honestStamp} /Location (ingetrokken)` },
  'a time with a message': { stamp: `${honestStamp} /M (ingetrokken)` },
  'a filter with a message': { stamp: honestStamp.replace('/Adobe.PPKLite', '/Ingetrokken') },
  'a version of its own': { stamp: `${honestStamp} /V (ingetrokken)` },
} // prettier-ignore
