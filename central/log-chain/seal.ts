/** The house's word under a month of the access log, and over a chain's newest line: what they claim, and how they are read. */
import { compactVerify, importJWK } from 'jose'
import * as v from 'valibot'
import { LogHead, logHeadType } from '../../domain/contract/device/log-head.ts'
import { Instant, Sha256 } from '../../domain/ids.ts'
import type { PublicJwk } from '../../domain/ids.ts'
import { Segment } from './link.ts'

export const sealType = 'balie-log-segment+jwt'

export const SealClaims = v.strictObject({
  node: v.string(),
  segment: Segment,
  first: v.number(),
  before: v.nullable(Sha256),
  last: v.number(),
  head: Sha256,
  at: Instant,
})
export type SealClaims = v.InferOutput<typeof SealClaims>

/** What a seal says; null: not ours, or damaged. */
export function readSeal(jws: string, keys: readonly PublicJwk[]): Promise<SealClaims | null> {
  return read({ jws, keys, typ: sealType, schema: SealClaims })
}

/** What a kiosk holds of a chain's end; null: not ours, or damaged. */
export function readHead(jws: string, keys: readonly PublicJwk[]): Promise<LogHead | null> {
  return read({ jws, keys, typ: logHeadType, schema: LogHead })
}

async function read<T>(of: {
  readonly jws: string
  readonly keys: readonly PublicJwk[]
  readonly typ: string
  readonly schema: v.GenericSchema<unknown, T>
}): Promise<T | null> {
  for (const { kty, crv, x, y } of of.keys) {
    try {
      const key = await importJWK({ kty, crv, x, y }, 'ES256')
      const { payload, protectedHeader } = await compactVerify(of.jws, key, { algorithms: ['ES256'] })
      if (protectedHeader.typ !== of.typ) return null
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), of.schema), new TextDecoder().decode(payload))
      return parsed.success ? parsed.output : null
    } catch {
      // By another key, or by none: the next one is tried.
    }
  }
  return null
}
