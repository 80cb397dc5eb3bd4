/** Checking what the hospital signs for its kiosks: the keyset by Root, the content by a content key. */
import * as v from 'valibot'
import { DeviceContent } from '../../domain/contract/device/device-policy.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import type { PublicJwk } from '../../domain/ids.ts'
import { verifyJws } from '../jose/verify.ts'

/**
 * The keyset, or null when Root did not sign it or its version is below the floor (it never goes back). `now`:
 * the central's time in milliseconds; null when not known yet, then the end date is checked later.
 */
export async function verifyKeyset(options: {
  readonly jws: string
  readonly root: PublicJwk
  readonly floor: number
  readonly now: number | null
}): Promise<Keyset | null> {
  const verified = await verifyJws({ jws: options.jws, typ: 'balie-keyset+jwt', keys: [options.root] })
  const keyset = v.safeParse(Keyset, verified?.claims)
  if (!keyset.success || keyset.output.version < options.floor) return null
  return isOver(keyset.output.notAfter, options.now) ? null : keyset.output
}

/** The part of the content that main may use, or null when no content key signed it or it is older than the floor. */
export async function verifyContent(options: {
  readonly jws: string
  readonly keyset: Keyset
  readonly floor: number
}): Promise<DeviceContent | null> {
  const verified = await verifyJws({ jws: options.jws, typ: 'balie-content+jwt', keys: options.keyset.content })
  const content = v.safeParse(DeviceContent, verified?.claims)
  return content.success && content.output.version >= options.floor ? content.output : null
}

/** Whether an instant has passed; unknown time passes nothing. */
export function isOver(instant: string, now: number | null): boolean {
  return now !== null && Date.parse(instant) <= now
}
