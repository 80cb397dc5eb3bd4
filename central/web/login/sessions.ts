/** Who is logged in at the desk: a restart of the central logs everybody out. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { StaffMember } from '../../visits/visits.ts'
import { cookie } from '../pages/respond.ts'
import type { StaffRole } from '../staff/oidc/accounts.ts'
import type { Kept, Notice, Over, StaffSession as Stored, StaffSessionStore } from './session-store.ts'

export type { Draft, Found, Notice } from './session-store.ts'

/** A session as it was when this request came; `key` names it in the store. */
export interface StaffSession extends Stored {
  readonly key: string
}

const name = 'balie_staff'
/** Milliseconds: a working day at most, half an hour without a request. */
const longest = 9 * 60 * 60 * 1000
const idle = 30 * 60 * 1000

const secret = () => randomBytes(32).toString('base64url')

export class StaffSessions {
  readonly #store: StaffSessionStore
  readonly #now: () => Date
  readonly #secure: boolean

  constructor(options: { readonly store: StaffSessionStore; readonly now: () => Date; readonly secure: boolean }) {
    this.#store = options.store
    this.#now = options.now
    this.#secure = options.secure
  }

  /** The Set-Cookie value for a new session; only the hash of what the browser gets is kept. */
  async open(
    staff: StaffMember,
    role: StaffRole,
    idToken: string | null = null,
    proof: Pick<Stored, 'registration' | 'acr'> = { registration: null, acr: null },
  ): Promise<string> {
    const now = this.#now().getTime()
    const id = secret()
    const session = { staff: { ...staff }, role, ...proof, csrf: secret(), since: now, idToken, seen: now }
    const nothing = { notice: null, draft: null, found: null, seenApart: [], seenCandidates: [] }
    await this.#store.open(hash(id), { ...session, ...nothing }, this.#over())
    return `${name}=${id}; ${this.#attributes()}`
  }

  /** The session of a request, or null; `touch` is false for what the page asks by itself (events, refreshes). */
  async of(request: Request, { touch }: { readonly touch: boolean }): Promise<StaffSession | null> {
    const id = cookie(request, name)
    if (id === null) return null
    const key = hash(id)
    const session = await this.#store.find(key, this.#over(), touch ? this.#now().getTime() : null)
    return session === null ? null : { ...session, key }
  }

  /** Keeps what is named for the next requests; the given session stays as it was. */
  keep({ key }: StaffSession, change: Kept): Promise<void> {
    return this.#store.keep(key, change)
  }

  /** The sentence for the next page, for one page. */
  takeNotice({ key }: StaffSession): Promise<Notice | null> {
    return this.#store.takeNotice(key)
  }

  /** Candidates that this clerk has seen by now. */
  sawCandidates({ key }: StaffSession, candidates: readonly string[]): Promise<void> {
    return this.#store.sawCandidates(key, candidates)
  }

  /** Forgets the session; returns the Set-Cookie value that removes the cookie. */
  async close(request: Request): Promise<string> {
    const id = cookie(request, name)
    if (id !== null) await this.#store.close(hash(id))
    return `${name}=; Max-Age=0; ${this.#attributes()}`
  }

  #attributes(): string {
    // Lax: a provider on another site sends the browser back here, and Strict would come without the cookie, for ever. What
    // changes something is a POST, which Lax keeps from other sites, and needs the token of the form besides.
    return `Path=/; HttpOnly; SameSite=Lax${this.#secure ? '; Secure' : ''}`
  }

  #over(): Over {
    const now = this.#now().getTime()
    return { since: now - longest, seen: now - idle }
  }
}

/** Compares the token of a form in constant time. */
export function csrfMatches(session: Pick<StaffSession, 'csrf'>, given: string | null): boolean {
  return timingSafeEqual(Buffer.from(hash(session.csrf)), Buffer.from(hash(given ?? '')))
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
