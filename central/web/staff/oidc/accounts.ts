/** Training accounts of the embedded identity provider: invented people, passwords made at each start. */
import { randomInt } from 'node:crypto'
import type { Account } from '../../oidc/passwords.ts'

export type StaffRole = 'clerk' | 'physician'

export interface StaffAccount extends Account {
  readonly name: string
  readonly role: StaffRole
}

/** Whose work has a page here. A log-in that leads to "not yet" is not offered to anybody; who has it hears why. */
export function offered<A extends { readonly role: StaffRole }>(accounts: readonly A[]): readonly A[] {
  return accounts.filter(({ role }) => role === 'clerk')
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
