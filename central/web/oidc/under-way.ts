/**
 * A login under way, closed into a cookie: nothing is kept here, so nobody who begins many logins can push somebody else's
 * out, and a cookie that was read, changed or made up elsewhere opens nothing.
 */
import { randomBytes } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'
import * as v from 'valibot'
import type { SecretStore } from '../../http/rate-store.ts'

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
 * Direct encryption with AES-256-GCM (RFC 7518 sections 4.5 and 5.3) under a key of this name that the nodes of a central
 * share: a log-in that begins at one may come back at another. `patience` in seconds.
 */
export function underWayBox(options: {
  readonly name: string
  readonly secrets: SecretStore
  readonly now: () => Date
  readonly patience: number
}): UnderWayBox {
  const { name, secrets, now, patience } = options
  let known: Promise<Uint8Array> | null = null
  const shared = (): Promise<Uint8Array> =>
    (known ??= secrets.get(`${name} under way`, randomBytes(32)).catch((error: unknown) => {
      // The next log-in asks again.
      known = null
      throw error
    }))
  const seconds = (): number => Math.floor(now().getTime() / 1000)
  return {
    close: async (login) =>
      await new EncryptJWT({ ...login })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(seconds() + patience)
        .encrypt(await shared()),
    async open(value) {
      try {
        const { payload } = await jwtDecrypt(value, await shared(), {
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
