/** What became of each envelope: one row for ever, and the ciphertext of those that were quarantined. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { QuarantineReason } from '../../domain/contract/envelope/receipt.ts'
import { referenceOf } from '../../domain/contract/envelope/reference.ts'
import { inTransaction } from '../store/transaction.ts'
import { CompactJwe, CompactJws, DeviceId, EnvelopeId, Instant, Sha256 } from '../../domain/ids.ts'

const Row = v.strictObject({
  id: EnvelopeId,
  sha256: Sha256,
  device: DeviceId,
  reference: v.string(),
  /** Null: stored. */
  reason: v.nullable(QuarantineReason),
  /** A word of ours for staff who look into a quarantine; never a value of the envelope. */
  detail: v.nullable(v.string()),
  at: Instant,
  receipt: CompactJws,
})
export type LedgerRow = v.InferOutput<typeof Row>

export class Ledger {
  readonly #database: DatabaseSync

  constructor({ database }: { readonly database: DatabaseSync }) {
    this.#database = database
  }

  /**
   * What became of an id that this kiosk sent; without a kiosk, of an id at all: what is stored goes before what another
   * kiosk may have sent under the same id.
   */
  find(id: EnvelopeId, device: DeviceId | null = null): LedgerRow | null {
    const row = this.#database
      .prepare(
        `SELECT * FROM intake_ledger WHERE id = ? AND device = coalesce(?, device)
         ORDER BY reason IS NOT NULL, rowid LIMIT 1`,
      )
      .get(id, device)
    return row === undefined ? null : v.parse(Row, { ...row })
  }

  /** Whether anything with this reference arrived: all that the public may know. */
  hasReference(reference: string): boolean {
    return this.#database.prepare('SELECT 1 FROM intake_ledger WHERE reference = ?').get(reference) !== undefined
  }

  /** Newest first, for staff. */
  all(): readonly LedgerRow[] {
    const rows = this.#database.prepare('SELECT * FROM intake_ledger ORDER BY at DESC').all()
    return rows.map((row) => v.parse(Row, { ...row }))
  }

  /** Adds a row inside whatever transaction is open; throws when this kiosk sent the id before. */
  add(row: Omit<LedgerRow, 'reference'>): void {
    const { id, sha256, device, reason, detail, at, receipt } = row
    this.#database
      .prepare(
        `INSERT INTO intake_ledger (id, sha256, device, reference, reason, detail, at, receipt)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(id, sha256, device, referenceOf(id), reason, detail, at, receipt)
  }

  /** Keeps the bytes as they came, with their row, or neither. */
  quarantine(row: Omit<LedgerRow, 'reference'>, body: Uint8Array): void {
    inTransaction(this.#database, () => {
      this.add(row)
      this.#database
        .prepare('INSERT INTO intake_quarantine (id, device, body) VALUES (?, ?, ?)')
        .run(row.id, row.device, body)
    })
  }

  /** Keeps a pen movement as it came, closed, beside its row and in the same transaction. */
  keepEscrow(id: EnvelopeId, jwe: CompactJwe): void {
    this.#database.prepare('INSERT INTO intake_escrow (id, jwe) VALUES (?, ?)').run(id, jwe)
  }

  /** The closed pen movement of a form, for whoever holds the key; null when there is none. */
  escrow(id: EnvelopeId): CompactJwe | null {
    const row = this.#database.prepare('SELECT jwe FROM intake_escrow WHERE id = ?').get(id)
    return row === undefined ? null : v.parse(v.object({ jwe: CompactJwe }), row).jwe
  }

  /** Keeps what an older kiosk signed as it came, beside its row and in the same transaction. */
  keepOutdated(id: EnvelopeId, body: Uint8Array): void {
    this.#database.prepare('INSERT INTO intake_outdated (id, body) VALUES (?, ?)').run(id, body)
  }

  /** The bytes of an envelope that is kept as outdated; null when there are none. */
  outdated(id: EnvelopeId): Uint8Array | null {
    return this.#bytes('intake_outdated', id)
  }

  /** How many of a kiosk's envelopes are kept apart with their bytes, and how many bytes. */
  apartOf(device: DeviceId): { readonly envelopes: number; readonly bytes: number } {
    const row = this.#database
      .prepare(
        `SELECT count(*) AS envelopes, coalesce(sum(length(body)), 0) AS bytes
         FROM intake_quarantine WHERE device = ?`,
      )
      .get(device)
    return v.parse(v.object({ envelopes: v.number(), bytes: v.number() }), row)
  }

  /** How many were kept apart. */
  countApart(): number {
    const row = this.#database.prepare('SELECT count(*) AS n FROM intake_quarantine').get()
    return v.parse(v.object({ n: v.number() }), row).n
  }

  /** What was kept apart, the newest first, without the bytes. */
  newestApart(most: number): readonly (LedgerRow & { readonly reason: QuarantineReason })[] {
    return this.#database
      .prepare('SELECT * FROM intake_ledger WHERE reason IS NOT NULL ORDER BY at DESC, rowid DESC LIMIT ?')
      .all(most)
      .map((row) => v.parse(v.strictObject({ ...Row.entries, reason: QuarantineReason }), { ...row }))
  }

  /** The bytes of a quarantined envelope; null when there are none. */
  quarantined(id: EnvelopeId): Uint8Array | null {
    return this.#bytes('intake_quarantine', id)
  }

  #bytes(table: 'intake_quarantine' | 'intake_outdated', id: EnvelopeId): Uint8Array | null {
    const row = this.#database.prepare(`SELECT body FROM ${table} WHERE id = ?`).get(id)
    return row === undefined ? null : v.parse(v.object({ body: v.instance(Uint8Array) }), row).body
  }
}
