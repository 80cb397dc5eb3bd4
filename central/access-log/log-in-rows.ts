/** The four events of a log-in; staff and citizens have the same at two sites. */
import { address } from './fields.ts'
import { row } from './row.ts'
import type { Row } from './row.ts'

const fields = {
  account: {
    of: 'account',
    says: 'Number of the account. A name that nobody has is not written down: it may be a password.',
  },
  address,
} as const

type LogInRow = Row<typeof fields>

/** In, out, a wrong name or password, and not looked at because too many were wrong. */
export function logIns({ by, site }: Pick<LogInRow, 'by' | 'site'>): readonly [LogInRow, LogInRow, LogInRow, LogInRow] {
  const whose = by === 'clerk' ? 'A member of staff' : 'A citizen'
  const common = {
    by,
    site,
    type: 'authentication',
    subtype: 'login',
    action: 'E',
    fields,
    agents: [{ who: 'account', role: null, requestor: true, address: 'address' }],
    entities: [],
  } as const
  return [
    row({ ...common, when: `${whose} logged in.`, outcome: 'success' }),
    row({ ...common, when: `${whose} logged out.`, subtype: 'logout', outcome: 'success' }),
    row({ ...common, when: `${whose} gave a wrong name or password.`, outcome: 'minor' }),
    row({ ...common, when: `${whose} was not looked at, because too many tries were wrong.`, outcome: 'serious' }),
  ]
}
