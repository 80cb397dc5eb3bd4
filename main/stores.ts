/** What is opened before a kiosk can know who it is: the outbox on its disk and the store of its keys. */
import { join } from 'node:path'
import { Outbox } from './custody/outbox/outbox.ts'
import type { Disk } from './custody/outbox/disk.ts'
import type { IdentityAnswer } from './device/identity.ts'
import type { Log } from './log/log.ts'
import type { SecretStore } from './secrets/secret-store.ts'
import { readDevice } from './trust/device-file.ts'

export interface Stores {
  readonly outbox: Outbox
  readonly secrets: SecretStore
  /** Who this is, asked while the outbox was read; null where that would have enrolled. */
  readonly early: Promise<IdentityAnswer> | null
}

/** Rejects when the outbox or the store of keys cannot be opened at all. */
export async function openStores(options: {
  readonly state: string
  readonly disk: Disk
  readonly secrets: () => Promise<SecretStore>
  readonly who: (secrets: SecretStore) => Promise<IdentityAnswer>
  readonly log: Log
}): Promise<Stores> {
  const { state, disk, who, log } = options
  let early: Promise<IdentityAnswer> | null = null
  const [outbox, secrets] = await Promise.all([
    Outbox.open({
      folder: join(state, 'outbox'),
      disk,
      alarm: (alarm) => log('alarm', { code: `outbox-${alarm}` }),
    }),
    options.secrets().then(async (store) => {
      // Nobody is enrolled before the outbox is known to work. What cannot be read is for the first look to say.
      const there = await readDevice(state).catch(() => 'none' as const)
      if (there !== 'none') early = who(store)
      early?.catch(() => undefined)
      return store
    }),
  ])
  return { outbox, secrets, early }
}
