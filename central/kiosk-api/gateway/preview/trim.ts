/**
 * What leaves the central of a resource for the preview: the elements that the dossier reads, text up to a limit, no
 * file, and nobody else's name. What a group appointment or a message says of others is cut here and not at the screen.
 */
import { Buffer } from 'node:buffer'
import * as v from 'valibot'
import { previewKeys } from '../../../../domain/dossier/keys.ts'
import { cutExtension } from '../../../../domain/dossier/kinds/document.ts'
import { readableTypes, mediaTypeOf, textOf } from '../../../../domain/dossier/read/attachment-text.ts'
import { typeOf } from '../../../../domain/dossier/read/people.ts'
import { Attachment, Reference } from '../../../../domain/dossier/read/shapes.ts'
import { nameInNarrative } from '../../../../domain/dossier/read/words-of.ts'

/** Longest text of one attachment or message, in characters: some twenty screens. */
const longestText = 20_000
/** Base64 characters of an attachment that is looked into at all; a longer one is read at home. */
const longestData = 400_000
/** Types of which another's name, number or address is nobody's business. */
const persons: ReadonlySet<string> = new Set(['Patient', 'RelatedPerson', 'Person', 'Group'])

type Json = Readonly<Record<string, unknown>>

/** `isPatient` tells whether a reference names whoever looks. */
export function trimmed(resource: object, isPatient: (reference: unknown) => boolean): Json {
  const all: Json = { ...resource }
  const keys = previewKeys[String(all['resourceType'])] ?? []
  const own = Object.fromEntries(keys.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]]])))
  const { text: _text, contained, meta, participant, recipient, ...rest } = own
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, cut(value, isPatient)])),
    ...narrative(all),
    ...(meta === undefined ? {} : { meta: security(meta) }),
    ...(Array.isArray(contained) ? { contained: contained.flatMap((one: unknown) => inside(one, isPatient)) } : {}),
    ...(Array.isArray(participant)
      ? {
          participant: cut(
            participant.filter((one) => isShown(one, 'actor', isPatient)),
            isPatient,
          ),
        }
      : {}),
    ...(Array.isArray(recipient) ? { recipient: recipient.filter((one) => isPatient(one)) } : {}),
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
function inside(one: unknown, isPatient: (reference: unknown) => boolean): readonly Json[] {
  if (typeof one !== 'object' || one === null || !('resourceType' in one)) return []
  const type = String(one.resourceType)
  return persons.has(type) || previewKeys[type] === undefined ? [] : [trimmed(one, isPatient)]
}

/** A participant who is the patient, a care giver or a place: not another patient, not somebody's relative. */
function isShown(one: unknown, key: string, isPatient: (reference: unknown) => boolean): boolean {
  if (typeof one !== 'object' || one === null) return true
  const actor: unknown = key in one ? Object.entries(one).find(([name]) => name === key)?.[1] : undefined
  return actor === undefined || isPatient(actor) || !isPerson(actor)
}

function isPerson(reference: unknown): boolean {
  const parsed = v.safeParse(Reference, reference)
  if (!parsed.success) return true
  const type = typeOf(parsed.output)
  // Without an address nobody knows who it is: a name alone may be another patient's.
  return type === null ? parsed.output.identifier !== undefined : persons.has(type)
}

/** Attachments lose their file, references to others their name and number; texts end at the limit. */
function cut(value: unknown, isPatient: (reference: unknown) => boolean): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)} …` : value
  if (Array.isArray(value)) return value.map((part: unknown) => cut(part, isPatient))
  if (typeof value !== 'object' || value === null) return value
  if (isReference(value) && !isPatient(value) && isPerson(value)) return { type: 'Person' }
  const parts = Object.entries(value).map(([key, part]: readonly [string, unknown]) => [
    key,
    key === 'attachment' || key === 'contentAttachment' ? attachment(part) : cut(part, isPatient),
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
