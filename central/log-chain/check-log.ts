/**
 * The whole access log: its months hang on each other, each on what the house signed and an authority stamped, each line on
 * its month, and what kiosks hold is in it. A month that was lawfully removed counts by its head.
 */
import type { HeldLogHead } from '../../domain/contract/device/log-head.ts'
import { checkLines } from './check-lines.ts'
import type { StoredLine } from './check-lines.ts'
import type { Finding } from './finding.ts'
import type { SegmentRow } from './log-chain.ts'
import type { SealClaims } from './seal.ts'

export interface StoredLog {
  readonly segments: readonly SegmentRow[]
  readonly linesOf: (segment: SegmentRow) => readonly StoredLine[]
  /** AuditEvents in the store that no link names, with the month in which they say they were written. */
  readonly strays: readonly { readonly event: string; readonly segment: string }[]
  /** Links under a month that has no row. */
  readonly orphans: readonly StoredLine[]
}

export interface Witnesses {
  /** What a seal says; null: it does not verify. */
  readonly sealOf: (jws: string) => Promise<SealClaims | null>
  /** Whether the time stamp is one over this seal, by an authority that the hospital believes. */
  readonly stampHolds: (seal: string, stamp: string) => Promise<boolean>
  /** Heads that kiosks hold. */
  readonly held: readonly HeldLogHead[]
}

/** Everything that is wrong, month by month; none: the log is whole. */
export async function checkLog(log: StoredLog, witnesses: Witnesses): Promise<readonly Finding[]> {
  const found: Finding[] = []
  for (const node of new Set(log.segments.map((one) => one.node))) {
    const months = log.segments.filter((one) => one.node === node)
    for (const [at, month] of months.entries()) {
      found.push(...hanging(month, months[at - 1] ?? null))
      found.push(...(await signed(month, witnesses)))
      const lines = log.linesOf(month)
      if (month.removedAt === null) found.push(...checkLines(month, lines))
      else for (const line of lines) found.push(extra(line, 'its month was removed'))
    }
  }
  for (const line of log.orphans) found.push(extra(line, 'the log has no such month'))
  for (const { event, segment } of log.strays)
    found.push({ is: 'inserted', node: '', segment, number: null, event, why: 'no link of the chain names it' })
  return [...found, ...held(log, witnesses.held)]
}

function extra({ node, segment, number, event }: StoredLine, why: string): Finding {
  return { is: 'inserted', node, segment, number, event: `AuditEvent/${event}`, why }
}

/** A month begins where the one before it ended. */
function hanging(month: SegmentRow, before: SegmentRow | null): readonly Finding[] {
  const { node, segment, first } = month
  const follows = first === (before?.last ?? 0) + 1 && month.before === (before?.head ?? null)
  if (follows) return []
  return [
    {
      is: 'head',
      node,
      segment,
      number: first,
      event: null,
      why: 'it does not follow the month before: one is missing',
    },
  ]
}

async function signed(month: SegmentRow, { sealOf, stampHolds }: Witnesses): Promise<readonly Finding[]> {
  const { node, segment, last, seal, stamp } = month
  const wrong = (why: string): readonly Finding[] => [{ is: 'head', node, segment, number: last, event: null, why }]
  if (seal === null) return month.removedAt === null ? [] : wrong('it was removed and never signed')
  const said = await sealOf(seal)
  const same =
    said?.node === node &&
    said.segment === segment &&
    said.first === month.first &&
    said.before === month.before &&
    said.last === last &&
    said.head === month.head
  if (!same) return wrong('it is not what the house signed')
  return stamp === null || (await stampHolds(seal, stamp)) ? [] : wrong('its time stamp is over something else')
}

/** What a kiosk was told once must still be so. */
function held({ segments, linesOf }: StoredLog, heads: readonly HeldLogHead[]): readonly Finding[] {
  return heads.flatMap(({ node, number, head }): readonly Finding[] => {
    const month = segments.find((one) => one.node === node && one.first <= number && number <= one.last)
    const say = (segment: string, why: string): readonly Finding[] => [
      { is: 'otherHistory', node, segment, number, event: null, why },
    ]
    if (month === undefined)
      return say(segments.findLast((one) => one.node === node)?.segment ?? '', 'a kiosk knows a later line')
    const here = number === month.last ? month.head : linesOf(month).find((line) => line.number === number)?.hash
    // Of a month that was removed only its head is known; a missing line was said above.
    if (here === undefined || here === head) return []
    return say(month.segment, 'a kiosk knows another line by this number')
  })
}
