/**
 * The lines of one month against its head. Each link proves its own number, so that a line that was moved still says where
 * it belongs; what proves no number was changed. Pure: it is given what lies in the store.
 */
import type { Finding, Tampering } from './finding.ts'
import { digestOf, hashOf } from './link.ts'
import type { Link } from './link.ts'

/** A link as it is stored, with the AuditEvent that lies under its id; null: there is none. */
export interface StoredLine extends Link {
  readonly body: unknown
  /** Order of the AuditEvent's creation in the store; null: it is not there. */
  readonly seq: number | null
}

export interface Month {
  readonly node: string
  readonly segment: string
  readonly first: number
  readonly before: string | null
  readonly last: number
  readonly head: string
}

interface Placed {
  readonly line: StoredLine
  /** The number in its hash; null: its hash is of nothing that stands here. */
  readonly own: number | null
}

/** `lines`: everything that is stored under this month, by number. Nothing wrong: no findings. */
export function checkLines(month: Month, lines: readonly StoredLine[]): readonly Finding[] {
  const found: Finding[] = []
  const say = (is: Tampering, at: { number: number | null; event: string | null }, why: string): void => {
    found.push({ is, node: month.node, segment: month.segment, ...at, why })
  }
  const placed = lines.map((line) => ({ line, own: ownNumber(line, month, lines) }))
  const right = placed.filter(({ own }) => own !== null)
  const known = new Map(right.map(({ line, own }) => [own, line]))
  const wrong = placed.filter((one) => one.own === null || isForeign(one, month, known))
  const bad = new Set(wrong.map(({ line }) => line))
  const missing: number[] = []
  for (let number = month.first; number <= month.last; number += 1) {
    const line = known.get(number)
    if (line === undefined || bad.has(line)) missing.push(number)
  }
  for (const { line } of wrong) {
    const at = { number: line.number, event: `AuditEvent/${line.event}` }
    // A wrong line that stands where one is missing is that one, changed; else there is one too many.
    const place = missing.indexOf(line.number)
    if (place === -1) say('inserted', at, 'its hash does not fit between its neighbours')
    else {
      missing.splice(place, 1)
      say('changed', at, 'its hash is not over what the line says')
    }
  }
  const tail = new Set<number>()
  for (let number = month.last; missing.includes(number); number -= 1) tail.add(number)
  for (const number of missing) {
    const cut = tail.has(number)
    say(cut ? 'cut' : 'removed', { number, event: null }, cut ? 'the month’s head goes further' : 'the chain names it')
  }
  found.push(
    ...moved(
      month,
      right.filter(({ line }) => !bad.has(line)),
    ),
  )
  for (const { line } of right.filter((one) => !bad.has(one.line))) {
    const at = { number: line.number, event: `AuditEvent/${line.event}` }
    if (line.body === null) say('removed', at, 'its AuditEvent is gone')
    else if (digestOf(line.body) !== line.digest) {
      const swapped = lines.some((other) => other !== line && other.digest === digestOf(line.body))
      say(swapped ? 'reordered' : 'changed', at, swapped ? 'it says what another line said' : 'it says something else')
    }
  }
  // A line whose text was exchanged also lies elsewhere: that is said once.
  const once = new Map(found.map((one) => [`${one.is} ${String(one.number)}`, one]))
  return [...once.values()].toSorted((one, other) => (one.number ?? 0) - (other.number ?? 0))
}

/** Its stored number, else the number after the line that it names, else any of this month. */
function ownNumber(line: StoredLine, { first, last }: Month, lines: readonly StoredLine[]): number | null {
  const fits = (number: number): boolean => hashOf({ ...line, number }) === line.hash
  if (fits(line.number)) return line.number
  for (let near = 1; near <= lines.length; near += 1) {
    for (const number of [line.number - near, line.number + near])
      if (number >= first && number <= last && fits(number)) return number
  }
  return null
}

/** Whether a line that proves a number does not hang between its neighbours: then it was written later by somebody else. */
function isForeign({ line, own }: Placed, month: Month, known: ReadonlyMap<number | null, StoredLine>): boolean {
  if (own === null || known.get(own) !== line || own < month.first || own > month.last) return true
  if (own === month.first && line.before !== month.before) return true
  // The next line, and behind the last the head, says which line it was written behind; one that is missing says nothing.
  const named = own === month.last ? month.head : known.get(own + 1)?.before
  return named !== undefined && named !== line.hash
}

/** Those that stand in another order than they prove; a whole row that moved up or down is no disorder. */
function moved(month: Month, right: readonly Placed[]): readonly Finding[] {
  const { node, segment } = month
  const standing = right.toSorted((one, other) => one.line.number - other.line.number)
  const numbers = ranks(standing.map(({ own }) => own ?? 0))
  const stored = ranks(standing.map(({ line, own }) => line.seq ?? own ?? 0))
  return standing.flatMap(({ line, own }, at): readonly Finding[] => {
    if (numbers[at] === at && (line.seq === null || stored[at] === numbers[at])) return []
    const why = `it was written as number ${String(own)}`
    return [{ is: 'reordered', node, segment, number: line.number, event: `AuditEvent/${line.event}`, why }]
  })
}

/** Of each value, its place among all of them. */
function ranks(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((one, other) => one - other)
  const places = new Map(sorted.map((value, at) => [value, at]))
  return values.map((value) => places.get(value) ?? -1)
}
