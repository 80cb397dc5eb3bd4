/** Passwords of the embedded identity providers: training only. */
import { createHash, timingSafeEqual } from 'node:crypto'

/** What every training account has, whoever it stands for. */
export interface Account {
  /** `sub` */
  readonly id: string
  readonly login: string
  readonly password: string
}

/** Wrong passwords per login before a pause, and the pause in milliseconds. */
const mostWrong = 5
const pause = 60_000

/** Checks a password in constant time; after five wrong ones that login waits a minute. */
export class Passwords<A extends Account> {
  readonly #accounts: readonly A[]
  readonly #now: () => Date
  readonly #wrong = new Map<string, { count: number; since: number }>()

  constructor({ accounts, now }: { readonly accounts: readonly A[]; readonly now: () => Date }) {
    this.#accounts = accounts
    this.#now = now
  }

  /** The account, or why not; an unknown login is answered like a wrong password. */
  check(login: string, password: string): A | 'wrong' | 'wait' {
    const account = this.#accounts.find((known) => known.login === login.trim().toLowerCase())
    const now = this.#now().getTime()
    const wrong = this.#wrong.get(account?.login ?? '')
    if (wrong !== undefined && wrong.count >= mostWrong && now - wrong.since < pause) return 'wait'
    const good = timingSafeEqual(hash(password), hash(account?.password ?? ''))
    if (account !== undefined && good) {
      this.#wrong.delete(account.login)
      return account
    }
    this.#wrong.set(account?.login ?? '', { count: ((wrong?.count ?? 0) % mostWrong) + 1, since: now })
    return 'wrong'
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}
