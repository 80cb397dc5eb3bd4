/** Sets in SQLite: one row each, changed inside whatever transaction is open. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { EnvelopeId } from '../../../domain/ids.ts'
import { changed, toCompose } from '../../requests/sets/change.ts'
import type { SetChange, SetStep, When } from '../../requests/sets/change.ts'
import { SetRow } from '../../requests/sets/set-row.ts'
import type { SetStore } from '../../requests/sets/set-store.ts'
import { noticesIn } from './notices.ts'
import { inTransaction } from '../base/transaction.ts'

/** What a commit of requests does to a set. */
export interface SetTable {
  find(id: EnvelopeId): SetRow | null
  /** Of which the form of this `DocumentReference/<id>` was composed; null: of none that is kept. */
  composedAs(document: string): SetRow | null
  /** The step happens, or nothing does. */
  happen(id: EnvelopeId, step: SetStep, when: When): SetChange
}

const Body = v.pipe(v.string(), v.parseJson(), SetRow)
const Id = v.object({ id: EnvelopeId })

export function setTable(database: DatabaseSync): SetTable {
  const one = database.prepare('SELECT body FROM signing_sets WHERE id = ?')
  const save = database.prepare(
    `INSERT INTO signing_sets (id, patient, kept, compose, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET kept = excluded.kept, compose = excluded.compose, body = excluded.body`,
  )
  const composedAs = database.prepare(
    "SELECT body FROM signing_sets WHERE json_extract(body, '$.composed.document') = ?",
  )
  const addNotices = noticesIn(database)
  const find = (id: EnvelopeId): SetRow | null => {
    const row = one.get(id)
    return row === undefined ? null : v.parse(Body, row['body'])
  }
  return {
    find,
    composedAs(document) {
      // One that cannot be read keeps nobody from stopping a mandate.
      const row = v.safeParse(Body, composedAs.get(document)?.['body'])
      return row.success ? row.output : null
    },
    happen(id, step, when) {
      const before = find(id)
      const change = changed(before, step, when)
      if (!change.ok || change.row === before) return change
      const { row } = change
      save.run(row.id, row.patient, row.erasedAt === null ? 1 : 0, toCompose(row) ? 1 : 0, JSON.stringify(row))
      addNotices(row)
      return change
    },
  }
}

export function sqliteSets(database: DatabaseSync): SetStore {
  const table = setTable(database)
  const ofPatient = database.prepare('SELECT body FROM signing_sets WHERE patient = ? ORDER BY seq')
  const kept = database.prepare('SELECT id FROM signing_sets WHERE kept = 1 ORDER BY seq')
  const compose = database.prepare('SELECT body FROM signing_sets WHERE compose = 1 ORDER BY seq')
  // One that cannot be read holds up no other; whoever asks for it by its id hears that it cannot.
  const read = (rows: readonly Record<string, unknown>[]): readonly SetRow[] =>
    rows.flatMap(({ body }) => {
      const row = v.safeParse(Body, body)
      if (!row.success) process.stderr.write(`a signing set is set aside: ${new v.ValiError(row.issues).name}\n`)
      return row.success ? [row.output] : []
    })
  return {
    find: async (id) => table.find(id),
    ofPatient: async (patient) => read(ofPatient.all(patient)),
    kept: async () => kept.all().map((row) => v.parse(Id, row).id),
    toCompose: async () => read(compose.all()),
    happen: async (id, step, when) => inTransaction(database, () => table.happen(id, step, when)),
  }
}
