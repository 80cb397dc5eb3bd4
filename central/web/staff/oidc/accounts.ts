/** Training accounts of the embedded identity provider: invented people, passwords made at each start. */
import { randomInt } from 'node:crypto'
import type { Account } from '../../oidc/passwords.ts'

export type StaffRole = 'clerk' | 'physician'

export interface StaffAccount extends Account {
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
