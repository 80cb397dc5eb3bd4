/** A task that asks somebody of the hospital to look at what was signed and cannot go on by itself. It says nothing of what was signed. */
import type { Task } from '@medplum/fhirtypes'
import { referenceSystem, taskCode } from '../../domain/coding/systems.ts'
import { keyOf } from '../../domain/fhir/entry.ts'

export function lookTask(of: {
  /** Its key: the same one makes no second task. */
  readonly uuid: string
  readonly reference: string
  /** `Patient/<id>` */
  readonly patient: string
  /** FHIR instant. */
  readonly at: string
  readonly status: 'outdated' | 'notComposed'
  readonly text: string
  readonly description: string
  /** Address of the paper; null: there is none. */
  readonly focus: string | null
}): Task {
  const { uuid, reference, patient, at, status, text, description, focus } = of
  return {
    resourceType: 'Task',
    identifier: [keyOf(uuid), { system: referenceSystem, value: reference }],
    status: 'requested',
    intent: 'order',
    priority: 'routine',
    code: { coding: [{ system: taskCode, code: 'fulfill', display: 'Fulfill the focal request' }], text },
    businessStatus: { text: status },
    description,
    ...(focus === null ? {} : { focus: { reference: focus } }),
    for: { reference: patient },
    authoredOn: at,
    lastModified: at,
    performerType: [{ text: 'staff' }],
  }
}
