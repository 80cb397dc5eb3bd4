/**
 * The Keyset of this hospital while the central runs. In training Root lies beside the other keys and signs the next
 * version itself; a hospital signs it with a Root that is kept offline and drops the file into the data folder.
 */
import { compactVerify, importJWK } from 'jose'
import * as v from 'valibot'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { CompactJws } from '../../domain/ids.ts'
import type { HospitalId, PublicJwk } from '../../domain/ids.ts'

/** Where in the data folder a Keyset that was signed elsewhere is dropped in. */
export const droppedKeysetFile = 'keyset.jws'

/** Why a dropped Keyset changes nothing. `current`: it is the one that holds, or an older one. */
export const keysetRefusals = ['notOurRoot', 'current', 'otherHospital', 'ended', 'lacksOurKeys'] as const
export type KeysetRefusal = (typeof keysetRefusals)[number]

/** What the central works with: a Keyset without these would close every kiosk, so it is refused before any sees it. */
export interface OwnKeys {
  readonly content: PublicJwk
  readonly intake: PublicJwk
  readonly receipt: PublicJwk
  readonly gateway: PublicJwk
  /** PEM of our authorities. */
  readonly tlsCa: string
  readonly sealCa: string
  readonly timeCa: string
}

/** The Keyset in a dropped file, or why it is not taken. `now`: milliseconds since 1970. */
export async function readDropped(options: {
  readonly text: string
  readonly root: PublicJwk
  readonly own: OwnKeys
  readonly hospitalId: HospitalId
  /** Versions never go back. */
  readonly newest: number
  readonly now: number
}): Promise<{ readonly jws: CompactJws; readonly keyset: Keyset } | KeysetRefusal> {
  const { text, root, own, hospitalId, newest, now } = options
  const jws = v.safeParse(CompactJws, text.trim())
  const keyset = jws.success ? v.safeParse(Keyset, await signedByRoot(jws.output, root)) : null
  if (!jws.success || keyset === null || !keyset.success) return 'notOurRoot'
  const { output } = keyset
  if (output.version <= newest) return 'current'
  if (output.hospitalId !== hospitalId) return 'otherHospital'
  if (Date.parse(output.notAfter) <= now) return 'ended'
  return holdsAll(output, own) ? { jws: jws.output, keyset: output } : 'lacksOurKeys'
}

async function signedByRoot(jws: string, { kty, crv, x, y }: PublicJwk): Promise<unknown> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, await importJWK({ kty, crv, x, y }, 'ES256'), {
      algorithms: ['ES256'],
    })
    if (protectedHeader.typ !== 'balie-keyset+jwt') return null
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload))
    return claims
  } catch {
    return null
  }
}

/** Old keys may stand beside ours, in any order but one: envelopes are closed to the first intake key, which must be ours. */
function holdsAll(keyset: Keyset, own: OwnKeys): boolean {
  const has = (keys: readonly PublicJwk[], ours: PublicJwk): boolean =>
    keys.some(({ x, y }) => x === ours.x && y === ours.y)
  const [first] = keyset.intake
  return (
    has(keyset.content, own.content) &&
    first?.x === own.intake.x &&
    has(keyset.receipt, own.receipt) &&
    has(keyset.gateway, own.gateway) &&
    keyset.tlsCa.includes(own.tlsCa.trim()) &&
    keyset.sealCa.includes(own.sealCa.trim()) &&
    keyset.timeCa.includes(own.timeCa.trim())
  )
}
