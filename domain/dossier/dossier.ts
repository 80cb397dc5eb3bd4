/**
 * The dossier as a patient reads it: from FHIR R4 resources to groups of lines, and what was left out and why. Pure, for
 * the screens and for the cases that are run against it. Nothing in a resource makes it throw.
 */
import * as v from 'valibot'
import type { When } from '../validity/holds.ts'
import type { Language } from '../language.ts'
import { dossierSubjects, type DossierSubject } from '../contract/messages/parts.ts'
import { readAllergy } from './kinds/allergy.ts'
import { contradicts } from './kinds/allergy-none.ts'
import { readAppointment } from './kinds/appointment.ts'
import { readCommunication } from './kinds/communication.ts'
import { documentLabels, readDocument } from './kinds/document.ts'
import { replacements } from './kinds/replacements.ts'
import { readMedicationRequest } from './kinds/medication-request.ts'
import { readMedicationStatement } from './kinds/medication-statement.ts'
import { medicationLabels } from './kinds/medicine.ts'
import { groupsOf, type Around, type GroupName, type Line, type Read, type Reader, type Reason } from './read/line.ts'
import { sensitivityOf, subjectLabels } from './read/labels.ts'
import type { Known } from './read/references.ts'
import { Meta, Resource, type Coding } from './read/shapes.ts'
import { groupWords } from './words/labels.ts'

export interface Group {
  readonly subject: DossierSubject
  readonly group: GroupName
  readonly heading: string
  readonly lines: readonly Line[]
}

export interface LeftOut {
  /** Null: of no subject that the preview has. */
  readonly subject: DossierSubject | null
  readonly reason: Reason
  readonly count: number
}

export interface Dossier {
  /** Only groups that have a line, in the order of reading. */
  readonly groups: readonly Group[]
  readonly leftOut: readonly LeftOut[]
  /** `Type/id` of the resource of each line that has an id. */
  readonly references: ReadonlyMap<Line, string>
}

export interface DossierOptions {
  /** Id of the patient, where several stand among the resources; absent: the only one there is. */
  readonly patient?: string
  /** Addresses of the record's own server, without a slash at the end, for absolute references. */
  readonly bases?: readonly string[]
  /** Whether what is labelled as sensitive is shown; absent: it is not. */
  readonly sensitive?: 'shown' | 'notShown'
  /** Subjects of which something was taken out before: of them nobody says that there is nothing. */
  readonly withheld?: readonly DossierSubject[]
}

const readers: Readonly<Record<string, { readonly subject: DossierSubject; readonly read: Reader }>> = {
  Appointment: { subject: 'appointments', read: readAppointment },
  MedicationRequest: { subject: 'medication', read: readMedicationRequest },
  MedicationStatement: { subject: 'medication', read: readMedicationStatement },
  AllergyIntolerance: { subject: 'allergies', read: readAllergy },
  DocumentReference: { subject: 'documents', read: readDocument },
  Communication: { subject: 'leaflets', read: readCommunication },
}
/** Resources that only say what others mean: people, places, medicines. */
const helpers: ReadonlySet<string> = new Set(
  'Patient Practitioner PractitionerRole Organization Location HealthcareService Medication RelatedPerson Device Group OperationOutcome'.split(
    ' ',
  ),
)

/**
 * @param resources FHIR R4 resources or Bundles of them, of one patient, in any order.
 * @param now an instant, or the hospital's day, of which all is still to come.
 */
export function dossier(
  resources: readonly unknown[],
  now: When,
  language: Language,
  options: DossierOptions = {},
): Dossier {
  const { known, unreadable } = gather(resources)
  const counts = new Map<string, LeftOut>()
  const count = (subject: DossierSubject | null, reason: Reason, by = 1): void => {
    const before = counts.get(`${subject ?? ''} ${reason}`)?.count ?? 0
    counts.set(`${subject ?? ''} ${reason}`, { subject, reason, count: before + by })
  }
  if (unreadable > 0) count(null, 'unreadable', unreadable)
  const patients = known.filter(({ resource }) => resource.resourceType === 'Patient')
  const own = patients.filter(({ resource }) => options.patient === undefined || resource.id === options.patient)
  // Several patients and nobody said which: none of it may be shown as one person's.
  const nobody = own.length > 1 || (options.patient !== undefined && own.length === 0)
  const alone: Around = {
    language,
    now,
    patient: own[0] ?? null,
    known: known.filter(({ resource }) => helpers.has(resource.resourceType)),
    bases: options.bases ?? [],
    replacedBy: new Map(),
    sensitiveShown: options.sensitive === 'shown',
  }
  const around: Around = {
    ...alone,
    replacedBy: replacements(known, alone, ({ resource }) => readOne(resource, readDocument, alone)),
  }
  // What nobody can read may be an allergy or a medicine.
  const hidden = new Set<DossierSubject>([
    ...(unreadable > 0 ? (['allergies', 'medication'] as const) : []),
    ...(options.withheld ?? []),
  ])
  const lines: { readonly line: Line; readonly resource: Resource }[] = []
  for (const { resource } of known) {
    const reader = Object.hasOwn(readers, resource.resourceType) ? readers[resource.resourceType] : undefined
    if (reader === undefined) {
      if (!helpers.has(resource.resourceType)) count(null, 'otherKind')
      continue
    }
    const read = nobody ? { leftOut: 'otherPatient' as const } : readOne(resource, reader.read, around)
    if ('line' in read) lines.push({ line: read.line, resource })
    else {
      count(reader.subject, read.leftOut)
      if (!['error', 'contradicted'].includes(read.leftOut)) hidden.add(reader.subject)
    }
  }
  const shown = withoutContradiction(lines, hidden, (subject) => count(subject, 'contradicted'))
  const references = new Map(
    lines.flatMap(({ line, resource: { resourceType, id } }) =>
      id === undefined ? [] : [[line, `${resourceType}/${id}`] as const],
    ),
  )
  return { groups: grouped(shown, language), leftOut: [...counts.values()], references }
}

/** Sensitive things are covered before anything of them is looked at; whatever else goes wrong counts as unreadable. */
function readOne(resource: Resource, read: Reader, around: Around): Read {
  if (resource.implicitRules !== undefined) return { leftOut: 'unreadable' }
  try {
    const result = read(resource, around)
    if (!('line' in result)) return result
    const sensitivity = sensitivityOf(labelsOf(resource, around))
    const covered = sensitivity === 'notForPatient' || (sensitivity === 'sensitive' && !around.sensitiveShown)
    return covered ? { leftOut: 'confidential' } : result
  } catch {
    return { leftOut: 'unreadable' }
  }
}

/** Its own labels, and those of what stands in it or names its medicine. */
function labelsOf(resource: Resource, around: Around): readonly Coding[] {
  return [
    ...(resource.meta?.security ?? []),
    ...(resource.contained ?? []).flatMap(({ meta }) => meta?.security ?? []),
    ...documentLabels(resource),
    ...subjectLabels(resource),
    ...medicationLabels(resource, around),
  ]
}

const Bundle = v.looseObject({
  resourceType: v.literal('Bundle'),
  meta: v.optional(Meta),
  entry: v.optional(v.array(v.looseObject({ fullUrl: v.optional(v.string()), resource: v.optional(v.unknown()) }))),
})

/** Nearly nothing is a Bundle: to find that out costs less than to parse one. */
function isBundle(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'resourceType' in value && value.resourceType === 'Bundle'
}

/** Resources out of Bundles, each once, with the address at which it came. */
function gather(resources: readonly unknown[]): { readonly known: readonly Known[]; readonly unreadable: number } {
  const known: Known[] = []
  const seen = new Map<string, number>()
  let unreadable = 0
  const add = (value: unknown, fullUrl: string | null, above: readonly Coding[]): void => {
    const bundle = isBundle(value) ? v.safeParse(Bundle, value) : null
    if (bundle?.success === true) {
      // A label of a Bundle is one of all that is in it (FHIR R4, security labels).
      const labels = [...above, ...(bundle.output.meta?.security ?? [])]
      for (const entry of bundle.output.entry ?? []) {
        if (entry.resource !== undefined) add(entry.resource, entry.fullUrl ?? null, labels)
      }
      return
    }
    const parsed = v.safeParse(Resource, value)
    if (!parsed.success) return void (unreadable += 1)
    const { resourceType, id } = parsed.output
    const key = `${resourceType}/${id ?? ''}`
    const one = { resource: labelled(parsed.output, above), fullUrl }
    const at = id === undefined ? undefined : seen.get(key)
    const before = at === undefined ? undefined : known[at]
    if (at !== undefined && before !== undefined) {
      if (isNewer(one.resource, before.resource)) known[at] = one
      return
    }
    seen.set(key, known.length)
    known.push(one)
  }
  for (const resource of resources) add(resource, null, [])
  return { known, unreadable }
}

/** Which of two versions of one resource is the later: by number, else by when it was stored. */
function isNewer({ meta: one }: Resource, { meta: other }: Resource): boolean {
  const [a, b] = [Number(one?.versionId), Number(other?.versionId)]
  if (Number.isFinite(a) && Number.isFinite(b) && a !== b) return a > b
  return Date.parse(one?.lastUpdated ?? '') > Date.parse(other?.lastUpdated ?? '')
}

function labelled(resource: Resource, above: readonly Coding[]): Resource {
  if (above.length === 0) return resource
  return { ...resource, meta: { ...resource.meta, security: [...(resource.meta?.security ?? []), ...above] } }
}

/**
 * "No allergies known" beside an allergy that holds or may hold is not said: the allergy is. Nor beside one that is not
 * shown: of that nobody here knows what it says. The same for one kind of allergy, and for "no medicines known".
 */
function withoutContradiction(
  lines: readonly { readonly line: Line; readonly resource: Resource }[],
  hidden: ReadonlySet<DossierSubject>,
  leave: (subject: DossierSubject) => void,
): readonly Line[] {
  const some = lines.filter(({ line }) => line.subject === 'allergies' && ['present', 'unsure'].includes(line.group))
  const uses = lines.some(({ line }) => line.subject === 'medication' && usedOrMayBe.has(line.group))
  return lines.flatMap(({ line, resource }) => {
    // First, because all else looks at every allergy: a long dossier would be read once for each of its lines.
    if (line.group !== 'noneKnown') return [line]
    const against = line.subject === 'medication' ? uses : some.some((other) => contradicts(resource, other.resource))
    if (!hidden.has(line.subject) && !against) return [line]
    leave(line.subject)
    return []
  })
}

const usedOrMayBe: ReadonlySet<GroupName> = new Set(['inUse', 'startsLater', 'paused', 'unclear'])

/** What comes is sorted by how soon it comes; all else by how lately it was. Without a time: last. */
const soonestFirst: ReadonlySet<GroupName> = new Set(['coming', 'toPlan', 'startsLater'])

function grouped(lines: readonly Line[], language: Language): readonly Group[] {
  const bySubject = new Map<DossierSubject, Map<GroupName, Line[]>>()
  for (const line of lines) {
    const byGroup = bySubject.get(line.subject) ?? new Map<GroupName, Line[]>()
    bySubject.set(line.subject, byGroup)
    const own = byGroup.get(line.group)
    if (own === undefined) byGroup.set(line.group, [line])
    else own.push(line)
  }
  return dossierSubjects.flatMap((subject) =>
    groupsOf[subject].flatMap((group): readonly Group[] => {
      const own = bySubject.get(subject)?.get(group)
      if (own === undefined) return []
      const sign = soonestFirst.has(group) ? 1 : -1
      const sorted = own.toSorted((one, other) =>
        one.order === null || other.order === null
          ? Number(one.order === null) - Number(other.order === null)
          : sign * (one.order - other.order),
      )
      return [{ subject, group, heading: headingOf(subject, group, language), lines: sorted }]
    }),
  )
}

function headingOf(subject: DossierSubject, group: GroupName, language: Language): string {
  const words: Readonly<Partial<Record<GroupName, Readonly<Record<Language, string>>>>> = groupWords[subject]
  return words[group]?.[language] ?? ''
}
