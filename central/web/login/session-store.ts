/** What is kept of who is logged in at the desk, under the hash of what the browser holds. A port: see store/. */
import * as v from 'valibot'
import { EnvelopeId, VisitId } from '../../../domain/ids.ts'

export const Notice = v.strictObject({ kind: v.picklist(['good', 'error']), text: v.string() })
export type Notice = v.InferOutput<typeof Notice>

/** What the clerk had typed when a form was refused. `wrong`: the field to type again; it is left out of `fields`. */
export const Draft = v.strictObject({
  visit: VisitId,
  fields: v.record(v.string(), v.string()),
  wrong: v.nullable(v.string()),
})
export type Draft = v.InferOutput<typeof Draft>

/** What a search found: ids of patients, not their data. */
export const Found = v.strictObject({ visit: VisitId, patients: v.array(v.string()) })
export type Found = v.InferOutput<typeof Found>

export const StaffSession = v.strictObject({
  staff: v.strictObject({ id: v.string(), name: v.string() }),
  role: v.picklist(['clerk', 'physician']),
  /** Number in the BIG register, as the provider says it; null: none. */
  registration: v.nullable(v.string()),
  /** How strong the log-in was, in the provider's words. */
  acr: v.nullable(v.string()),
  /** Must come with every POST (OWASP: synchronizer token). */
  csrf: v.string(),
  /** Milliseconds since 1970. */
  since: v.number(),
  /** As the provider signed it at the log-in: a log-out names by it which session ends there too. */
  idToken: v.nullable(v.string()),
  seen: v.number(),
  /** One sentence for the next page, then gone. */
  notice: v.nullable(Notice),
  draft: v.nullable(Draft),
  found: v.nullable(Found),
  /** Which envelopes the list of what was kept apart has shown here: so that looking is logged once. */
  seenApart: v.array(EnvelopeId),
  /** "visit id" of candidates that this clerk has seen: logged once. */
  seenCandidates: v.array(v.string()),
})
export type StaffSession = v.InferOutput<typeof StaffSession>

/** What changes while somebody works. */
export type Kept = Partial<Pick<StaffSession, 'notice' | 'draft' | 'found' | 'seenApart'>>

/** When a session is over: begun before `since`, or without a request since `seen`; milliseconds since 1970. */
export interface Over {
  readonly since: number
  readonly seen: number
}

export interface StaffSessionStore {
  /** Keeps a new one, and forgets those that are over. */
  open(key: string, session: StaffSession, over: Over): Promise<void>
  /** Null: there is none, or it is over. `touch`: the moment of this request, when it counts as work. */
  find(key: string, over: Over, touch: number | null): Promise<StaffSession | null>
  /** Changes what is named and nothing else. */
  keep(key: string, change: Kept): Promise<void>
  /** Takes the sentence for the next page: of two pages at once one has it. */
  takeNotice(key: string): Promise<Notice | null>
  /** Adds candidates to those that were seen. */
  sawCandidates(key: string, candidates: readonly string[]): Promise<void>
  close(key: string): Promise<void>
}
