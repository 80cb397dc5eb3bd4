/** Whoever answers a request at the hospital, and what waits for him: as the pages of staff would have it. */
import type { Resource, Task } from '@medplum/fhirtypes'
import type { Central } from '../../../central/compose.ts'
import type { Answer, ApproverPerson, AskedFor } from '../../../central/requests/decisions/decision.ts'
import type { Decided } from '../../../central/requests/decisions/decided.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'
import { referenceOf } from '../../../domain/contract/envelope/reference.ts'
import { acrOf } from '../../../domain/identity/staff-login.ts'

export const physician: ApproverPerson = {
  id: 'physician-1',
  name: 'dr. Anna Visser',
  role: 'physician',
  registration: '19012345601',
  acr: acrOf.substantial,
}
export const desk: ApproverPerson = {
  id: 'clerk-2',
  name: 'Youssef Benali',
  role: 'staff',
  registration: null,
  acr: acrOf.substantial,
}
export const agree: Answer = { kind: 'agree' }
export const refuse: Answer = { kind: 'refuse', reason: 'interestOfPatient' }

const isTask = (one: Resource): one is Task & { id: string } => one.resourceType === 'Task' && one.id !== undefined

/** The form of this envelope, as it is now. */
export function formOf(central: Central, envelope: EnvelopeId): Extract<AskedFor, { kind: 'form' }> {
  const number = referenceOf(envelope)
  const task = central.store
    .all('Task')
    .filter(isTask)
    .find(({ identifier, code }) => {
      const isApproval = code?.coding?.some((one) => one.code === 'approve') === true
      return isApproval && identifier?.some(({ value }) => value === number) === true
    })
  return { kind: 'form', task: `Task/${task?.id ?? 'none'}`, version: task?.meta?.versionId ?? '' }
}

/** The set as it is now. */
export async function setNow(central: Central, id: EnvelopeId): Promise<Extract<AskedFor, { kind: 'set' }>> {
  return { kind: 'set', id, version: (await central.sets.find(id))?.version ?? 0 }
}

/** The physician answers what he has just seen. */
export async function answers(
  central: Central,
  asked: AskedFor,
  answer: Answer = agree,
  by: ApproverPerson = physician,
): Promise<Decided> {
  return await central.decide({ asked, by, answer })
}
