/** The central's signature under our journal's head, kept beside it: a journal that was cut at its end shows here. */
import { join } from 'node:path'
import * as v from 'valibot'
import { JournalHead, journalHeadType } from '../../../domain/contract/device/journal-head.ts'
import type { DeviceId, PublicJwk } from '../../../domain/ids.ts'
import { readIfThere, writeDurably } from '../../files/durable.ts'
import type { Log } from '../../log/log.ts'
import { verifyJws } from '../../jose/verify.ts'

const path = (state: string): string => join(state, 'journal-head.jws')

/** Whom it must be about and by whose keys it must be signed. */
interface Believed {
  readonly state: string
  readonly device: DeviceId
  /** The keyset's receipt keys. */
  readonly keys: readonly PublicJwk[]
}

/** Whose countersignatures a kiosk believes. */
export function believedOf(of: {
  readonly state: string
  readonly trusted: {
    readonly device: { readonly device: DeviceId }
    readonly keyset: { readonly keyset: { readonly receipt: readonly PublicJwk[] } }
  }
}): Believed {
  const { device, keyset } = of.trusted
  return { state: of.state, device: device.device, keys: keyset.keyset.receipt }
}

async function read({ device, keys }: Believed, jws: string): Promise<JournalHead | null> {
  const verified = await verifyJws({ jws, typ: journalHeadType, keys })
  const parsed = v.safeParse(JournalHead, verified?.claims)
  return parsed.success && parsed.output.device === device ? parsed.output : null
}

/** Keeps a countersignature that verifies; older ones never take the place of newer ones. A disk that refuses is logged. */
export function keepCountersigned(of: Believed, jws: string, log: Log): void {
  keep(of, jws).catch(() => log('alarm', { code: 'head-not-kept' }))
}

async function keep(of: Believed, jws: string): Promise<void> {
  const [said, before] = [await read(of, jws), await countersigned(of)]
  if (said === null || (before !== null && said.seq <= before.seq)) return
  await writeDurably(path(of.state), jws)
}

/** The head that the central knew last; null when none is kept or it does not verify any more (the keys were changed). */
export async function countersigned(of: Believed): Promise<JournalHead | null> {
  const jws = await readIfThere(path(of.state))
  return jws === null ? null : read(of, jws)
}

/** Whether this journal holds at least what was countersigned; `last`: number and hash of its last line. */
export function holds(last: Pick<JournalHead, 'seq' | 'head'> | null, known: JournalHead | null): boolean {
  if (known === null) return true
  if (last === null || last.seq < known.seq) return false
  return last.seq > known.seq || last.head === known.head
}
