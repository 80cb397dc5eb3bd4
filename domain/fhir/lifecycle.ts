/**
 * How a state of the lifecycle stands in the record: the status of the mandate (Consent, R4) and of the request to
 * approve it (Task, R4). One table, both ways of reading it tested: a Consent is `active` exactly where access exists.
 * The kiosk writes `submittedStatus` alone; the rest is the central's (mandate-life.ts).
 */
import type { Consent, Task } from '@medplum/fhirtypes'
import type { State } from '../lifecycle/states.ts'

export interface FhirStatus {
  readonly consent: Consent['status']
  /** Null: the state alone does not say; the task stays as it was when this state came. */
  readonly task: Task['status'] | null
}

/** What leaves the kiosk: everybody signed, nobody of the hospital has looked. */
export const submittedStatus = { consent: 'proposed', task: 'requested' } as const satisfies FhirStatus
const agreed: FhirStatus = { consent: 'proposed', task: 'completed' }
const access: FhirStatus = { consent: 'active', task: 'completed' }
const over: FhirStatus = { consent: 'inactive', task: null }

export function fhirStatusOf(state: State): FhirStatus {
  switch (state.name) {
    case 'draft':
    case 'waitingForSigner':
      return { consent: 'draft', task: 'draft' }
    // Who reads the record learns nothing about a child's answer (states.ts, shownToApplicant).
    case 'refusedByChild':
    case 'submitted':
      return submittedStatus
    case 'outdated':
      return { consent: 'rejected', task: 'cancelled' }
    case 'approved':
    case 'registered':
      return agreed
    case 'active':
    case 'underReview':
      return access
    case 'frozen':
      return { ...under(state.before), task: 'on-hold' }
    case 'suspended':
    case 'paused':
      return under(state.before)
    case 'ended':
      if (state.because === 'rejected') return { consent: 'rejected', task: 'rejected' }
      return state.because === 'notCompleted' ? { consent: 'rejected', task: 'cancelled' } : over
    case 'superseded':
    case 'withdrawn':
      return over
    default: {
      const never: never = state
      throw new Error(`no status for ${String(never)}`)
    }
  }
}

/** Beneath a layer nothing gives access, and what never did stays as it is. */
function under(before: State): FhirStatus {
  const status = fhirStatusOf(before)
  return status.consent === 'active' ? { ...status, consent: 'inactive' } : status
}
