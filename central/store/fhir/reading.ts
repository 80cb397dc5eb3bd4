/** Reading for who judges by what is read: that a record could not be read now says nothing of what is being judged. */
import type { FhirStore } from './store.ts'
import { NotAllRead } from './search-all.ts'

export type Reading = Pick<FhirStore, 'read' | 'search'>

/** The store did not answer. The cause may name values: never for a log. */
export class StoreAway extends Error {
  override readonly name = 'StoreAway'
}

/** What this work reads; whatever goes wrong is thrown as {@link StoreAway}. */
export async function orAway<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new StoreAway('not read', { cause })
  }
}

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
