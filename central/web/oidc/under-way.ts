/**
 * A login under way, closed into a cookie: nothing is kept here, so nobody who begins many logins can push somebody else's
 * out, and a cookie that was read, changed or made up elsewhere opens nothing.
 */
import { randomBytes } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'
import * as v from 'valibot'

const UnderWay = v.object({
  /** PKCE (RFC 7636), state and nonce of this login. */
  verifier: v.string(),
  state: v.string(),
  nonce: v.string(),
  /** What the login is for: kept here and not in an address. */
  purpose: v.string(),
  /** Seconds since 1970 at which it began: who logs in proves himself after this, not before. */
  since: v.number(),
})
export type UnderWay = v.InferOutput<typeof UnderWay>

export interface UnderWayBox {
  /** A value for a cookie. */
  close(login: UnderWay): Promise<string>
  /** Null for whatever this box did not close, or closed too long ago. */
  open(value: string): Promise<UnderWay | null>
}

/**
 * Direct encryption with AES-256-GCM (RFC 7518 sections 4.5 and 5.3) under a key that is born here and dies with the
 * process. `patience` in seconds.
 */
export function underWayBox({ now, patience }: { readonly now: () => Date; readonly patience: number }): UnderWayBox {
  const key = new Uint8Array(randomBytes(32))
  const seconds = (): number => Math.floor(now().getTime() / 1000)
  return {
    close: (login) =>
      new EncryptJWT({ ...login })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(seconds() + patience)
        .encrypt(key),
    async open(value) {
      try {
        const { payload } = await jwtDecrypt(value, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          requiredClaims: ['exp'],
          currentDate: now(),
        })
        const login = v.safeParse(UnderWay, payload)
        return login.success ? login.output : null
      } catch {
        return null
      }
    },
  }
}
