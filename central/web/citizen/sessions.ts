/** Who logged in at home: a few minutes, under the hash of what the browser holds. */
import { createHash, randomBytes } from 'node:crypto'
import { cookie } from '../pages/respond.ts'
import type { Citizen } from './accounts.ts'
import type { CitizenSession, CitizenSessionStore } from './session-store.ts'

export type { CitizenSession } from './session-store.ts'

const name = 'balie_citizen'
/** Milliseconds: long enough to fetch a file, short on a shared machine. */
const lifetime = 5 * 60 * 1000
/** Wrong references per person before a pause, and the pause in milliseconds: nobody can find out numbers. */
const mostMisses = 10
const pause = 15 * 60 * 1000

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url')
const secret = (): string => randomBytes(32).toString('base64url')

/** A person in the count of misses. */
const personOf = ({ bsn }: Citizen): string => hash(`citizen ${bsn}`)

export class CitizenSessions {
  readonly #store: CitizenSessionStore
  readonly #now: () => Date
  readonly #attributes: string

  constructor(options: { readonly store: CitizenSessionStore; readonly now: () => Date; readonly secure: boolean }) {
    this.#store = options.store
    this.#now = options.now
    // Lax: the login comes back from another site.
    this.#attributes = `Path=/; HttpOnly; SameSite=Lax${options.secure ? '; Secure' : ''}`
  }

  /** The Set-Cookie value of a new session. */
  async open(citizen: Citizen, account: string): Promise<string> {
    const now = this.#now().getTime()
    const id = secret()
    await this.#store.open(hash(id), { citizen, account, csrf: secret(), since: now }, now - lifetime)
    return `${name}=${id}; Max-Age=${String(lifetime / 1000)}; ${this.#attributes}`
  }

  async of(request: Request): Promise<CitizenSession | null> {
    const id = cookie(request, name)
    return id === null ? null : await this.#store.find(hash(id), this.#now().getTime() - lifetime)
  }

  /** Forgets the session; the Set-Cookie value that removes the cookie. */
  async close(request: Request): Promise<string> {
    const id = cookie(request, name)
    if (id !== null) await this.#store.close(hash(id))
    return `${name}=; Max-Age=0; ${this.#attributes}`
  }

  /**
   * Counts what this person asks for, whatever session he does it in; false when too many forms were not his. Looking again
   * for the same one costs nothing: it may just not have arrived.
   */
  mayAsk(citizen: Citizen, reference: string): Promise<boolean> {
    const now = this.#now().getTime()
    return this.#store.ask(personOf(citizen), reference, { most: mostMisses, now, after: now - pause })
  }

  /** It was his: no miss. */
  found(citizen: Citizen, reference: string): Promise<void> {
    return this.#store.found(personOf(citizen), reference)
  }
}
