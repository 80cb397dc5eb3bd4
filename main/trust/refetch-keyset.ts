/** A lost or damaged keyset cache is fetched again: the pinned Root proves it, so the connection need not. */
import * as v from 'valibot'
import { RootAnswer } from '../../domain/contract/device/enrolment.ts'
import type { CompactJws } from '../../domain/ids.ts'
import type { OpenExchange } from '../http/exchange.ts'
import { request } from '../http/request.ts'
import type { DeviceFile } from './device-file.ts'
import { at, paths } from '../http/paths.ts'
import { verifyKeyset } from './trust.ts'

/** A keyset that our Root signed and that is not older than the floor; null when the central gives none. */
export async function refetchKeyset(options: {
  readonly device: DeviceFile
  readonly central: string
  readonly open?: OpenExchange | undefined
}): Promise<CompactJws | null> {
  const { device, central } = options
  try {
    const url = at(central, paths.root)
    const asked = { method: 'GET', url, trust: { ca: 'none' }, timeout: 15_000, limit: 200_000 } as const
    const reply = await request(asked, options.open)
    const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), RootAnswer), reply.body)
    if (!answer.success) return null
    const jws = answer.output.keyset
    const held = await verifyKeyset({ jws, root: device.root, floor: device.keysetFloor, now: null })
    return held === null ? null : jws
  } catch {
    return null
  }
}
