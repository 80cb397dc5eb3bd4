/** The set of an act as it is, read before anything is judged by it: the commit notices what comes in between. */
import type { SetRow } from '../../../requests/sets/set-row.ts'
import type { SetStore } from '../../../requests/sets/set-store.ts'
import { askPort } from '../../../store/fhir/reading.ts'
import type { SentAct } from './act.ts'
import { good } from './checked.ts'
import type { Checked } from './checked.ts'

/** `row` null: nobody has signed. Throws when it cannot be read now. */
export async function actSet({ set }: SentAct, sets: Pick<SetStore, 'find'>): Promise<Checked<{ row: SetRow | null }>> {
  return good({ row: await askPort(() => sets.find(set)) })
}
