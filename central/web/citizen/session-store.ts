/** What is kept of who logged in at home, for minutes, under the hash of what the browser holds. A port: see store/. */
import * as v from 'valibot'
import { Citizen } from './accounts.ts'

export const CitizenSession = v.strictObject({
  citizen: Citizen,
  /** `sub` at the provider: a log-out names by it which session ends there too. */
  account: v.string(),
  csrf: v.string(),
  /** Milliseconds since 1970. */
  since: v.number(),
})
export type CitizenSession = v.InferOutput<typeof CitizenSession>

export interface CitizenSessionStore {
  /** Keeps a new one, and forgets those that began before `over`. */
  open(key: string, session: CitizenSession, over: number): Promise<void>
  /** Null: there is none, or it began before `over`. */
  find(key: string, over: number): Promise<CitizenSession | null>
  close(key: string): Promise<void>
  /**
   * Counts a reference that a person asks for as one that is not his, whatever session he does it in; the same one again
   * costs nothing. False: he asked for `most` others since `after`, and it was not counted.
   */
  ask(
    person: string,
    reference: string,
    limit: { readonly most: number; readonly now: number; readonly after: number },
  ): Promise<boolean>
  /** It was his: no miss. */
  found(person: string, reference: string): Promise<void>
}
