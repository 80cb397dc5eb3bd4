/** Who logged in at home: a few minutes, in memory, under the hash of what the browser holds. */
import { createHash, randomBytes } from 'node:crypto'
import { cookie } from '../pages/respond.ts'
import type { Citizen } from './accounts.ts'

export interface CitizenSession {
  readonly citizen: Citizen
  /** `sub` at the provider: a log-out names by it which session ends there too. */
  readonly account: string
  readonly csrf: string
  readonly since: number
}

const name = 'balie_citizen'
/** Milliseconds: long enough to fetch a file, short on a shared machine. */
const lifetime = 5 * 60 * 1000
/** Wrong references per person before a pause, and the pause in milliseconds: nobody can find out numbers. */
const mostMisses = 10
const pause = 15 * 60 * 1000

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url')
const secret = (): string => randomBytes(32).toString('base64url')

export class CitizenSessions {
  readonly #sessions = new Map<string, CitizenSession>()
  readonly #misses = new Map<string, { references: Set<string>; since: number }>()
  readonly #now: () => Date
  readonly #attributes: string

  constructor({ now, secure }: { readonly now: () => Date; readonly secure: boolean }) {
    this.#now = now
    // Lax: the login comes back from another site.
    this.#attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  }

  /** The Set-Cookie value of a new session. */
  open(citizen: Citizen, account: string): string {
    const now = this.#now().getTime()
    for (const [key, { since }] of this.#sessions) if (now - since > lifetime) this.#sessions.delete(key)
    const id = secret()
    this.#sessions.set(hash(id), { citizen, account, csrf: secret(), since: now })
    return `${name}=${id}; Max-Age=${String(lifetime / 1000)}; ${this.#attributes}`
  }

  of(request: Request): CitizenSession | null {
    const id = cookie(request, name)
    const session = id === null ? undefined : this.#sessions.get(hash(id))
    return session === undefined || this.#now().getTime() - session.since > lifetime ? null : session
  }

  /** Forgets the session; the Set-Cookie value that removes the cookie. */
  close(request: Request): string {
    const id = cookie(request, name)
    if (id !== null) this.#sessions.delete(hash(id))
    return `${name}=; Max-Age=0; ${this.#attributes}`
  }

  /** True when this person asked for too many forms that are not his, whatever session he did it in. */
  mustWait({ bsn }: Citizen): boolean {
    const missed = this.#misses.get(bsn)
    if (missed === undefined) return false
    if (this.#now().getTime() - missed.since > pause) this.#misses.delete(bsn)
    return missed.references.size >= mostMisses && this.#now().getTime() - missed.since <= pause
  }

  /** Looking again for the same one costs nothing: it may just not have arrived. */
  asked({ bsn }: Citizen, reference: string): void {
    const before = this.#misses.get(bsn) ?? { references: new Set(), since: this.#now().getTime() }
    before.references.add(reference)
    this.#misses.set(bsn, before)
  }

  /** It was his: no miss. */
  found({ bsn }: Citizen, reference: string): void {
    this.#misses.get(bsn)?.references.delete(reference)
  }
}
