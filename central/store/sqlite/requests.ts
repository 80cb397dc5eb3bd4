/** The commit of requests in SQLite: one transaction, in which nothing is waited for. */
import type { DatabaseSync } from 'node:sqlite'
import { isOperationOutcome, OperationOutcomeError } from '@medplum/core'
import * as v from 'valibot'
import type { Now } from '../../clock/clock.ts'
import type { Commit, Committed, RequestStore } from '../../requests/request-store.ts'
import { written } from '../../requests/request-store.ts'
import { runTransaction } from '../fhir/run-transaction.ts'
import { fhirTable } from '../fhir/table.ts'
import { FhirWriter } from '../fhir/writer.ts'
import { inTransaction } from '../base/transaction.ts'
import { ledgerTable } from './ledger.ts'
import { longTermTable } from './long-term.ts'

const Turn = v.object({ turn: v.number() })

export function sqliteRequests(database: DatabaseSync, now: Now): RequestStore {
  const writer = new FhirWriter({ table: fhirTable(database), now })
  const ledger = ledgerTable(database)
  const queue = longTermTable(database)
  const turn = database.prepare('SELECT turn FROM request_turns WHERE patient = ?')
  const next = database.prepare(
    'INSERT INTO request_turns (patient, turn) VALUES (?, 1) ON CONFLICT (patient) DO UPDATE SET turn = turn + 1',
  )
  const turnOf = (patient: string): number => {
    const row = turn.get(patient)
    return row === undefined ? 0 : v.parse(Turn, row).turn
  }
  const commit = ({ bundle, events, ledger: row, escrows, outdated, due, judged }: Commit): Committed => {
    const known = ledger.find(row.id, row.device)
    if (known !== null) return { kind: 'known', row: known }
    if (turnOf(judged.patient) !== judged.turn) return { kind: 'overtaken' }
    const names = written(runTransaction(writer, bundle))
    for (const event of events(names)) writer.create(event)
    ledger.add(row)
    if (outdated !== null) ledger.keepOutdated(row.id, outdated)
    for (const [at, escrow] of escrows.entries()) if (escrow !== null) ledger.keepEscrow(row.id, at + 1, escrow)
    const document = names.find((name) => name.startsWith('DocumentReference/'))
    if (document !== undefined) queue.add(document, due)
    next.run(judged.patient)
    return { kind: 'stored' }
  }
  return {
    turnOf: async (patient) => turnOf(patient),
    async commit(input) {
      try {
        return inTransaction(database, () => commit(input))
      } catch (error) {
        if (error instanceof OperationOutcomeError && isOperationOutcome(error.outcome)) return { kind: 'refused' }
        throw error
      }
    },
  }
}
