/** What the central stored: one request for access, proposed, with its task, answers and document. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { CheckOptions } from './findings.ts'

const Some = v.looseObject({ resourceType: v.string(), id: v.string() })
const Consent = v.looseObject({
  resourceType: v.literal('Consent'),
  id: v.string(),
  status: v.string(),
  patient: v.looseObject({ reference: v.string() }),
})
const Task = v.looseObject({ status: v.string(), focus: v.optional(v.looseObject({ reference: v.string() })) })

/** Every resource that was exported, parsed. */
export function resources(folder: string): readonly v.InferOutput<typeof Some>[] {
  return readdirSync(join(folder, 'fhir')).map((name) =>
    v.parse(v.pipe(v.string(), v.parseJson(), Some), readFileSync(join(folder, 'fhir', name), 'utf8')),
  )
}

export function checkRecord({ folder, report, findings }: CheckOptions): void {
  const all = resources(folder)
  const proposed = all
    .filter(({ resourceType }) => resourceType === 'Consent')
    .map((each) => v.parse(Consent, each))
    .filter(({ status }) => status === 'proposed')
  findings.say('one request stands in the record, as proposed', proposed.length === 1, proposed.length)
  const tasks = all
    .filter(({ resourceType }) => resourceType === 'Task')
    .map((each) => v.parse(Task, each))
    .filter(({ status, focus }) => status === 'requested' && focus?.reference === `Consent/${proposed[0]?.id ?? ''}`)
  findings.say('one task asks a physician to decide on it', tasks.length === 1, tasks.length)
  for (const type of ['QuestionnaireResponse', 'RelatedPerson', 'Provenance', 'AuditEvent'])
    findings.say(
      `${type} is stored with it`,
      all.some(({ resourceType }) => resourceType === type),
    )
  const child = all.find(({ resourceType, id }) => `${resourceType}/${id}` === proposed[0]?.patient.reference)
  findings.say(
    'it is about a patient whose name is one of the markers',
    child !== undefined && report.markers.some((marker) => JSON.stringify(child).includes(marker)),
  )
  findings.say('the desk refused wrong characters', /tekens/i.test(report.desk.wrongEnding), report.desk.wrongEnding)
}
