/** The chain over AuditEvents in SQLite: a link for each, in the transaction that writes it. */
import type { DatabaseSync } from 'node:sqlite'
import type { Resource } from '@medplum/fhirtypes'
import * as v from 'valibot'
import type { Sha256 } from '../../../domain/ids.ts'
import { Sha256 as Hash } from '../../../domain/ids.ts'
import { digestOf, hashOf, Segment, segmentAt } from '../../log-chain/link.ts'

/** One file has one writer at a time, whatever process it is in: all its lines are one chain. */
export const sqliteNode = 'sqlite'

const Newest = v.object({ segment: Segment, last: v.number(), head: Hash, signed: v.number() })

/** Adds the next link, inside whatever transaction is open; `segment`: another month than the line's own. */
export function chainTable(
  database: DatabaseSync,
): (event: Resource & { readonly id: string }, segment?: string) => void {
  const newestOf = database.prepare(
    'SELECT segment, last, head, seal IS NOT NULL AS signed FROM log_segments WHERE node = ? ORDER BY segment DESC LIMIT 1',
  )
  const add = database.prepare(
    'INSERT INTO log_chain (node, number, segment, event, digest, before, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const open = database.prepare(
    'INSERT INTO log_segments (node, segment, first, before, last, head) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const grow = database.prepare('UPDATE log_segments SET last = ?, head = ? WHERE node = ? AND segment = ?')
  const node = sqliteNode
  return (event, taken) => {
    const row = newestOf.get(node)
    const last = row === undefined ? null : v.parse(Newest, { ...row })
    const newest = last === null ? null : { segment: last.segment, signed: last.signed === 1 }
    const segment = segmentAt(taken ?? event.meta?.lastUpdated ?? '', newest)
    const number = (last?.last ?? 0) + 1
    const before: Sha256 | null = last?.head ?? null
    const digest = digestOf(event)
    const hash = hashOf({ node, number, segment, before, digest })
    add.run(node, number, segment, event.id, digest, before, hash)
    if (last?.segment === segment) grow.run(number, hash, node, segment)
    else open.run(node, segment, number, before, number, hash)
  }
}
