/** Everything about proof that outlives the kiosk's certificate: revocation lists, time, long-term data, and their timers. */
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import type { Now } from '../../clock/clock.ts'
import type { DeviceTable } from '../../devices/device-table.ts'
import type { EmbeddedStore } from '../../store/fhir/embedded-store.ts'
import type { RateStore } from '../../http/rate-store.ts'
import type { Route } from '../../http/route.ts'
import type { StoredAuthority } from '../../keys/authority.ts'
import type { House } from '../../keys/house.ts'
import { listNames, listPath, revocationLists } from '../../devices/revocation.ts'
import { timeSource } from '../../time/ask.ts'
import type { PostTimeQuery, TimeSource } from '../../time/ask.ts'
import { timeAuthority } from '../../time/authority.ts'
import type { TimeAuthority } from '../../time/authority.ts'
import { openTimeKey } from '../../time/key.ts'
import { timeRoutes } from '../../time/routes.ts'
import { queueEarlier } from './earlier.ts'
import { LongTerm } from './long-term.ts'
import type { LongTermQueue } from './queue.ts'

export interface OpenedLongTerm {
  readonly longTerm: LongTerm
  /** Whoever is asked for time. */
  readonly time: TimeSource
  /** Where the list that can revoke a seal certificate is had. */
  readonly sealList: string
  /** The time-stamping authority and the revocation lists. */
  readonly routes: readonly Route[]
  /** Gives the time-stamping authority its next key when the one in use has lived for long enough. */
  tend(): Promise<void>
  close(): Promise<void>
}

/** Milliseconds between two looks for what is due: a new form that failed, a stamp that grows old. */
const sweepEvery = 60_000
/** Milliseconds after which the revocation lists are written anew. */
const publishEvery = 24 * 60 * 60_000

/** `origin`: of the public listener, where the lists are had. `post`: another way to the authority, for tests. */
export async function openLongTerm(options: {
  readonly data: string
  readonly queue: LongTermQueue
  readonly house: House
  readonly hospital: string
  readonly devices: DeviceTable
  readonly store: EmbeddedStore
  readonly rates: RateStore
  readonly origin: string
  readonly post: PostTimeQuery | null
  readonly now: Now
  readonly onFault: (where: string, error: unknown) => void
}): Promise<OpenedLongTerm> {
  const { data, queue, house, hospital, devices, store, origin, now, onFault } = options
  const lists = revocationLists({ data, house, devices, now })
  await lists.publish()
  let key = await timeKey()
  let own = await authorityOf(key)
  const timeAnchors = [derOf(house.timeCa)]
  await queueEarlier({ store, queue, now: now() })
  const time = timeSource({ post: options.post ?? ((query) => own.answer(query)), anchors: timeAnchors, now })
  const longTerm = new LongTerm({
    queue,
    store,
    time,
    anchors: [derOf(house.sealCa)],
    timeAnchors,
    lists: () => Promise.all(listNames.map((name) => lists.current(name))),
    now,
    onFault,
  })
  const sweeper = setInterval(() => void longTerm.sweep(), sweepEvery)
  const publisher = setInterval(() => void publish(), publishEvery)
  longTerm.wake()
  return {
    longTerm,
    time,
    sealList: origin + listPath('seals'),
    routes: [...timeRoutes({ answer: (query) => own.answer(query) }, options), ...lists.routes],
    async tend() {
      const newest = await timeKey()
      if (newest.certificate === key.certificate) return
      own = await authorityOf(newest)
      key = newest
    },
    async close() {
      clearInterval(sweeper)
      clearInterval(publisher)
      await longTerm.close()
    },
  }

  function timeKey(): Promise<StoredAuthority> {
    return openTimeKey({ data, house, hospital, revocation: origin + listPath('time'), now: now() })
  }

  function authorityOf(authority: StoredAuthority): Promise<TimeAuthority> {
    return timeAuthority({ authority, issuer: house.timeCa.certificate, now })
  }

  async function publish(): Promise<void> {
    await lists.publish().catch((error: unknown) => onFault('revocation lists', error))
  }
}

function derOf({ certificate }: StoredAuthority): Uint8Array {
  return new Uint8Array(x509.PemConverter.decodeFirst(certificate))
}
