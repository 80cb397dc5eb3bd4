/** The request to approve as Task (R4): only a person of the hospital makes a mandate active. */
import type { Task } from '@medplum/fhirtypes'
import type { Instant } from '../ids.ts'
import type { Approver } from '../rules/basis/decision.ts'
import { keyOf, urn } from './entry.ts'
import { referenceSystem, taskCode } from '../coding/systems.ts'

export function approvalOf(input: {
  readonly uuid: string
  /** Who asks. */
  readonly who: { readonly reference: string }
  /** What is asked for: one for each grantee. */
  readonly mandates: readonly [string, ...string[]]
  readonly document: string
  readonly patient: string
  readonly approver: Approver
  readonly status: Task['status']
  /** The visitor's reference number. */
  readonly reference: string
  readonly at: Instant
}): Task {
  const [mandate, ...others] = input.mandates
  return {
    resourceType: 'Task',
    identifier: [keyOf(input.uuid), { system: referenceSystem, value: input.reference }],
    status: input.status,
    intent: 'order',
    priority: 'routine',
    code: { coding: [{ system: taskCode, code: 'approve', display: 'Activate/approve the focal resource' }] },
    focus: { reference: urn(mandate) },
    for: { reference: input.patient },
    authoredOn: input.at,
    lastModified: input.at,
    requester: input.who,
    performerType: [{ text: input.approver }],
    input: [
      { type: { text: 'document' }, valueReference: { reference: urn(input.document) } },
      ...others.map((other) => ({ type: { text: 'mandate' }, valueReference: { reference: urn(other) } })),
    ],
  }
}
