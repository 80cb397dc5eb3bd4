/** What a provider tells of log-ins, for the access log. */

export interface LoginHeard {
  /** Logged in, wrong name or password, or not looked at because too many were wrong. */
  readonly kind: 'in' | 'wrong' | 'wait'
  /** `sub` of the account that was named; null when nobody has that name. What was typed is not told: it may be a password. */
  readonly account: string | null
  /** Address of the other end of the connection. */
  readonly address: string
}

/** Resolves when it is written; rejects when it could not be. */
export type HearLogin = (heard: LoginHeard) => Promise<void>
