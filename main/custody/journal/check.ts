/** Checking a journal from outside, with nothing but its lines and the device's published D-log keys. */
import * as v from 'valibot'
import { JournalEntry } from '../../../domain/contract/device/journal.ts'
import type { PublicJwk } from '../../../domain/ids.ts'
import { sha256 } from '../../jose/keys.ts'
import { verifyJws } from '../../jose/verify.ts'

export type JournalCheck =
  | {
      readonly ok: true
      readonly entries: readonly JournalEntry[]
      /** A visit that has begun and is not wiped: it runs now, or the kiosk lost power. */
      readonly open: boolean
    }
  | {
      readonly ok: false
      /** 1 for the first line. */
      readonly line: number
      readonly reason: 'signature' | 'form' | 'sequence' | 'chain' | 'pairing'
    }

/**
 * Every line signed by D-log, numbered without a gap, chained by the hash of the line before, each `begin` followed by
 * its own `wiped`. Cutting off the end does not show here: compare with the head that the central countersigned.
 */
export async function checkJournal(
  lines: readonly string[],
  ...publicKeys: readonly PublicJwk[]
): Promise<JournalCheck> {
  const entries: JournalEntry[] = []
  for (const [index, line] of lines.entries()) {
    const wrong = (reason: Extract<JournalCheck, { ok: false }>['reason']): JournalCheck => ({
      ok: false,
      line: index + 1,
      reason,
    })
    const verified = await verifyJws({ jws: line, typ: 'balie-journal+jwt', keys: publicKeys })
    if (verified === null) return wrong('signature')
    const parsed = v.safeParse(JournalEntry, verified.claims)
    if (!parsed.success) return wrong('form')
    const entry = parsed.output
    const previous = lines[index - 1]
    if (entry.seq !== index + 1) return wrong('sequence')
    if (entry.previous !== (previous === undefined ? null : sha256(previous))) return wrong('chain')
    const before = entries[index - 1]
    const open = before?.kind === 'begin' ? before.visit : null
    if (open !== (entry.kind === 'begin' ? null : entry.visit)) return wrong('pairing')
    entries.push(entry)
  }
  return { ok: true, entries, open: entries[entries.length - 1]?.kind === 'begin' }
}
