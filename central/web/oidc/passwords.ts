/** Passwords of the embedded identity providers: training only. */
import { createHash, timingSafeEqual } from 'node:crypto'

/** What every training account has, whoever it stands for. */
export interface Account {
  /** `sub` */
  readonly id: string
  readonly login: string
  readonly password: string
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

interface Count {
  readonly wrong: number
  readonly since: number
}

/**
 * Checks a password in constant time. Five wrong ones make that name wait a minute **from that address only**: a stranger
 * elsewhere locks nobody out. A name that nobody has is counted and answered like one that somebody has.
 */
export class Passwords<A extends Account> {
  readonly #accounts: readonly A[]
  readonly #now: () => Date
  readonly #counts = new Map<string, Count>()

  constructor({ accounts, now }: { readonly accounts: readonly A[]; readonly now: () => Date }) {
    this.#accounts = accounts
    this.#now = now
  }

  /** The account, or why not. A try while it waits is not looked at and does not make the wait longer. */
  check({ login, password, address }: Attempt): A | 'wrong' | 'wait' {
    const name = login.trim().toLowerCase()
    const account = this.named(name)
    // By its hash: what was typed as a name may be anything of any length.
    const ofName = `${address} ${hash(name).toString('base64url')}`
    if (this.#waits(ofName, mostWrong) || this.#waits(address, mostWrongFrom)) return 'wait'
    const good = timingSafeEqual(hash(password), hash(account?.password ?? ''))
    if (account !== null && good) {
      this.#counts.delete(ofName)
      return account
    }
    this.#count(ofName)
    this.#count(address)
    return 'wrong'
  }

  /** Whose name this is; null when nobody's. */
  named(login: string): A | null {
    const name = login.trim().toLowerCase()
    return this.#accounts.filter((known) => known.login === name)[0] ?? null
  }

  #waits(key: string, most: number): boolean {
    const { wrong, since } = this.#of(key)
    return wrong >= most && this.#now().getTime() - since < pause
  }

  /** A pause that is over begins anew. */
  #of(key: string): Count {
    const known = this.#counts.get(key)
    return known === undefined || this.#now().getTime() - known.since >= pause ? { wrong: 0, since: 0 } : known
  }

  #count(key: string): void {
    const { wrong } = this.#of(key)
    this.#counts.delete(key)
    this.#counts.set(key, { wrong: wrong + 1, since: this.#now().getTime() })
    for (const oldest of this.#counts.keys()) {
      if (this.#counts.size <= mostKept) break
      this.#counts.delete(oldest)
    }
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}
