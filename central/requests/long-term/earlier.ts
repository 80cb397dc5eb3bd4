/** Forms that were stored before the central knew long-term data: nobody wrote down that they wait. */
import type { Resource } from '@medplum/fhirtypes'
import { consentForm, loinc } from '../../../domain/coding/systems.ts'
import type { EmbeddedStore } from '../../store/fhir/embedded-store.ts'
import type { LongTermQueue } from './queue.ts'

/**
 * Queues every stored form that is not in the table, the oldest first: its certificate ends first. Asked at every start,
 * so that a start which was cut short loses nothing; a form that is known costs one look into an index.
 */
export async function queueEarlier(options: {
  readonly store: Pick<EmbeddedStore, 'names' | 'read'>
  readonly queue: LongTermQueue
  readonly now: Date
}): Promise<void> {
  const { store, queue, now } = options
  const waiting: string[] = []
  for (const name of await store.names('DocumentReference'))
    // One at a time: a form is a hundred thousand characters, and there may be thousands.
    if ((await queue.find(name)) === null && isForm(await store.read(name))) waiting.push(name)
  await queue.addAll(waiting, now)
}

/** What the intake stored, and no letter of the dossier. */
function isForm(resource: Resource | null): boolean {
  if (resource?.resourceType !== 'DocumentReference') return false
  const isOurs = resource.type?.coding?.some(({ system, code }) => system === loinc && code === consentForm) === true
  const attachment = resource.content[0]?.attachment
  return isOurs && attachment?.contentType === 'application/pdf' && attachment.data !== undefined
}
