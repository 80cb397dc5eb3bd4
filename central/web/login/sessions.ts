/** Who is logged in at the desk: in memory, so that a restart logs everybody out. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { EnvelopeId, VisitId } from '../../../domain/ids.ts'
import type { StaffMember } from '../../visits/visits.ts'
import { cookie } from '../pages/respond.ts'
import type { StaffRole } from '../staff/oidc/accounts.ts'

export interface StaffSession {
  readonly staff: StaffMember
  readonly role: StaffRole
  /** Must come with every POST (OWASP: synchronizer token). */
  readonly csrf: string
  readonly since: number
  /** As the provider signed it at the log-in: a log-out names by it which session ends there too. */
  readonly idToken: string | null
  seen: number
  /** One sentence for the next page, then gone. */
  notice: Notice | null
  /** What the clerk had typed when a form was refused: nothing right has to be typed again. */
  draft: Draft | null
  /** What the clerk's last search found, shown to this clerk only. */
  found: Found | null
  /** Which envelopes the list of what was kept apart has shown here: so that looking is logged once. */
  seenApart: ReadonlySet<EnvelopeId>
  /** "visit id" of candidates that this clerk has seen: logged once. */
  readonly seenCandidates: Set<string>
}

export interface Notice {
  readonly kind: 'good' | 'error'
  readonly text: string
}

/** `wrong`: the field to type again; it is left out of `fields`. */
export interface Draft {
  readonly visit: VisitId
  readonly fields: Readonly<Record<string, string>>
  readonly wrong: string | null
}

export interface Found {
  readonly visit: VisitId
  /** Ids of patients, not their data. */
  readonly patients: readonly string[]
}

const name = 'balie_staff'
/** Milliseconds: a working day at most, half an hour without a request. */
const longest = 9 * 60 * 60 * 1000
const idle = 30 * 60 * 1000

const secret = () => randomBytes(32).toString('base64url')

export class StaffSessions {
  readonly #sessions = new Map<string, StaffSession>()
  readonly #now: () => Date
  readonly #secure: boolean

  constructor({ now, secure }: { readonly now: () => Date; readonly secure: boolean }) {
    this.#now = now
    this.#secure = secure
  }

  /** The Set-Cookie value for a new session; the memory holds only the hash of what the browser gets. */
  open(staff: StaffMember, role: StaffRole, idToken: string | null = null): string {
    const now = this.#now().getTime()
    for (const [key, session] of this.#sessions) if (this.#isOver(session)) this.#sessions.delete(key)
    const id = secret()
    this.#sessions.set(hash(id), {
      staff,
      role,
      csrf: secret(),
      since: now,
      idToken,
      seen: now,
      notice: null,
      draft: null,
      found: null,
      seenApart: new Set(),
      seenCandidates: new Set(),
    })
    return `${name}=${id}; ${this.#attributes()}`
  }

  /** The session of a request, or null; `touch` is false for what the page asks by itself (events, refreshes). */
  of(request: Request, { touch }: { readonly touch: boolean }): StaffSession | null {
    const id = cookie(request, name)
    const session = id === null ? undefined : this.#sessions.get(hash(id))
    if (session === undefined || this.#isOver(session)) return null
    if (touch) session.seen = this.#now().getTime()
    return session
  }

  /** Forgets the session; returns the Set-Cookie value that removes the cookie. */
  close(request: Request): string {
    const id = cookie(request, name)
    if (id !== null) this.#sessions.delete(hash(id))
    return `${name}=; Max-Age=0; ${this.#attributes()}`
  }

  #attributes(): string {
    // Lax: a provider on another site sends the browser back here, and Strict would come without the cookie, for ever. What
    // changes something is a POST, which Lax keeps from other sites, and needs the token of the form besides.
    return `Path=/; HttpOnly; SameSite=Lax${this.#secure ? '; Secure' : ''}`
  }

  #isOver(session: StaffSession): boolean {
    const now = this.#now().getTime()
    return now - session.since > longest || now - session.seen > idle
  }
}

/** Compares the token of a form in constant time. */
export function csrfMatches(session: StaffSession, given: string | null): boolean {
  return timingSafeEqual(Buffer.from(hash(session.csrf)), Buffer.from(hash(given ?? '')))
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
