/** What a central's database says of sets, forms and mandates; read only. */
import { DatabaseSync } from 'node:sqlite'
import type { Consent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { fhirTable, type FhirTable } from '../../../central/store/fhir/table.ts'
import { SetRow } from '../../../central/requests/sets/set-row.ts'

const Body = v.object({ body: v.pipe(v.string(), v.parseJson(), SetRow) })

/** What `read` finds in this file. */
function within<T>(file: string, read: (database: DatabaseSync, fhir: FhirTable) => T): T {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return read(database, fhirTable(database))
  } finally {
    database.close()
  }
}

/** Every set that several people sign, the oldest first. */
export function setsIn(file: string): readonly SetRow[] {
  return within(file, (database) =>
    database
      .prepare('SELECT body FROM signing_sets ORDER BY seq')
      .all()
      .map((row) => v.parse(Body, row).body),
  )
}

/** The set to which this envelope brought an act. */
export const setWith = (file: string, envelope: string | undefined): SetRow | null =>
  setsIn(file).find(({ acts }) => acts.some((act) => act.envelope === envelope)) ?? null

/** The forms that the central composed of acts. */
export function composedIn(file: string): readonly Uint8Array[] {
  const names = setsIn(file).flatMap(({ composed }) => (composed === null ? [] : [composed.document]))
  return within(file, (_, fhir) =>
    names.map((name) => {
      const document = fhir.read('DocumentReference', name.slice('DocumentReference/'.length))
      const data = document?.resourceType === 'DocumentReference' ? document.content[0]?.attachment.data : undefined
      return new Uint8Array(Buffer.from(data ?? '', 'base64'))
    }),
  )
}

/** The mandates and requests of a patient as they are, by their ids. */
export function mandatesIn(file: string): ReadonlyMap<string, Consent> {
  return within(
    file,
    (_, fhir) =>
      new Map(
        fhir
          .candidates('Consent', null)
          .flatMap((one) =>
            one.resourceType === 'Consent' && one.provision?.actor !== undefined ? [[one.id, one] as const] : [],
          ),
      ),
  )
}

/** How many papers of visits the record holds. */
export function papersIn(file: string): number {
  return within(
    file,
    (_, fhir) =>
      fhir
        .candidates('DocumentReference', null)
        .filter(
          (one) =>
            one.resourceType === 'DocumentReference' &&
            one.content.some(
              ({ attachment }) => attachment.contentType === 'application/pdf' && attachment.data !== undefined,
            ),
        ).length,
  )
}

/** Every form, answer, mandate and task that the record holds, as text, by its name. */
export function asksIn(file: string): ReadonlyMap<string, string> {
  const mandates = [...mandatesIn(file).values()]
  return within(file, (_, fhir) => {
    const others = (['DocumentReference', 'QuestionnaireResponse', 'Task'] as const).flatMap((type) =>
      fhir.candidates(type, null),
    )
    const all = [...mandates, ...others]
    return new Map(all.map((one) => [`${one.resourceType}/${one.id ?? ''}`, JSON.stringify(one)]))
  })
}

/** A copy of the database as it stands, with what is not merged yet. */
export function copyOf(file: string, to: string): void {
  within(file, (database) => database.prepare('VACUUM INTO ?').run(to))
}
