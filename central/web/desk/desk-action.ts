/** What a clerk's click does: the call, where it leads, and the ways in which it can be answered. */
import type { VisitRow } from '../../visits/visits.ts'
import type { Draft, Notice, StaffSession } from '../login/sessions.ts'
import type { Sentence } from './sentence.ts'

export interface DeskCall {
  readonly session: StaffSession
  readonly form: URLSearchParams
  /** The open visit that the form names; null when it names none. */
  readonly row: VisitRow | null
}

/** Where to go next and what to say there. */
export interface DeskAnswer {
  readonly to: string
  readonly notice: Notice | null
  /** What stays typed; absent: as it was. */
  readonly draft?: Draft
}

export type DeskAction = (call: DeskCall) => Promise<DeskAnswer>

export const late: DeskAnswer = {
  to: '/desk',
  notice: { kind: 'error', text: 'Dit bezoek is intussen veranderd. Kijk opnieuw.' },
}

export const unreachable = 'De zuil is niet verbonden. Loop er zelf heen.'

export type Row = NonNullable<DeskCall['row']>

export function addressOf(row: Row): string {
  return `/desk?nr=${row.record.callNumber}`
}

/** What was right stays typed (`from`); the field that was wrong is empty and has the focus. */
export function say(
  row: Row,
  sentence: Exclude<Sentence, null>,
  from: Pick<DeskCall, 'form' | 'session'> | null = null,
): DeskAnswer {
  const { text, field } = typeof sentence === 'string' ? { text: sentence, field: null } : sentence
  const answer = { to: addressOf(row), notice: { kind: 'error', text } } as const
  if (from === null) return answer
  const kept = [...from.form].filter(([name]) => !['csrf', 'visit', 'claim', 'bound', field].includes(name))
  return { ...answer, draft: { visit: row.record.visit, fields: Object.fromEntries(kept), wrong: field } }
}

export function good(row: Row, text: string): DeskAnswer {
  return { to: addressOf(row), notice: { kind: 'good', text } }
}
