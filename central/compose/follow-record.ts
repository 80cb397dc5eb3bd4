/** A death, a block or a corrected birth date in the record reaches everything that rests on it, in the same second. */
import type { Resource } from '@medplum/fhirtypes'
import type { EmbeddedStore } from '../store/fhir/embedded-store.ts'
import { logFault } from './fault.ts'

/** Something that rests on what the record says of `Patient/<id>`. */
interface Follower {
  recordChanged(patient: string): Promise<void>
}

export interface Following {
  /** Somebody knows that it changed, and waits until everything has followed. */
  changed(patient: string): Promise<void>
  close(): Promise<void>
}

/** @param followers each does its part, one after the other. */
export function followRecord(store: Pick<EmbeddedStore, 'watch'>, followers: readonly Follower[]): Following {
  let turn: Promise<void> = Promise.resolve()
  let open = true
  const one = async (patient: string): Promise<void> => {
    for (const follower of followers)
      if (open)
        await follower.recordChanged(patient).catch((error: unknown) => logFault('a change of the record', error))
  }
  store.watch((written) => {
    for (const patient of new Set(written.flatMap(patientIn))) turn = turn.then(() => one(patient))
  })
  return {
    async changed(patient) {
      await turn
      for (const follower of followers) await follower.recordChanged(patient)
    },
    close() {
      open = false
      return turn
    },
  }
}

/** Whom it is about; none: it stops nothing. What a flag stops by a number alone, each question about access finds. */
function patientIn(one: Resource): readonly string[] {
  if (one.resourceType === 'Patient') return one.id === undefined ? [] : [`Patient/${one.id}`]
  const reference = one.resourceType === 'Flag' ? one.subject.reference : undefined
  return reference?.startsWith('Patient/') === true ? [reference] : []
}
