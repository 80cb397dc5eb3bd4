/** Passwords of the embedded identity providers: training only. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FailureStore } from '../../http/rate-store.ts'

/** What every training account has, whoever it stands for. */
export interface Account {
  /** `sub` */
  readonly id: string
  readonly login: string
  readonly password: string
  /** How strong a log-in with it is said to be; absent: nothing is said. */
  readonly acr?: string
}

/** One try, and from where: the address of the other end of the connection. */
export interface Attempt {
  readonly login: string
  readonly password: string
  readonly address: string
}

/** Wrong passwords for one name from one address before a pause, and the pause in milliseconds. */
const mostWrong = 5
const pause = 60_000
/** Wrong passwords from one address, whatever the names, before that address waits: nobody goes through a list of names. */
const mostWrongFrom = 30
/** Most counters that are kept; the oldest go first, so that made-up names cannot fill the memory. */
const mostKept = 5000

/**
 * Checks a password in constant time. Five wrong ones make that name wait a minute **from that address only**: a stranger
 * elsewhere locks nobody out. A name that nobody has is counted and answered like one that somebody has.
 */
export class Passwords<A extends Account> {
  readonly #accounts: readonly A[]
  readonly #failures: FailureStore
  readonly #now: () => Date

  constructor(options: { readonly accounts: readonly A[]; readonly failures: FailureStore; readonly now: () => Date }) {
    this.#accounts = options.accounts
    this.#failures = options.failures
    this.#now = options.now
  }

  /** The account, or why not. A try while it waits is not looked at and does not make the wait longer. */
  async check({ login, password, address }: Attempt): Promise<A | 'wrong' | 'wait'> {
    const name = login.trim().toLowerCase()
    const account = this.named(name)
    // By its hash: what was typed as a name may be anything of any length.
    const ofName = `${address} ${hash(name).toString('base64url')}`
    const keys = [
      { key: ofName, most: mostWrong },
      { key: address, most: mostWrongFrom },
    ]
    // Counted as wrong before it is looked at: many tries at once are no more than as many one after another.
    const at = this.#now().getTime()
    if (!(await this.#failures.count(keys, { at, pause, kept: mostKept }))) return 'wait'
    const good = timingSafeEqual(hash(password), hash(account?.password ?? ''))
    if (account === null || !good) return 'wrong'
    await this.#failures.forgive({ clear: [ofName], undo: [address] })
    return account
  }

  /** Whose name this is; null when nobody's. */
  named(login: string): A | null {
    const name = login.trim().toLowerCase()
    return this.#accounts.filter((known) => known.login === name)[0] ?? null
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}
