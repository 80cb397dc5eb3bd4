/** Training accounts of the embedded identity provider: invented people, passwords made at each start. */
import { createHash, randomInt, timingSafeEqual } from 'node:crypto'

export type StaffRole = 'clerk' | 'physician'

export interface StaffAccount {
  /** `sub` */
  readonly id: string
  readonly login: string
  readonly password: string
  readonly name: string
  readonly role: StaffRole
}

/** Two clerks and a physician. The passwords stand on the login page, so they are good for nothing but training. */
export function trainingAccounts(): readonly StaffAccount[] {
  const password = () => `oefenen-${randomInt(1000, 10_000)}`
  return [
    { id: 'clerk-1', login: 'marloes', password: password(), name: 'Marloes Kuiper', role: 'clerk' },
    { id: 'clerk-2', login: 'youssef', password: password(), name: 'Youssef Benali', role: 'clerk' },
    { id: 'physician-1', login: 'visser', password: password(), name: 'dr. Anna Visser', role: 'physician' },
  ]
}

/** Wrong passwords per login before a pause, and the pause in milliseconds. */
const mostWrong = 5
const pause = 60_000

/** Checks a password in constant time; after five wrong ones that login waits a minute. */
export class Passwords {
  readonly #accounts: readonly StaffAccount[]
  readonly #now: () => Date
  readonly #wrong = new Map<string, { count: number; since: number }>()

  constructor({ accounts, now }: { readonly accounts: readonly StaffAccount[]; readonly now: () => Date }) {
    this.#accounts = accounts
    this.#now = now
  }

  /** The account, or why not; an unknown login is answered like a wrong password. */
  check(login: string, password: string): StaffAccount | 'wrong' | 'wait' {
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
