/** One-time enrolment codes: made by an administrator, used once within 24 hours. Only a hash of the secret is kept. */
import { createHash, randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { EnrolmentCode } from '../../../domain/contract/device/enrolment.ts'
import type { Sha256 } from '../../../domain/ids.ts'
import type { Now } from '../../clock/clock.ts'
import type { CodeState } from '../../devices/device-table.ts'

/** Milliseconds (docs/protocol.md, Enrolment). */
const codeLifetime = 24 * 60 * 60 * 1000
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** What is kept of codes; the enrolment that uses one up is the device table's. Times in milliseconds. A port: see store/. */
export interface CodeStore {
  /** Keeps a new one, and forgets those that ended before then. */
  issue(hash: Uint8Array, at: { readonly expires: number; readonly forgetBefore: number }): Promise<void>
  look(hash: Uint8Array, at: number): Promise<CodeState>
}

export interface EnrolmentCodes {
  /** A fresh code for one kiosk. */
  issue(): Promise<EnrolmentCode>
  /** What is the matter with a secret. */
  look(secret: string): Promise<CodeState>
  /** The code of a secret as the device table uses it up, at this moment. */
  using(secret: string): { readonly hash: Uint8Array; readonly at: number }
}

export function enrolmentCodes(options: {
  readonly store: CodeStore
  readonly now: Now
  readonly root: Sha256
}): EnrolmentCodes {
  const { store, now, root } = options
  return {
    async issue() {
      const at = now().getTime()
      const secret = [...randomBytes(26)].map((byte) => base32.charAt(byte & 31)).join('')
      // Old ones are kept a month, so that "used" and "expired" can be told from "wrong".
      await store.issue(hashOf(secret), { expires: at + codeLifetime, forgetBefore: at - 30 * codeLifetime })
      return v.parse(EnrolmentCode, `BALIE1-${secret}-${root}`)
    },
    look: (secret) => store.look(hashOf(secret), now().getTime()),
    using: (secret) => ({ hash: hashOf(secret), at: now().getTime() }),
  }
}

function hashOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest()
}
