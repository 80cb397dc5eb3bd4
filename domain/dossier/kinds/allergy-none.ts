/**
 * "No known allergies" as a sentence: by the codes of SNOMED CT and the International Patient Summary, or by the words that
 * records use for it. An allergy called "Geen" is an allergy that nobody has.
 */
import * as v from 'valibot'
import type { Language } from '../../language.ts'
import type { Around } from '../read/line.ts'
import { naming, noAllergyInWords, placeholder, wordsIn, type NoneOf } from '../read/nothing.ts'
import { Concept, Extension, type Resource } from '../read/shapes.ts'
import { codesOf, hl7, isAbsentUnknown, isSnomed } from '../read/systems.ts'
import { put } from '../read/timing.ts'
import { clean, nameInNarrative, wordsOf } from '../read/words-of.ts'
import { allergyCodes, notes } from '../words/labels.ts'
import { AllergyIntolerance } from './allergy-shape.ts'

/** SNOMED CT 716186003 and its older spelling: no known allergy at all. */
const noneAtAll: ReadonlySet<string> = new Set(['716186003', '160244002', 'no-known-allergies'])
/**
 * No known allergy of one kind, by SNOMED CT and the International Patient Summary (absent-unknown-uv-ips): drug, food,
 * environment; `other` (insect, latex, animal, …) is contradicted by every allergy.
 */
const noneOfKind: ReadonlyMap<string, NoneOf> = new Map([
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
const isExposureRisk = hl7('allerg-intol-substance-exp-risk')

/** Of which allergies this says that there are none; null: it is one. `contradictory`: its words name what its code denies. */
function noneOf(one: AllergyIntolerance): NoneOf | 'contradictory' | null {
  const codes = [isSnomed, isAbsentUnknown].flatMap((is) => codesOf(one.code?.coding, is))
  const coded = codes.some((code) => noneAtAll.has(code))
    ? 'all'
    : codes.flatMap((code) => noneOfKind.get(code) ?? [])[0]
  const said = clean(one.code?.text)
  const display = (one.code?.coding ?? []).some((coding) => clean(coding.display) === said)
  if (coded !== undefined)
    return said === null || display || /\b(geen|niet|no|not|none|nil|nk\p{L}+|no-known\S*)\b/iu.test(said)
      ? coded
      : 'contradictory'
  const words = wordsIn(one.code)
  const narrative = words.length === 0 ? nameInNarrative(one) : null
  const all = [...words, ...(narrative === null ? [] : [narrative])].filter((text) => placeholder(text) === null)
  const senses = all.map(noAllergyInWords)
  // Where one of the words is a name, it is an allergy.
  return senses.includes(null) ? null : (senses[0] ?? null)
}

/** A name in words, never one of the words for "none"; null without one. */
export function nameOfAllergy(one: AllergyIntolerance, language: Language): string | null {
  const substance = one.reaction?.find((reaction) => reaction.substance !== undefined)?.substance
  const name =
    wordsOf(
      naming(one.code, (text) => noAllergyInWords(text) !== null),
      language,
      one,
    ) ??
    wordsOf(substance, language, one) ??
    nameInNarrative(one)
  return name === null || placeholder(name) !== null ? null : name
}

/** An entry that somebody made without anything to say: "-", "n.v.t.". It hides nothing, and names nothing. */
export function saysNothing(one: AllergyIntolerance): boolean {
  const words = wordsIn(one.code)
  const bare = [one.reaction, one.criticality, one.category, one.note].every((part) => part === undefined)
  return bare && words.length > 0 && words.every((text) => placeholder(text) === 'empty')
}

/** Whether its words name what its code denies: nobody knows which of the two holds. */
export function contradictsItself(one: AllergyIntolerance): boolean {
  return noneOf(one) === 'contradictory'
}

/** The sentence, when this says that there is none, of any kind or of one. */
export function noneKnown(one: AllergyIntolerance, { language }: Around): string | null {
  const none = noneOf(one)
  switch (none) {
    case 'all':
      return notes.noAllergies[language]
    case 'medication':
    case 'food':
    case 'environment':
      return put(notes.noneOf, language, { what: allergyCodes[none]?.[language] ?? none })
    case 'other':
      // Of a kind for which we have no word: never "none at all".
      return wordsOf(one.code, language, one)
    case 'contradictory':
      return null
    case null:
      return noRiskOf(one, language)
  }
}

/** "No known reaction risk" of one substance. */
function noRiskOf(one: AllergyIntolerance, language: Language): string | null {
  const risk = (one.extension ?? []).find(({ url }) => url === exposureRisk)
  const parts = v.safeParse(v.array(Extension), risk?.['extension'])
  if (!parts.success) return null
  const concept = (part: string) => {
    const value = parts.output.find(({ url }) => url === part)?.['valueCodeableConcept']
    const parsed = v.safeParse(Concept, value)
    return parsed.success ? parsed.output : undefined
  }
  if (!codesOf(concept('exposureRisk')?.coding, isExposureRisk).includes('no-known-reaction-risk')) return null
  const what = wordsOf(concept('substance'), language, one) ?? nameOfAllergy(one, language)
  return what === null ? null : put(notes.noneOf, language, { what })
}

/** Whether a sentence "none known" is contradicted by an allergy that is or may be there. A kind is, by its own kind. */
export function contradicts(none: Resource, allergy: Resource): boolean {
  const [said, there] = [v.safeParse(AllergyIntolerance, none), v.safeParse(AllergyIntolerance, allergy)]
  if (!said.success || !there.success) return true
  const kind = noneOf(said.output)
  // No risk of one substance: another substance says nothing against it.
  if (kind === null) return false
  const categories = there.output.category ?? []
  if (kind === 'all' || kind === 'other' || kind === 'contradictory' || categories.length === 0) return true
  return categories.includes(kind) || (kind !== 'food' && categories.includes('biologic'))
}
