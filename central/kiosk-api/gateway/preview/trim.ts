/**
 * What leaves the central of a resource for the preview: the elements that the dossier reads, text up to a limit, no
 * file, and nobody else's name. What a group appointment or a message says of others is cut here and not at the screen.
 */
import { Buffer } from 'node:buffer'
import * as v from 'valibot'
import { previewKeys } from '../../../../domain/dossier/keys.ts'
import { cutExtension } from '../../../../domain/dossier/kinds/document.ts'
import { readableTypes, mediaTypeOf, textOf } from '../../../../domain/dossier/read/attachment-text.ts'
import { isBsn, typeOf } from '../../../../domain/dossier/read/people.ts'
import { Attachment, Coding, Reference } from '../../../../domain/dossier/read/shapes.ts'
import { nameInNarrative } from '../../../../domain/dossier/read/words-of.ts'

/** Longest text of one attachment or message, in characters: some twenty screens. */
const longestText = 20_000
/** Base64 characters of an attachment that is looked into at all; a longer one is read at home. */
const longestData = 400_000
/** Types of which another's name, number or address is nobody's business. */
const persons: ReadonlySet<string> = new Set(['Patient', 'RelatedPerson', 'Person', 'Group'])
/** Types of who gives care, and where: what takes part in an appointment and may be named. */
const care: ReadonlySet<string> = new Set([
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'HealthcareService',
  'Device',
])
/** Roles of care givers, places and devices (HL7 v3 ParticipationType, the value set of Appointment.participant.type). */
const careRoles: ReadonlySet<string> = new Set(
  ['ADM', 'ATND', 'CALLBCK', 'CON', 'DEV', 'DIS', 'DIST', 'LOC', 'PPRF', 'PRF', 'REF', 'SPRF'].map(
    (code) => `http://terminology.hl7.org/CodeSystem/v3-ParticipationType ${code}`,
  ),
)

type Json = Readonly<Record<string, unknown>>

/** For whom is cut, and what lies inside the resource, by id: a reference to that says its type only there. */
interface Within {
  readonly isPatient: (reference: unknown) => boolean
  readonly inside: ReadonlyMap<string, string>
}

/** `isPatient` tells whether a reference names whoever looks. */
export function trimmed(resource: object, isPatient: (reference: unknown) => boolean): Json {
  return trimmedWithin(resource, { isPatient, inside: typesInside(resource) })
}

function typesInside(resource: object): ReadonlyMap<string, string> {
  const parsed = v.safeParse(
    v.looseObject({ contained: v.array(v.looseObject({ resourceType: v.string(), id: v.string() })) }),
    resource,
  )
  const contained = parsed.success ? parsed.output.contained : []
  return new Map(contained.map(({ id, resourceType }) => [`#${id.replace(/^#/, '')}`, resourceType]))
}

function trimmedWithin(resource: object, within: Within): Json {
  const { isPatient } = within
  const all: Json = { ...resource }
  const keys = previewKeys[String(all['resourceType'])] ?? []
  const own = Object.fromEntries(keys.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]]])))
  const { text: _text, contained, meta, participant, recipient, sender, ...rest } = own
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, cut(value, within)])),
    ...narrative(all),
    ...(meta === undefined ? {} : { meta: security(meta) }),
    ...(Array.isArray(contained) ? { contained: contained.flatMap((one: unknown) => inside(one, within)) } : {}),
    ...(Array.isArray(participant) ? { participant: participant.flatMap((one: unknown) => taking(one, within)) } : {}),
    ...(Array.isArray(recipient) ? { recipient: recipient.filter((one) => isPatient(one)) } : {}),
    // Another patient may have written it: who is not surely of the care is not named.
    ...(sender === undefined
      ? {}
      : { sender: isPatient(sender) || isCare(sender, within) ? sender : { type: 'Person' } }),
  }
}

/** Only as long as a name: more of it nobody reads here. */
function narrative(resource: Json): Json {
  const parsed = v.safeParse(
    v.looseObject({ text: v.looseObject({ status: v.optional(v.string()), div: v.string() }) }),
    resource,
  )
  const name = parsed.success ? nameInNarrative(parsed.output) : null
  return name === null
    ? {}
    : { text: { status: 'generated', div: name.replaceAll('&', '&amp;').replaceAll('<', '&lt;') } }
}

function security(meta: unknown): Json {
  return typeof meta === 'object' && meta !== null && 'security' in meta ? { security: meta.security } : {}
}

/** Medicines, people and places inside a resource, by what they are called. */
function inside(one: unknown, within: Within): readonly Json[] {
  if (typeof one !== 'object' || one === null || !('resourceType' in one)) return []
  const type = String(one.resourceType)
  return persons.has(type) || previewKeys[type] === undefined ? [] : [trimmedWithin(one, within)]
}

const Participant = v.looseObject({
  type: v.optional(v.array(v.looseObject({ coding: v.optional(v.array(Coding)) }))),
  actor: v.optional(Reference),
})

/** The participant, when it is the patient, a care giver or a place: whoever else it may be is not named. */
function taking(one: unknown, within: Within): readonly unknown[] {
  const parsed = v.safeParse(Participant, one)
  if (!parsed.success) return []
  const { actor, type } = parsed.output
  if (actor === undefined || within.isPatient(actor) || isCare(actor, within)) return [cut(one, within)]
  const isInRole = (type ?? []).some(({ coding }) =>
    (coding ?? []).some(({ system = '', code = '' }) => careRoles.has(`${system} ${code}`)),
  )
  // By role only who has no type at all; a number may be anybody's, and nobody reads it here.
  if (!isInRole || typesOf(actor, within).length > 0 || isBsn(actor.identifier?.system)) return []
  const { identifier: _identifier, ...named } = actor
  return [cut({ ...parsed.output, actor: named }, within)]
}

/** Every type that a reference says it has: in words, in its address and by what it means inside the resource. */
function typesOf({ type, reference, display: _display }: Reference, { inside: types }: Within): readonly string[] {
  const found = [type ?? null, typeOf({ reference }), reference === undefined ? null : (types.get(reference) ?? null)]
  return found.filter((one) => one !== null)
}

function isCare(reference: unknown, within: Within): boolean {
  const parsed = v.safeParse(Reference, reference)
  if (!parsed.success) return false
  const types = typesOf(parsed.output, within)
  return types.length > 0 && types.every((type) => care.has(type))
}

function isPerson(reference: unknown, within: Within): boolean {
  const parsed = v.safeParse(Reference, reference)
  if (!parsed.success) return true
  const types = typesOf(parsed.output, within)
  // Without an address nobody knows who it is: a name alone may be another patient's.
  return types.length === 0 ? parsed.output.identifier !== undefined : types.some((type) => persons.has(type))
}

/** Attachments lose their file, references to others their name and number; texts end at the limit. */
function cut(value: unknown, within: Within): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)} …` : value
  if (Array.isArray(value)) return value.map((part: unknown) => cut(part, within))
  if (typeof value !== 'object' || value === null) return value
  if (isReference(value) && !within.isPatient(value) && isPerson(value, within)) return { type: 'Person' }
  const parts = Object.entries(value).map(([key, part]: readonly [string, unknown]) => [
    key,
    key === 'attachment' || key === 'contentAttachment' ? attachment(part) : cut(part, within),
  ])
  return Object.fromEntries(parts)
}

function isReference(value: object): boolean {
  const known = ['reference', 'type', 'identifier', 'display', 'id', 'extension']
  const keys = Object.keys(value)
  if (!keys.every((key) => known.includes(key))) return false
  return (
    'reference' in value ||
    ('identifier' in value && typeof value.identifier === 'object' && !Array.isArray(value.identifier))
  )
}

/** Metadata, and text of a readable type as plain UTF-8 when it is longer than a screen needs. */
function attachment(value: unknown): unknown {
  const parsed = v.safeParse(Attachment, value)
  if (!parsed.success) return {}
  const { contentType, language, title, size, data } = parsed.output
  const about = {
    ...(contentType === undefined ? {} : { contentType }),
    ...(language === undefined ? {} : { language }),
    ...(title === undefined ? {} : { title: title.slice(0, 500) }),
    ...(size === undefined ? {} : { size }),
  }
  if (data === undefined || data.length > longestData || !readableTypes.has(mediaTypeOf(contentType).type)) return about
  const text = textOf(parsed.output)
  if (text === null) return about
  const short = [...text].slice(0, longestText).join('')
  return {
    ...about,
    contentType: 'text/plain; charset=utf-8',
    data: Buffer.from(short, 'utf8').toString('base64'),
    ...(short.length < text.length ? { extension: [{ url: cutExtension, valueBoolean: true }] } : {}),
  }
}
