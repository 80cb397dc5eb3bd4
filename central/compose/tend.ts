/**
 * What a central does by itself while it runs: it renews Keyset, content, its TLS certificate and the time-stamping key, of which
 * kiosks are told, and ends what waited for too long.
 */
import type { DeviceCommand } from '../../domain/contract/device/channel.ts'
import { lifetimes, renewalFrom } from '../../domain/contract/device/lifetimes.ts'
import type { Now } from '../clock/clock.ts'
import type { Tls } from '../http/listen.ts'
import type { Content } from '../published/content/content.ts'
import { tlsCertificate } from '../keys/authority.ts'
import type { StoredAuthority } from '../keys/authority.ts'
import type { House } from '../keys/house.ts'

/** Milliseconds between two looks: a Keyset that was dropped in holds a quarter of a minute later. */
const lookEvery = 15_000

export interface LiveTls {
  /** Of this moment. */
  readonly pem: Tls
  /** A newer certificate when this one has lived for long enough, or its clock was set back behind it; else null. */
  renew(now: Date): Promise<Tls | null>
}

/** The listener's key and certificate of this start. */
export async function openTls(authority: StoredAuthority, now: Date): Promise<LiveTls> {
  let made = now.getTime()
  let pem = await tlsCertificate(authority, now)
  return {
    get pem() {
      return pem
    },
    async renew(at) {
      const fresh = at.getTime() >= made && at.getTime() < renewalFrom({ from: made, until: made + lifetimes.tls })
      if (fresh) return null
      pem = await tlsCertificate(authority, at)
      made = at.getTime()
      return pem
    },
  }
}

/** Looks at once and then every quarter of a minute. One that fails is tried again at the next look. */
export function tender(options: {
  readonly house: House
  readonly content: Pick<Content, 'renew' | 'bundle'>
  readonly tls: LiveTls
  readonly renewTls: (pem: Tls) => void
  readonly timeKey: () => Promise<void>
  readonly sets: () => Promise<void>
  /** Seals, stamps and in the end removes months of the access log. */
  readonly accessLog: () => Promise<void>
  readonly mandates: () => Promise<void>
  readonly tell: (command: DeviceCommand) => Promise<void>
  readonly now: Now
  readonly onFault: (where: string, error: unknown) => void
}): { tend(): Promise<void>; close(): Promise<void> } {
  const { house, content, tls, renewTls, timeKey, sets, mandates, accessLog, tell, now, onFault } = options
  const each: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'keyset',
      async () => {
        if (await house.tend(now())) await tell({ type: 'newKeyset', version: house.keysetVersion })
      },
    ],
    [
      'content',
      async () => {
        if (await content.renew(now())) await tell({ type: 'newContent', version: content.bundle.version })
      },
    ],
    [
      'tls',
      async () => {
        const pem = await tls.renew(now())
        if (pem !== null) renewTls(pem)
      },
    ],
    ['time key', timeKey],
    ['sets', sets],
    ['access log', accessLog],
    ['mandates', mandates],
  ]
  let turn: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    for (const [name, work] of each) await work().catch((error: unknown) => onFault(`tending ${name}`, error))
  }
  const tend = (): Promise<void> => (turn = turn.then(look))
  const timer = setInterval(() => void tend(), lookEvery)
  return {
    tend,
    async close() {
      clearInterval(timer)
      await turn
    },
  }
}
