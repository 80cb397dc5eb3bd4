/**
 * What a mandate lets somebody see of a dossier: the one filter, for the preview that a patient reads before signing and for
 * whoever looks along afterwards. What it does not know it does not show.
 */
import * as v from 'valibot'
import type { DossierSubject } from '../contract/messages/parts.ts'
import { dataKinds, type DataKind } from '../data-kinds.ts'
import { Concept } from './read/shapes.ts'

/** Kinds that a mandate names, and what was taken out of them, each as `Type/id`. */
export interface DossierScope {
  readonly kinds: readonly DataKind[]
  readonly without: readonly string[]
}

/** Who and where: they say nothing of the patient by themselves. */
const helpers: ReadonlySet<string> = new Set([
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'HealthcareService',
  'Device',
])

const kindOfType: ReadonlyMap<string, DataKind> = new Map([
  ['Appointment', 'appointments'],
  ['MedicationRequest', 'medication'],
  ['MedicationStatement', 'medication'],
  ['AllergyIntolerance', 'summary'],
  ['DocumentReference', 'letters'],
  ['Communication', 'letters'],
])

/** Documents that tell a result: LOINC of a laboratory report and of an imaging study. */
const kindOfDocument: ReadonlyMap<string, DataKind> = new Map([
  ['11502-2', 'laboratory'],
  ['18748-4', 'imaging'],
])

const Shape = v.looseObject({
  resourceType: v.string(),
  id: v.optional(v.string()),
  type: v.optional(v.unknown()),
  category: v.optional(v.unknown()),
  entry: v.optional(v.array(v.looseObject({ resource: v.optional(v.unknown()) }))),
})

/** Of which subjects something was taken out: of them nobody says that there is nothing. */
export function withheldSubjects({ without }: Pick<DossierScope, 'without'>): readonly DossierSubject[] {
  const types = without.map((item) => item.split('/')[0])
  const medicines = types.some((type) => type === 'MedicationRequest' || type === 'MedicationStatement')
  return [
    ...(medicines ? (['medication'] as const) : []),
    ...(types.includes('AllergyIntolerance') ? (['allergies'] as const) : []),
  ]
}

type One = v.InferOutput<typeof Shape>

/** The resources that may be seen, Bundles with what is left of them; nothing about what was left out is told. */
export function withinScope(resources: readonly unknown[], scope: DossierScope): readonly unknown[] {
  const seen = kept(resources, (one) => isSeen(one, scope))
  // A medicine is named by itself: only one that something that may be seen refers to.
  const referred = JSON.stringify(seen)
  return kept(
    resources,
    (one) =>
      isSeen(one, scope) ||
      (one.resourceType === 'Medication' && one.id !== undefined && referred.includes(`"Medication/${one.id}"`)),
  )
}

function isSeen(one: One, { kinds, without }: DossierScope): boolean {
  if (helpers.has(one.resourceType)) return true
  const own = kindsOf(one)
  const named = own.length > 0 && own.every((kind) => kinds.includes(kind))
  return named && !without.includes(`${one.resourceType}/${one.id ?? ''}`)
}

function kept(resources: readonly unknown[], keeps: (one: One) => boolean): readonly unknown[] {
  return resources.flatMap((resource) => {
    const parsed = v.safeParse(Shape, resource)
    if (!parsed.success) return []
    const { resourceType, entry = [] } = parsed.output
    if (resourceType !== 'Bundle') return keeps(parsed.output) ? [resource] : []
    const left = entry.flatMap((one) => kept([one.resource], keeps).map((inside) => ({ ...one, resource: inside })))
    return [{ ...parsed.output, entry: left }]
  })
}

/** Every kind that a resource is of: it is seen where all of them are. None: of no kind that a mandate names. */
export function kindsOf({ resourceType, type, category }: One): readonly DataKind[] {
  const own = kindOfType.get(resourceType)
  if (own === undefined) return []
  if (resourceType !== 'DocumentReference') return [own]
  const concepts: readonly unknown[] = [type, ...(v.is(v.array(v.unknown()), category) ? category : [category])]
  const codes = concepts.flatMap((one) => {
    const parsed = v.safeParse(Concept, one)
    return parsed.success ? (parsed.output.coding ?? []).map(({ code }) => code ?? '') : []
  })
  const results = codes.flatMap((code) => kindOfDocument.get(code) ?? [])
  return dataKinds.filter((kind) => kind === own || results.includes(kind))
}
