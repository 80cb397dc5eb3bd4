/** How many requests about this patient there were before anything is judged by them: the commit notices one in between. */
import type { RequestStore } from '../../../requests/request-store.ts'
import { orAway } from '../../../store/fhir/reading.ts'
import { good } from './checked.ts'
import type { Checked } from './checked.ts'
import type { BoundPatient } from './patient.ts'

/** Throws when it cannot be read now. */
export async function turn(
  { reference }: BoundPatient,
  requests: Pick<RequestStore, 'turnOf'>,
): Promise<Checked<number>> {
  return good(await orAway(() => requests.turnOf(reference)))
}
