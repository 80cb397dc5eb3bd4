/** The ledger in SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { QuarantineReason } from '../../../domain/contract/envelope/receipt.ts'
import { referenceOf } from '../../../domain/contract/envelope/reference.ts'
import { CompactJwe } from '../../../domain/ids.ts'
import type { DeviceId, EnvelopeId } from '../../../domain/ids.ts'
import { LedgerRow } from '../../requests/ledger.ts'
import type { Ledger, NewLedgerRow } from '../../requests/ledger.ts'
import { inTransaction } from '../base/transaction.ts'

const Apart = v.object({ envelopes: v.number(), bytes: v.number() })
const QuarantinedRow = v.strictObject({ ...LedgerRow.entries, reason: QuarantineReason })

/** What a commit of requests does to the ledger, inside whatever transaction is open. */
export interface LedgerTable {
  find(id: EnvelopeId, device: DeviceId | null): LedgerRow | null
  /** Throws when this kiosk sent the id before. */
  add(row: NewLedgerRow): void
  /** Of the signer with this number, from 1. */
  keepEscrow(id: EnvelopeId, signer: number, jwe: CompactJwe): void
  keepOutdated(id: EnvelopeId, body: Uint8Array): void
}

export function ledgerTable(database: DatabaseSync): LedgerTable {
  const find = database.prepare(
    `SELECT * FROM intake_ledger WHERE id = ? AND device = coalesce(?, device)
     ORDER BY reason IS NOT NULL, rowid LIMIT 1`,
  )
  const add = database.prepare(
    `INSERT INTO intake_ledger (id, sha256, device, reference, reason, detail, at, receipt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const escrow = database.prepare('INSERT INTO intake_escrow (id, signer, jwe) VALUES (?, ?, ?)')
  const outdated = database.prepare('INSERT INTO intake_outdated (id, body) VALUES (?, ?)')
  return {
    find(id, device) {
      const row = find.get(id, device)
      return row === undefined ? null : v.parse(LedgerRow, { ...row })
    },
    add({ id, sha256, device, reason, detail, at, receipt }) {
      add.run(id, sha256, device, referenceOf(id), reason, detail, at, receipt)
    },
    keepEscrow: (id, signer, jwe) => void escrow.run(id, signer, jwe),
    keepOutdated: (id, body) => void outdated.run(id, body),
  }
}

export function sqliteLedger(database: DatabaseSync): Ledger {
  const table = ledgerTable(database)
  const reference = database.prepare('SELECT 1 FROM intake_ledger WHERE reference = ?')
  const all = database.prepare('SELECT * FROM intake_ledger ORDER BY at DESC')
  const apart = database.prepare('INSERT INTO intake_quarantine (id, device, body) VALUES (?, ?, ?)')
  const room = database.prepare(
    `SELECT count(*) AS envelopes, coalesce(sum(length(body)), 0) AS bytes
     FROM intake_quarantine WHERE device = ?`,
  )
  const newest = database.prepare(
    'SELECT * FROM intake_ledger WHERE reason IS NOT NULL ORDER BY at DESC, rowid DESC LIMIT ?',
  )
  const apartOf = (device: DeviceId) => v.parse(Apart, { ...room.get(device) })
  return {
    find: async (id, device = null) => table.find(id, device),
    hasReference: async (text) => reference.get(text) !== undefined,
    all: async () => all.all().map((row) => v.parse(LedgerRow, { ...row })),
    keepApart: async (row, body, most) =>
      inTransaction(database, () => {
        const known = table.find(row.id, row.device)
        if (known !== null) return { kind: 'known', row: known }
        const { envelopes, bytes } = apartOf(row.device)
        if (envelopes >= most.envelopes || bytes + body.length > most.bytes) return { kind: 'full' }
        table.add(row)
        apart.run(row.id, row.device, body)
        return { kind: 'kept' }
      }),
    async escrow(id, signer = 1) {
      const row = database.prepare('SELECT jwe FROM intake_escrow WHERE id = ? AND signer = ?').get(id, signer)
      return row === undefined ? null : v.parse(v.object({ jwe: CompactJwe }), row).jwe
    },
    outdated: async (id) => bytes('intake_outdated', id),
    apartOf: async (device) => apartOf(device),
    async countApart() {
      const row = database.prepare('SELECT count(*) AS n FROM intake_quarantine').get()
      return v.parse(v.object({ n: v.number() }), row).n
    },
    newestApart: async (most) => newest.all(most).map((row) => v.parse(QuarantinedRow, { ...row })),
    quarantined: async (id) => bytes('intake_quarantine', id),
  }

  function bytes(name: 'intake_quarantine' | 'intake_outdated', id: EnvelopeId): Uint8Array | null {
    const row = database.prepare(`SELECT body FROM ${name} WHERE id = ?`).get(id)
    return row === undefined ? null : v.parse(v.object({ body: v.instance(Uint8Array) }), row).body
  }
}
