/** AllergyIntolerance (R4): what is so, what is not certain, what is over, and "no allergies known" as a sentence. */
import * as v from 'valibot'
import { leftOut, lineOf, type Around, type Detail, type GroupName, type Read } from '../read/line.ts'
import { momentInWords, orderOf, periodInWords } from '../read/moments.ts'
import { isPatient, sourceOf, timeOr } from '../read/people.ts'
import { quantityInWords, rangeInWords } from '../read/quantities.ts'
import { put } from '../read/timing.ts'
import {
  Annotation,
  Concept,
  Extension,
  Period,
  Quantity,
  Range,
  Reference,
  type Resource,
  resourceParts,
} from '../read/shapes.ts'
import { allWords, clean, nameInNarrative, namesNothing, wordsOf } from '../read/words-of.ts'
import { allergyCodes, notes, states } from '../words/labels.ts'
import { detail, remarks } from './medicine.ts'

const Reaction = v.looseObject({
  substance: v.optional(Concept),
  manifestation: v.optional(v.array(Concept)),
  description: v.optional(v.string()),
  onset: v.optional(v.string()),
  severity: v.optional(v.string()),
  exposureRoute: v.optional(Concept),
  modifierExtension: v.optional(v.array(v.unknown())),
})
const AllergyIntolerance = v.looseObject({
  resourceType: v.literal('AllergyIntolerance'),
  ...resourceParts,
  clinicalStatus: v.optional(Concept),
  verificationStatus: v.optional(Concept),
  type: v.optional(v.string()),
  category: v.optional(v.array(v.string())),
  criticality: v.optional(v.string()),
  code: v.optional(Concept),
  patient: Reference,
  onsetDateTime: v.optional(v.string()),
  onsetAge: v.optional(Quantity),
  onsetPeriod: v.optional(Period),
  onsetRange: v.optional(Range),
  onsetString: v.optional(v.string()),
  recordedDate: v.optional(v.string()),
  recorder: v.optional(Reference),
  asserter: v.optional(Reference),
  lastOccurrence: v.optional(v.string()),
  reaction: v.optional(v.array(Reaction)),
  note: v.optional(v.array(Annotation)),
})
/** What of it is read. */
export const allergyKeys: readonly string[] = Object.keys(AllergyIntolerance.entries)
type AllergyIntolerance = v.InferOutput<typeof AllergyIntolerance>

/** SNOMED CT 716186003 and its older spelling: no known allergy at all. */
const noneAtAll: ReadonlySet<string> = new Set(['716186003', '160244002'])
/**
 * No known allergy of one kind, by SNOMED CT and the International Patient Summary (absent-unknown-uv-ips): drug, food,
 * environment; `other` (insect, latex, animal, …) is contradicted by every allergy.
 */
const noneOfKind: ReadonlyMap<string, 'medication' | 'food' | 'environment' | 'other'> = new Map([
  ['409137002', 'medication'],
  ['no-known-medication-allergies', 'medication'],
  ['429625007', 'food'],
  ['no-known-food-allergies', 'food'],
  ['428607008', 'environment'],
  ['no-known-environmental-allergies', 'environment'],
  ['428197003', 'other'],
  ['1003774007', 'other'],
  ['716184000', 'other'],
  ['716185004', 'other'],
  ['716220001', 'other'],
  ['787481004', 'other'],
  ['787482006', 'other'],
])
const exposureRisk = 'http://hl7.org/fhir/StructureDefinition/allergyintolerance-substanceExposureRisk'

export function readAllergy(resource: Resource, around: Around): Read {
  const parsed = v.safeParse(AllergyIntolerance, resource)
  if (!parsed.success || hasModifier(parsed.output)) return leftOut('unreadable')
  const one = parsed.output
  const verified = codeOf(one.verificationStatus)
  if (verified === 'entered-in-error' || verified === 'refuted') return leftOut('error')
  if (!isPatient(one.patient, around)) return leftOut('otherPatient')
  const { language } = around
  const substance = one.reaction?.find((reaction) => reaction.substance !== undefined)?.substance
  const name = wordsOf(one.code, language, one) ?? wordsOf(substance, language, one) ?? nameInNarrative(one)
  const none = noneKnown(one, name, around)
  const stands = standing(codeOf(one.clinicalStatus), verified)
  // What was once not known is no news: only today's "none" may be said.
  if (none !== null && stands.group !== 'present') return leftOut('contradicted')
  if (none === null && (name === null || namesNothing(one.code))) return leftOut('noName')
  return {
    line: lineOf(
      {
        subject: 'allergies',
        group: none === null ? stands.group : 'noneKnown',
        title: none ?? name ?? '',
        state: stands.state === null || none !== null ? null : states[stands.state][language],
        source: sourceOf([one.recorder, one.asserter], one, around),
        order: orderOf(one.recordedDate) ?? orderOf(one.onsetDateTime),
      },
      {
        time: () => timeOr(momentInWords(one.recordedDate, language), language),
        details: () => (none === null ? detailsOf(one, around) : []),
      },
      language,
    ),
  }
}

/** By its code, or where there is no code by the words that records use for it. */
function saysNoneAtAll({ code }: AllergyIntolerance): boolean {
  const codes = (code?.coding ?? []).flatMap((coding) => coding.code ?? [])
  if (codes.some((one) => noneAtAll.has(one) || one === 'no-known-allergies')) return true
  return (
    codes.length === 0 &&
    /^(?:(?:er zijn )?geen (?:bekende )?allergie(?:ën|en)?(?: bekend)?|no known allerg(?:y|ies))\.?$/iu.test(
      (clean(code?.text) ?? '').normalize('NFC'),
    )
  )
}

/** The sentence, when this says that there is none, of any kind or of one. */
function noneKnown(one: AllergyIntolerance, name: string | null, { language }: Around): string | null {
  const codes = (one.code?.coding ?? []).flatMap(({ code }) => code ?? [])
  if (saysNoneAtAll(one)) return notes.noAllergies[language]
  const kind = codes.map((code) => noneOfKind.get(code)).find((one) => one !== undefined)
  if (kind !== undefined && kind !== 'other')
    return put(notes.noneOf, language, { what: allergyCodes[kind]?.[language] ?? kind })
  // Of a kind for which we have no word: never "none at all".
  if (kind !== undefined) return name
  const risk = (one.extension ?? []).find(({ url }) => url === exposureRisk)
  const parts = v.safeParse(v.array(Extension), risk?.['extension'])
  if (!parts.success) return null
  const concept = (part: string) => {
    const value = parts.output.find(({ url }) => url === part)?.['valueCodeableConcept']
    const parsed = v.safeParse(Concept, value)
    return parsed.success ? parsed.output : undefined
  }
  if (codeOf(concept('exposureRisk')) !== 'no-known-reaction-risk') return null
  const what = wordsOf(concept('substance'), language, one) ?? name
  return what === null ? null : put(notes.noneOf, language, { what })
}

/** Whether a sentence "none known" is contradicted by an allergy that is or may be there. A kind is, by its own kind. */
export function contradicts(none: Resource, allergy: Resource): boolean {
  const [said, there] = [v.safeParse(AllergyIntolerance, none), v.safeParse(AllergyIntolerance, allergy)]
  if (!said.success || !there.success) return true
  const codes = (said.output.code?.coding ?? []).flatMap(({ code }) => code ?? [])
  if (saysNoneAtAll(said.output)) return true
  const kind = codes.map((code) => noneOfKind.get(code)).find((one) => one !== undefined)
  // No risk of one substance: another substance says nothing against it.
  if (kind === undefined) return false
  const categories = there.output.category ?? []
  if (kind === 'other' || categories.length === 0) return true
  return categories.includes(kind) || (kind !== 'food' && categories.includes('biologic'))
}

function hasModifier({ modifierExtension, reaction }: AllergyIntolerance): boolean {
  return [modifierExtension, ...(reaction ?? []).map((one) => one.modifierExtension)].some(
    (list) => (list ?? []).length > 0,
  )
}

function standing(
  clinical: string | null,
  verified: string | null,
): { readonly group: GroupName; readonly state: keyof typeof states | null } {
  if (clinical === 'resolved') return { group: 'over', state: 'resolved' }
  if (clinical === 'inactive') return { group: 'over', state: 'inactive' }
  // Codes that R4 does not have, or none: it may be so, and that is said.
  if (verified !== null && verified !== 'confirmed') return { group: 'unsure', state: 'unconfirmed' }
  if (clinical === 'active') return { group: 'present', state: null }
  return clinical === null ? { group: 'present', state: 'statusUnknown' } : { group: 'unsure', state: 'statusUnknown' }
}

function codeOf(concept: Concept | undefined): string | null {
  return (
    concept?.coding?.find(({ code }) => code !== undefined)?.code ??
    (concept === undefined ? null : (clean(concept.text) ?? ''))
  )
}

function detailsOf(one: AllergyIntolerance, around: Around): readonly Detail[] {
  const { language } = around
  const said = (code: string | undefined) => (code === undefined ? null : (allergyCodes[code]?.[language] ?? null))
  const kinds = [said(one.type), ...(one.category ?? []).map(said)].filter((words) => words !== null)
  const since =
    momentInWords(one.onsetDateTime, language) ??
    periodInWords(one.onsetPeriod, language) ??
    atAge(one, around) ??
    clean(one.onsetString)
  return [
    ...(one.reaction ?? []).flatMap((reaction) => detail('reaction', reactionInWords(reaction, one, around), around)),
    ...detail('risk', said(one.criticality), around),
    ...detail('type', kinds.join(', '), around),
    ...detail('since', since, around),
    ...detail('lastTime', momentInWords(one.lastOccurrence, language), around),
    ...remarks(one.note, around),
  ]
}

/** "de leeftijd van 4 jaar", "de leeftijd van 4 tot 6 jaar"; null without one that can be said. */
function atAge({ onsetAge, onsetRange }: AllergyIntolerance, { language }: Around): string | null {
  const age = quantityInWords(onsetAge, language) ?? rangeInWords(onsetRange, language)
  return age === null ? null : put(notes.atAge, language, { age })
}

function reactionInWords(
  reaction: v.InferOutput<typeof Reaction>,
  one: AllergyIntolerance,
  { language }: Around,
): string {
  const severity = reaction.severity === undefined ? null : (allergyCodes[reaction.severity]?.[language] ?? null)
  const manifested = allWords(reaction.manifestation, language, one).join(', ')
  const parts = [
    severity === null ? manifested : manifested === '' ? severity : `${manifested} (${severity})`,
    clean(reaction.description) ?? '',
    wordsOf(reaction.exposureRoute, language, one) ?? '',
    momentInWords(reaction.onset, language) ?? '',
  ]
  return parts.filter((part) => part !== '').join('. ')
}
