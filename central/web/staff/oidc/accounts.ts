/** Training accounts of the embedded identity provider: invented people, passwords made at each start. */
import { randomInt } from 'node:crypto'
import { acrOf } from '../../../../domain/identity/staff-login.ts'
import type { Account } from '../../oidc/passwords.ts'

export type StaffRole = 'clerk' | 'physician'

export interface StaffAccount extends Account {
  readonly name: string
  readonly role: StaffRole
  /** Number in the BIG register; null: none. */
  readonly registration: string | null
  /** A password stands for what a hospital's own provider asks: training has no card and no code. */
  readonly acr: string
}

/**
 * Two clerks and three physicians, the last of whom logs in too weakly to answer anything. The passwords stand on the login page, so
 * they are good for nothing but training.
 */
export function trainingAccounts(): readonly StaffAccount[] {
  const password = () => `oefenen-${randomInt(1000, 10_000)}`
  const clerk = { role: 'clerk', registration: null, acr: acrOf.substantial } as const
  const physician = { role: 'physician', acr: acrOf.high } as const
  return [
    { ...clerk, id: 'clerk-1', login: 'marloes', password: password(), name: 'Marloes Kuiper' },
    { ...clerk, id: 'clerk-2', login: 'youssef', password: password(), name: 'Youssef Benali' },
    { ...physician, id: 'physician-1', login: 'visser', password: password(), name: 'dr. Anna Visser', registration: '19012345601' }, // prettier-ignore
    { ...physician, id: 'physician-2', login: 'kok', password: password(), name: 'dr. Bram Kok', registration: '29012345602' }, // prettier-ignore
    { ...physician, id: 'physician-3', login: 'hendriks', password: password(), name: 'dr. Lot Hendriks', registration: '39012345603', acr: acrOf.low }, // prettier-ignore
  ]
}
