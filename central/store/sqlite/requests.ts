/** The commit of requests in SQLite: one transaction, in which nothing is waited for. */
import type { DatabaseSync } from 'node:sqlite'
import { isOperationOutcome, OperationOutcomeError } from '@medplum/core'
import * as v from 'valibot'
import type { Now } from '../../clock/clock.ts'
import type {
  Commit,
  Committed,
  DecisionCommit,
  RequestStore,
  SetCommit,
  StepCommit,
} from '../../requests/request-store.ts'
import type { SetRefusal } from '../../requests/sets/change.ts'
import { written } from '../../requests/request-store.ts'
import { runTransaction, versionOf } from '../fhir/run-transaction.ts'
import { fhirTable } from '../fhir/table.ts'
import type { FhirTable } from '../fhir/table.ts'
import { FhirWriter } from '../fhir/writer.ts'
import { inTransaction } from '../base/transaction.ts'
import { answeredForms, hear, NotTaken } from './hear.ts'
import { keptRequestTable } from './kept-requests.ts'
import { ledgerTable } from './ledger.ts'
import { longTermTable } from './long-term.ts'
import { refusalTable } from './refusals.ts'
import { setTable } from './sets.ts'
import { withheldTable } from './withheld.ts'

const Turn = v.object({ turn: v.number() })

export function sqliteRequests(database: DatabaseSync, now: Now): RequestStore {
  const { table, write } = recordWrites(database, now)
  const ledger = ledgerTable(database)
  const sets = setTable(database)
  const out = withheldTable(database)
  const kept = keptRequestTable(database)
  const refusals = refusalTable(database)
  const turn = database.prepare('SELECT turn FROM request_turns WHERE patient = ?')
  const next = database.prepare(
    'INSERT INTO request_turns (patient, turn) VALUES (?, 1) ON CONFLICT (patient) DO UPDATE SET turn = turn + 1',
  )
  const turnOf = (patient: string): number => {
    const row = turn.get(patient)
    return row === undefined ? 0 : v.parse(Turn, row).turn
  }
  const commit = (input: Commit): Committed => {
    const { ledger: row, escrows, withheld = [], keeps, outdated, judged, set, hears } = input
    const known = ledger.find(row.id, row.device)
    if (known !== null) return { kind: 'known', row: known }
    if (turnOf(judged.patient) !== judged.turn) return { kind: 'overtaken' }
    if (isStale(table, input.bundle)) return { kind: 'overtaken' }
    if (set !== undefined) {
      const change = sets.happen(set.id, set.step, set.when)
      if (!change.ok) return { kind: 'notTaken', why: change.refusal }
    }
    const names = write(input)
    if (hears !== undefined) hear({ table, sets }, names, hears)
    const mandate = names[mandateAt(input.bundle)]
    if (mandate !== undefined) out.keep(mandate, withheld)
    const document = names.find(isDocument)
    if (keeps !== undefined && document !== undefined) kept.keep(document, keeps)
    ledger.add(row)
    if (outdated !== null) ledger.keepOutdated(row.id, outdated)
    for (const [at, escrow] of escrows.entries()) if (escrow !== null) ledger.keepEscrow(row.id, at + 1, escrow)
    next.run(judged.patient)
    return { kind: 'stored' }
  }
  const commitSet = (input: SetCommit): Exclude<Committed, { kind: 'known' }> => {
    const { judged, set, when, approvedBy: by } = input
    if (turnOf(judged.patient) !== judged.turn) return { kind: 'overtaken' }
    const document = write(input).find(isDocument) ?? ''
    const { version } = set
    const step = by === undefined ? ({ kind: 'composed' } as const) : ({ kind: 'approved', by } as const)
    const change = sets.happen(set.id, { ...step, document, version }, when)
    if (!change.ok) throw new NotTaken(change.refusal)
    next.run(judged.patient)
    return { kind: 'stored' }
  }
  const commitStep = (input: StepCommit): Exclude<Committed, { kind: 'known' }> => {
    const { set, step, when, bundle, events, refusal } = input
    const now = sets.find(set.id)
    if (now !== null && now.version !== set.version) return { kind: 'overtaken' }
    if (isStale(table, bundle)) return { kind: 'overtaken' }
    const change = sets.happen(set.id, step, when)
    if (!change.ok) return { kind: 'notTaken', why: change.refusal }
    write({ bundle, events: () => events, due: null })
    if (refusal !== undefined) refusals.keep(refusal)
    next.run(change.row.patient)
    return { kind: 'stored' }
  }
  const commitDecision = (input: DecisionCommit): Exclude<Committed, { kind: 'known' }> => {
    const { bundle, judged, hears, refusal } = input
    if (turnOf(judged.patient) !== judged.turn || isStale(table, bundle)) return { kind: 'overtaken' }
    hear({ table, sets }, write(input), hears)
    if (refusal !== undefined) refusals.keep(refusal)
    next.run(judged.patient)
    return { kind: 'stored' }
  }
  const once = <T>(work: () => T) => inOneCommit(database, work)
  return {
    turnOf: async (patient) => turnOf(patient),
    commit: async (input) => once(() => commit(input)),
    commitSet: async (input) => once(() => commitSet(input)),
    commitStep: async (input) => once(() => commitStep(input)),
    commitDecision: async (input) => once(() => commitDecision(input)),
  }
}

const isDocument = (name: string): boolean => name.startsWith('DocumentReference/')

/** What a transaction writes, its lines of the log and its wait for long-term data; `Type/id` of what was written. */
type Write = (
  of: Pick<Commit, 'bundle' | 'events'> & {
    /** Null: there is no form in it. */
    readonly due: Date | null
  },
) => readonly string[]

function recordWrites(database: DatabaseSync, now: Now): { readonly table: FhirTable; readonly write: Write } {
  const table = fhirTable(database)
  const writer = new FhirWriter({ table, now })
  const queue = longTermTable(database)
  const kept = keptRequestTable(database)
  return {
    table,
    write({ bundle, events, due }) {
      const names = written(runTransaction(writer, bundle))
      for (const event of events(names)) writer.create(event)
      const document = names.find(isDocument)
      if (document !== undefined && due !== null) queue.add(document, due)
      // What was kept to ask the rules again is kept no longer than somebody can answer.
      for (const form of answeredForms(table, names)) kept.forget(form)
      return names
    },
  }
}

/** Which entry is the mandate; -1: none is asked for. */
function mandateAt({ entry = [] }: Commit['bundle']): number {
  return entry.findIndex(
    ({ resource }) => resource?.resourceType === 'Consent' && resource.provision?.actor !== undefined,
  )
}

/** Something that the bundle changes is not any more as it was judged: by staff, who take no turn. */
function isStale(table: FhirTable, { entry = [] }: Commit['bundle']): boolean {
  return entry.some(({ resource, request }) => {
    const [, id = ''] = (request?.url ?? '').split('/')
    if (resource === undefined || request?.ifMatch === undefined) return false
    return table.read(resource.resourceType, id)?.meta?.versionId !== versionOf(request.ifMatch)
  })
}

/** All of it or nothing; what the record or a set does not take is said as a value. */
function inOneCommit<T>(
  database: DatabaseSync,
  work: () => T,
): T | { readonly kind: 'refused' } | { readonly kind: 'notTaken'; readonly why: SetRefusal } {
  try {
    return inTransaction(database, work)
  } catch (error) {
    if (error instanceof NotTaken) return { kind: 'notTaken', why: error.why }
    if (error instanceof OperationOutcomeError && isOperationOutcome(error.outcome)) return { kind: 'refused' }
    throw error
  }
}
