/** Training accounts of citizens, where DigiD would stand: the invented people who can sign at the kiosk. */
import { createHash, randomInt } from 'node:crypto'
import * as v from 'valibot'
import { CalendarDay } from '../../../domain/ids.ts'
import type { Account } from '../oidc/passwords.ts'
import type { Cast } from '../../training/cast.ts'

/** What a log-in with DigiD tells, with what the register of persons knows of that BSN. */
export const Citizen = v.strictObject({
  bsn: v.pipe(v.string(), v.regex(/^\d{9}$/)),
  family: v.pipe(v.string(), v.minLength(1)),
  given: v.pipe(v.string(), v.minLength(1)),
  birthDate: CalendarDay,
})
export type Citizen = v.InferOutput<typeof Citizen>

export interface CitizenAccount extends Account {
  readonly citizen: Citizen
}

/** Who carries a document can have signed. The passwords stand on the login page: good for nothing but training. */
export function citizenAccounts({ people }: Cast): readonly CitizenAccount[] {
  return Object.entries(people).flatMap(([role, { bsn, family, given, birthDate, document }]) =>
    document === null
      ? []
      : [
          {
            // Not the BSN: an account's id stands in grants and logs.
            id: createHash('sha256').update(`citizen ${bsn}`).digest('base64url').slice(0, 16),
            login: role.toLowerCase(),
            password: `oefenen-${String(randomInt(1000, 10_000))}`,
            citizen: { bsn, family, given, birthDate },
          },
        ],
  )
}
