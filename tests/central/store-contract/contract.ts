/** What every adapter of the central's ports keeps: SQLite today, another database tomorrow. */
import { requestsContract } from './requests.ts'
import type { MakeStore } from './node.ts'

/** Every operation, its refusals, and two callers at once. `make` gives empty data each time. */
export function storeContract(make: MakeStore): void {
  requestsContract(make)
}
