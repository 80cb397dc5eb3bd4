/** Keys of an embedded provider: made at a start of the central, the same for all its nodes, gone with it. */
import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import * as v from 'valibot'
import type { SecretStore } from '../../http/rate-store.ts'
import type { OidcTable } from './adapter.ts'

const Jwk = v.strictObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.string(),
  y: v.string(),
  d: v.string(),
  alg: v.literal('ES256'),
  use: v.literal('sig'),
})

/** The key that signs ID tokens, and the one under which cookies are signed. */
export async function providerKeys(
  secrets: SecretStore,
  table: OidcTable,
): Promise<{ readonly key: v.InferOutput<typeof Jwk>; readonly cookieKey: string }> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const fresh = JSON.stringify({ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' })
  const kept = await secrets.get(`${table} signing key`, Buffer.from(fresh))
  const cookieKey = await secrets.get(`${table} cookie key`, randomBytes(32))
  return {
    key: v.parse(v.pipe(v.string(), v.parseJson(), Jwk), Buffer.from(kept).toString()),
    cookieKey: Buffer.from(cookieKey).toString('base64url'),
  }
}
