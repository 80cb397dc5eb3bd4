/** The central's signature under a journal's head: the kiosk keeps it, and a journal cut on its disk is seen there too. */
import { journalHeadType } from '../../domain/contract/device/journal-head.ts'
import type { JournalHead as Signed } from '../../domain/contract/device/journal-head.ts'
import type { DeviceId } from '../../domain/ids.ts'
import { instantOf } from '../clock/clock.ts'
import type { Now } from '../clock/clock.ts'
import { signClaims } from '../keys/house-key.ts'
import type { HouseKey } from '../keys/house-key.ts'
import type { DeviceEvent } from './audited.ts'
import type { JournalHead, JournalHeads } from './journal-heads.ts'

/** Null for a head that goes back; that is told once for each such head since this start. */
export function countersigning(options: {
  readonly heads: JournalHeads
  readonly key: HouseKey
  readonly now: Now
  readonly hear: (event: DeviceEvent, device: DeviceId) => Promise<void>
}): (device: DeviceId, said: JournalHead) => Promise<string | null> {
  const { heads, key, now, hear } = options
  /** The last answer of each kiosk: half a minute later the same head needs no new signature. */
  const given = new Map<DeviceId, { readonly head: string; readonly jws: string }>()
  return async (device, said) => {
    const at = instantOf(now())
    if ((await heads.take(device, said, at)) === 'wentBack') {
      if (await heads.tellOnce(device, said.head)) await hear('journalWentBack', device)
      return null
    }
    const before = given.get(device)
    if (before?.head === said.head) return before.jws
    const claims: Signed = { device, seq: said.seq, head: said.head, at }
    const jws = await signClaims({ key, typ: journalHeadType, claims })
    given.set(device, { head: said.head, jws })
    return jws
  }
}
