/** Reading for who judges by what is read: that a record could not be read now says nothing of what is being judged. */
import * as v from 'valibot'
import { machineFault } from '../base/machine-fault.ts'
import type { FhirStore } from './store.ts'
import { NotAllRead } from './search-all.ts'

export type Reading = Pick<FhirStore, 'read' | 'search'>

/** The store did not answer. The cause may name values: never for a log. */
export class StoreAway extends Error {
  override readonly name = 'StoreAway'
}

/**
 * What this work reads or writes. Whatever goes wrong is thrown as {@link StoreAway}, but for what says something of this
 * machine: that keeps its name (a full disk).
 */
export async function orAway<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (machineFault(cause) !== null) throw cause
    throw new StoreAway('not read', { cause })
  }
}

/**
 * What a port of ours answers. As {@link orAway}, but a mistake of this program stays what it is: it would come again with
 * the same envelope for ever, and hold up nothing but that one when the envelope is kept apart.
 */
export async function askPort<T>(work: () => Promise<T>): Promise<T> {
  return await orAway(work).catch((error: unknown) => {
    const cause = error instanceof StoreAway ? error.cause : error
    throw isMistake(cause) ? cause : error
  })
}

const isMistake = (error: unknown): boolean =>
  [TypeError, RangeError, ReferenceError, SyntaxError, v.ValiError].some((kind) => error instanceof kind)

/** The same store; whatever goes wrong while it reads is thrown as {@link StoreAway}. */
export function reading(store: Reading): Reading {
  return {
    read: (reference) => orAway(() => store.read(reference)),
    search: (type, parameters) => orAway(() => store.search(type, parameters)),
  }
}

/** Whether something was not, or not wholly, read: it may be there the next time. */
export function wasNotRead(error: unknown): boolean {
  return error instanceof StoreAway || error instanceof NotAllRead
}
