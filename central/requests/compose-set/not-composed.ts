/** The task for staff about a set that everybody signed and of which no form can be made. One for each set. */
import type { Bundle } from '@medplum/fhirtypes'
import { referenceOf } from '../../../domain/contract/envelope/reference.ts'
import { keyed, transaction } from '../../../domain/fhir/entry.ts'
import type { Instant } from '../../../domain/ids.ts'
import { lookTask } from '../look-task.ts'
import type { SetRow } from '../sets/set-row.ts'
import { uuidFrom } from '../uuid-from.ts'

export function notComposedBundle({ id, patient }: Pick<SetRow, 'id' | 'patient'>, at: Instant): Bundle {
  const uuid = uuidFrom(id, 'notComposed')
  const look = lookTask({
    uuid,
    reference: referenceOf(id),
    patient,
    at,
    status: 'notComposed',
    text: 'Beoordelen: van de handtekeningen is geen formulier te maken',
    description:
      'Iedereen heeft deze aanvraag getekend, maar de delen passen niet bij elkaar. Er is geen formulier van gemaakt en niemand krijgt hierdoor toegang. Wat is getekend, is nog bewaard. Vraag zo nodig om opnieuw te tekenen.',
    focus: null,
  })
  return transaction([keyed(uuid, look)])
}
