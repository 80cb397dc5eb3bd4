/** DocumentReference (R4): metadata, and text where there is text; a file is read at home or at the desk. */
import * as v from 'valibot'
import { languageTag } from '../../language.ts'
import { leftOut, lineOf, type Around, type Detail, type Read } from '../read/line.ts'
import { textOf } from '../read/attachment-text.ts'
import { labelsIn } from '../read/labels.ts'
import { momentInWords, orderOf } from '../read/moments.ts'
import { isPatient, sourceOf, timeOr } from '../read/people.ts'
import { Attachment, Concept, type Coding, Reference, type Resource, resourceParts } from '../read/shapes.ts'
import { codesOf, isLoinc } from '../read/systems.ts'
import { clean, firstWords, nameInNarrative } from '../read/words-of.ts'
import { notes, states } from '../words/labels.ts'
import { detail } from './medicine.ts'

export const DocumentReference = v.looseObject({
  resourceType: v.literal('DocumentReference'),
  ...resourceParts,
  status: v.string(),
  docStatus: v.optional(v.string()),
  type: v.optional(Concept),
  category: v.optional(v.array(Concept)),
  subject: v.optional(Reference),
  date: v.optional(v.string()),
  author: v.optional(v.array(Reference)),
  authenticator: v.optional(Reference),
  custodian: v.optional(Reference),
  relatesTo: v.optional(v.array(v.looseObject({ code: v.string(), target: Reference }))),
  description: v.optional(v.string()),
  securityLabel: v.optional(v.array(Concept)),
  content: v.array(v.looseObject({ attachment: Attachment, modifierExtension: v.optional(v.array(v.unknown())) })),
})
/** What of it is read. */
export const documentKeys: readonly string[] = Object.keys(DocumentReference.entries)
export type DocumentReference = v.InferOutput<typeof DocumentReference>

/** LOINC 69730-0, "Instructions": a leaflet that the patient was given; or the hospital's own code `leaflet`. */
function isLeafletCode(codings: readonly Coding[]): boolean {
  return codesOf(codings, isLoinc).includes('69730-0') || codings.some(({ code }) => code === 'leaflet')
}

export function readDocument(resource: Resource, around: Around): Read {
  const parsed = v.safeParse(DocumentReference, resource)
  if (!parsed.success || hasModifier(parsed.output)) return leftOut('unreadable')
  const one = parsed.output
  if (one.status === 'entered-in-error' || one.docStatus === 'entered-in-error') return leftOut('error')
  if (!isPatient(one.subject, around)) return leftOut('otherPatient')
  if (one.status !== 'current' && one.status !== 'superseded') return leftOut('unreadable')
  // A newer one that replaces it says as much as its own status.
  const newer = around.replacedBy.get(`DocumentReference/${one.id ?? ''}`)
  const replaced = one.status === 'superseded' || newer !== undefined
  const { language } = around
  const state = stateOf(one, replaced)
  if (state === null) return leftOut('unreadable')
  const codes = [one.type, ...(one.category ?? [])].flatMap((concept) => concept?.coding ?? [])
  const isLeaflet = isLeafletCode(codes)
  const subject = isLeaflet ? 'leaflets' : 'documents'
  const attachments = inLanguage(
    one.content.map(({ attachment }) => attachment),
    around,
  )
  const title = titleOf(one, around)
  return {
    line: lineOf(
      {
        subject,
        group: replaced ? 'replaced' : state === 'preliminary' && !isLeaflet ? 'notFinal' : 'current',
        title,
        state: state === 'final' ? null : states[state][language],
        source: sourceOf([...(one.author ?? []), one.authenticator, one.custodian], one, around),
        order: orderOf(one.date),
      },
      {
        time: () => timeOr(momentInWords(one.date, language), language),
        details: () => [
          ...detail('replacedBy', newer, around),
          ...attachments.flatMap((attachment) => textDetails(attachment, around)),
        ],
      },
      language,
    ),
  }
}

/** Of several files the title of the one whose text is shown. */
export function titleOf(one: DocumentReference, { language }: Pick<Around, 'language'>): string {
  const files = one.content.map(({ attachment }) => attachment)
  const titles = [...inLanguage(files, { language }), ...files].flatMap(({ title }) => clean(title) ?? [])
  return (
    clean(one.description) ??
    titles[0] ??
    firstWords([one.type, ...(one.category ?? [])], language, one) ??
    nameInNarrative(one) ??
    notes.letter[language]
  )
}

function hasModifier({ modifierExtension, content }: DocumentReference): boolean {
  return [modifierExtension, ...content.map((one) => one.modifierExtension)].some((list) => (list ?? []).length > 0)
}

function stateOf(
  { docStatus }: DocumentReference,
  replaced: boolean,
): 'final' | 'superseded' | 'preliminary' | 'amended' | null {
  if (replaced) return 'superseded'
  switch (docStatus) {
    case undefined:
    case 'final':
      return 'final'
    case 'preliminary':
    case 'amended':
      return docStatus
    default:
      return null
  }
}

/** The same text in several languages stands there once for each: the one shown, else those without a language, else all. */
export function inLanguage(all: readonly Attachment[], { language }: Pick<Around, 'language'>): readonly Attachment[] {
  const of = (attachment: Attachment) => attachment.language?.toLowerCase().split('-')[0]
  const own = all.filter((attachment) => of(attachment) === languageTag[language])
  const neutral = all.filter((attachment) => of(attachment) === undefined)
  return own.length > 0 ? [...own, ...neutral] : neutral.length > 0 ? neutral : all
}

/** Mark that the gateway leaves where it cut a text or took a file out. */
export const cutExtension = 'https://balie.example/fhir/StructureDefinition/cut'

export function textDetails(attachment: Attachment, { language }: Around): readonly Detail[] {
  const text = textOf(attachment)
  const extensions: unknown = attachment['extension']
  const cut = Array.isArray(extensions) && JSON.stringify(extensions).includes(cutExtension)
  if (text === null) return [{ label: null, text: notes.readElsewhere[language] }]
  return [{ label: null, text }, ...(cut ? [{ label: null, text: notes.textCut[language] }] : [])]
}

const Labelled = v.looseObject({ securityLabel: v.optional(v.array(Concept)) })

/** Labels of the document itself, beside those of its `meta`. */
export function documentLabels(resource: Resource): readonly Coding[] {
  if (resource['securityLabel'] === undefined) return []
  const parsed = v.safeParse(Labelled, resource)
  return parsed.success ? labelsIn(parsed.output.securityLabel ?? []) : []
}
