/** What MedicationRequest and MedicationStatement share: the medicine's name, from every way to give one, and the lines of use. */
import * as v from 'valibot'
import type { Around, Detail } from '../read/line.ts'
import { dosagesInWords } from '../read/dosages.ts'
import type { Dosage } from '../read/dosage-shapes.ts'
import { naming, noMedicineInWords, placeholder, wordsIn } from '../read/nothing.ts'
import { quantityInWords } from '../read/quantities.ts'
import { resolve } from '../read/references.ts'
import { Annotation, Concept, Extension, Meta, type Coding, Reference, type Resource } from '../read/shapes.ts'
import { isAbsentUnknown } from '../read/systems.ts'
import { put } from '../read/timing.ts'
import { clean, nameInNarrative, namesNothing, wordsOf } from '../read/words-of.ts'
import { tidy } from '../read/plain-text.ts'
import { labels, notes } from '../words/labels.ts'
import { dosageForms } from '../words/timing-words.ts'
import type { Modifiers } from './stop-type.ts'

export const medicineParts = {
  medicationCodeableConcept: v.optional(Concept),
  medicationReference: v.optional(Reference),
  note: v.optional(v.array(Annotation)),
} as const
export interface Medicine extends Resource {
  readonly medicationCodeableConcept?: Concept | undefined
  readonly medicationReference?: Reference | undefined
}

const modifiers = v.optional(v.array(Extension))
const Ingredient = v.looseObject({ itemCodeableConcept: v.optional(Concept), modifierExtension: modifiers })
const Medication = v.looseObject({
  resourceType: v.literal('Medication'),
  id: v.optional(v.string()),
  meta: v.optional(Meta),
  implicitRules: v.optional(v.string()),
  modifierExtension: modifiers,
  status: v.optional(v.string()),
  language: v.optional(v.string()),
  code: v.optional(Concept),
  ingredient: v.optional(v.array(Ingredient)),
  text: v.optional(v.looseObject({ status: v.optional(v.string()), div: v.optional(v.string()) })),
})
/** What of it is read. */
export const medicationKeys: readonly string[] = Object.keys(Medication.entries)

/** "No medicines known" of the International Patient Summary or in words, as a sentence; null for anything else. */
export function noMedicine({ medicationCodeableConcept: concept }: Medicine, { language }: Around): string | null {
  const coded = (concept?.coding ?? []).some(
    ({ system, code }) => code === 'no-known-medications' && isAbsentUnknown(system),
  )
  const words = wordsIn(concept).filter((text) => placeholder(text) === null)
  const said = words.length > 0 && words.every(noMedicineInWords)
  return coded || said ? notes.noMedicines[language] : null
}

/** An entry that somebody made without a medicine to name: "-", "n.v.t.". */
export function isEmptyMedicine({ medicationCodeableConcept: concept, medicationReference }: Medicine): boolean {
  const words = wordsIn(concept)
  return medicationReference === undefined && words.length > 0 && words.every((text) => placeholder(text) === 'empty')
}

/** Remarks of whoever recorded it, each in words. */
export function remarks(note: readonly Annotation[] | undefined, around: Around): readonly Detail[] {
  return (note ?? []).flatMap(({ text }) => detail('note', clean(tidy(text)), around))
}

/** Null: there is no name in words anywhere, and without it nothing of this medicine may be shown. */
export function medicineName(one: Medicine, around: Around): string | null {
  const { language } = around
  const { medicationReference: reference, medicationCodeableConcept: concept } = one
  if (namesNothing(concept)) return null
  const name =
    wordsOf(naming(concept, noMedicineInWords), language, one) ??
    (reference === undefined ? null : nameOfMedication(resolve(reference, one, around), around)) ??
    clean(reference?.display) ??
    nameInNarrative(one)
  return name === null || placeholder(name) !== null ? null : name
}

const Referring = v.looseObject({ medicationReference: Reference })

/** Labels of the medicine that a resource refers to: what hides the medicine hides its use. */
export function medicationLabels(resource: Resource, around: Around): readonly Coding[] {
  if (resource['medicationReference'] === undefined) return []
  const parsed = v.safeParse(Referring, resource)
  return parsed.success ? (resolve(parsed.output.medicationReference, resource, around)?.meta?.security ?? []) : []
}

/** Whether the medicine referred to has something in it that changes its meaning and that nobody here knows. */
export function isStrangeMedicine(one: Medicine, around: Around): boolean {
  const found = resolve(one.medicationReference, one, around)
  if (found?.resourceType !== 'Medication') return false
  const parsed = v.safeParse(Medication, found)
  if (!parsed.success) return true
  const { implicitRules, modifierExtension, ingredient } = parsed.output
  return (
    implicitRules !== undefined ||
    [modifierExtension, ...(ingredient ?? []).map((part) => part.modifierExtension)].some(
      (list) => (list ?? []).length > 0,
    )
  )
}

function nameOfMedication(resource: Resource | null, { language }: Around): string | null {
  const parsed = v.safeParse(Medication, resource)
  if (!parsed.success || parsed.output.status === 'entered-in-error') return null
  const { code, ingredient } = parsed.output
  if (namesNothing(code)) return null
  const parts = (ingredient ?? []).flatMap((part) => wordsOf(part.itemCodeableConcept, language, parsed.output) ?? [])
  return (
    wordsOf(code, language, parsed.output) ??
    (parts.length > 0 && parts.length === ingredient?.length ? parts.join(' + ') : null) ??
    nameInNarrative(parsed.output)
  )
}

/**
 * How it is used, in words: the whole as somebody wrote it (Nictiz' RenderedDosageInstruction), then each dosage, then after
 * how long all of it begins anew.
 */
export function usesInWords(
  { extension }: Resource,
  dosages: readonly Dosage[],
  cycle: Modifiers['cycle'],
  { language }: Around,
): readonly Detail[] {
  const rendered = (extension ?? []).flatMap(({ url, valueString }) =>
    /nictiz\.nl\/fhir\/StructureDefinition\/ext-RenderedDosageInstruction$/.test(url) && typeof valueString === 'string'
      ? (clean(valueString) ?? [])
      : [],
  )
  const again = cycle === null || cycle === 'unclear' ? null : quantityInWords(cycle, language)
  const lines = [
    ...new Set([...rendered, ...dosagesInWords(dosages, language)]),
    ...(again === null ? [] : [put(dosageForms.again, language, { what: again })]),
    ...(cycle !== null && again === null ? [dosageForms.package[language]] : []),
  ]
  return [...new Set(lines)].map((text, at) => ({ label: at === 0 ? labels.use[language] : null, text }))
}

export function detail(
  label: keyof typeof labels,
  text: string | null | undefined,
  { language }: Around,
): readonly Detail[] {
  return text === null || text === undefined || text === '' ? [] : [{ label: labels[label][language], text }]
}
