/** What every adapter of the central's ports keeps: SQLite today, another database tomorrow. */
import { devicesContract } from './devices.ts'
import { logChainContract } from './log-chain.ts'
import type { MakeStore } from './node.ts'
import { publishedContract } from './published.ts'
import { requestsContract } from './requests.ts'
import { sessionsContract } from './sessions.ts'
import { setFormsContract } from './set-forms.ts'
import { setNoticesContract } from './set-notices.ts'
import { setsContract } from './sets.ts'
import { visitsContract } from './visits.ts'

/** Every operation, its refusals, and two callers at once. `make` gives empty data each time. */
export function storeContract(make: MakeStore): void {
  requestsContract(make)
  setsContract(make)
  setFormsContract(make)
  setNoticesContract(make)
  devicesContract(make)
  logChainContract(make)
  visitsContract(make)
  publishedContract(make)
  sessionsContract(make)
}
