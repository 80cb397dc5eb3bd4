/**
 * The access log's end in kiosks' hands: each heartbeat takes the newest head along, signed, and brings back the one that
 * the kiosk holds. A log that was cut or rewritten since then is found by it, because a kiosk is no part of this house.
 */
import { logHeadType } from '../../domain/contract/device/log-head.ts'
import type { HeldLogHead, LogHead } from '../../domain/contract/device/log-head.ts'
import type { DeviceId } from '../../domain/ids.ts'
import { instantOf } from '../clock/clock.ts'
import type { Now } from '../clock/clock.ts'
import type { DeviceEvent } from '../devices/audited.ts'
import { signClaims } from '../keys/house-key.ts'
import type { HouseKey } from '../keys/house-key.ts'
import type { LogChain } from '../log-chain/log-chain.ts'

export interface LogHeads {
  /** Holds what a kiosk was told against the log; one that does not fit is written down once for each kiosk and start. */
  check(device: DeviceId, held: readonly HeldLogHead[]): Promise<void>
  /** The newest head of each chain, each a JWS. */
  newest(): Promise<readonly string[]>
}

export function logHeads(options: {
  readonly chain: LogChain
  readonly key: HouseKey
  readonly now: Now
  readonly hear: (event: DeviceEvent, device: DeviceId) => Promise<void>
}): LogHeads {
  const { chain, key, now, hear } = options
  const told = new Set<string>()
  /** The last answer of each chain: while nothing is logged it needs no new signature. */
  const given = new Map<string, { readonly head: string; readonly jws: string }>()
  return {
    async check(device, held) {
      for (const { node, number, head } of held) {
        const here = await chain.hashAt(node, number)
        // Of a month that was lawfully removed nothing but its head can be compared.
        if (here === head || here === 'gone') continue
        const name = `${device} ${node} ${head}`
        if (told.has(name)) continue
        told.add(name)
        await hear('accessLogWentBack', device)
      }
    },
    async newest() {
      const all: string[] = []
      for (const { node, number, head } of await chain.heads()) {
        const before = given.get(node)
        const claims: LogHead = { node, number, head, at: instantOf(now()) }
        const jws = before?.head === head ? before.jws : await signClaims({ key, typ: logHeadType, claims })
        given.set(node, { head, jws })
        all.push(jws)
      }
      return all
    },
  }
}
