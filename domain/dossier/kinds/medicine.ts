/** What MedicationRequest and MedicationStatement share: the medicine's name, from every way to give one, and the lines of use. */
import * as v from 'valibot'
import { periodHolds } from '../../validity/period.ts'
import type { Around, Detail } from '../read/line.ts'
import { resolve } from '../read/references.ts'
import { Annotation, Concept, Extension, Meta, Period, type Coding, Reference, type Resource } from '../read/shapes.ts'
import { clean, nameInNarrative, namesNothing, wordsOf } from '../read/words-of.ts'
import { tidy } from '../read/plain-text.ts'
import { labels, notes } from '../words/labels.ts'

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

/** "No medicines known" of the International Patient Summary, as a sentence; null for anything else. */
export function noMedicine({ medicationCodeableConcept }: Medicine, { language }: Around): string | null {
  const said = (medicationCodeableConcept?.coding ?? []).some(
    ({ system, code }) => code === 'no-known-medications' && system?.endsWith('/absent-unknown-uv-ips') === true,
  )
  return said ? notes.noMedicines[language] : null
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
  return (
    wordsOf(concept, language, one) ??
    (reference === undefined ? null : nameOfMedication(resolve(reference, one, around), around)) ??
    clean(reference?.display) ??
    nameInNarrative(one)
  )
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
 * The period of use as Nictiz' profiles give it (ext-TimeInterval.Period of zib 2020, PeriodOfUse of zib 2017), which
 * R4 has no element for.
 */
export function periodOfUse(extensions: readonly Extension[] | undefined): Period | null {
  for (const extension of extensions ?? []) {
    if (!/nictiz\.nl\/fhir\/StructureDefinition\/.*(TimeInterval|PeriodOfUse)/i.test(extension.url)) continue
    const parsed = v.safeParse(Period, extension['valuePeriod'])
    if (parsed.success) return parsed.output
  }
  return null
}

/** `later`, `now` or `over` on this day; `unclear` where the period cannot be read. */
export function whenUsed(period: Period | null | undefined, { now }: Around): 'later' | 'now' | 'over' | 'unclear' {
  if (period === null || period === undefined) return 'now'
  const { start, end } = period
  const started = start === undefined ? 'yes' : periodHolds({ start }, now)
  const lasting = end === undefined ? 'yes' : periodHolds({ end }, now)
  if (started === 'unclear' || lasting === 'unclear') return 'unclear'
  if (lasting === 'no') return 'over'
  return started === 'no' ? 'later' : 'now'
}

/** Stop types of Nictiz' medication process: a modifier that says that the use ended, or pauses. */
export function stopType(resource: Resource): 'none' | 'stopped' | 'paused' | 'unknownModifier' {
  const modifiers = resource.modifierExtension ?? []
  const all = [...modifiers, ...(resource.extension ?? [])]
  const isStop = ({ url }: Extension) => /nictiz\.nl\/fhir\/StructureDefinition\/.*StopType/i.test(url)
  if (modifiers.some((one) => !isStop(one))) return 'unknownModifier'
  const stop = all.find(isStop)
  if (stop === undefined) return 'none'
  const concept = v.safeParse(Concept, stop['valueCodeableConcept'])
  const codes = concept.success ? (concept.output.coding ?? []).map(({ code }) => code) : []
  // SNOMED CT 113381000146106 |tijdelijk stoppen|, 1 and "tijdelijk" in older profiles.
  return codes.some((code) => code === '113381000146106' || code === '1') ? 'paused' : 'stopped'
}

export function detail(
  label: keyof typeof labels,
  text: string | null | undefined,
  { language }: Around,
): readonly Detail[] {
  return text === null || text === undefined || text === '' ? [] : [{ label: labels[label][language], text }]
}
