/** One-time enrolment codes: made by an administrator, used once within 24 hours. Only a hash of the secret is kept. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { EnrolmentCode } from '../../../domain/contract/device/enrolment.ts'
import type { Sha256 } from '../../../domain/ids.ts'
import type { Now } from '../../clock.ts'

/** Milliseconds (docs/protocol.md, Enrolment). */
const codeLifetime = 24 * 60 * 60 * 1000
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export type CodeState = 'usable' | 'wrong' | 'used' | 'expired'

export interface EnrolmentCodes {
  /** A fresh code for one kiosk. */
  issue(): EnrolmentCode
  /** What is the matter with a secret; every stored code is compared, in constant time. */
  look(secret: string): CodeState
  /** Marks it as used; false when it was not usable any more. */
  use(secret: string): boolean
}

export function enrolmentCodes(options: {
  readonly database: DatabaseSync
  readonly now: Now
  readonly root: Sha256
}): EnrolmentCodes {
  const { database, now, root } = options
  const insert = database.prepare('INSERT INTO enrolment_codes (hash, expires) VALUES (?, ?)')
  const all = database.prepare('SELECT hash, expires, used FROM enrolment_codes')
  const mark = database.prepare('UPDATE enrolment_codes SET used = 1 WHERE hash = ? AND used = 0 AND expires > ?')
  const forget = database.prepare('DELETE FROM enrolment_codes WHERE expires < ?')
  const look = (secret: string): CodeState => {
    const wanted = hashOf(secret)
    let state: CodeState = 'wrong'
    for (const row of all.all()) {
      const { hash, expires, used } = v.parse(Row, row)
      if (!timingSafeEqual(hash, wanted)) continue
      state = used === 1 ? 'used' : expires <= now().getTime() ? 'expired' : 'usable'
    }
    return state
  }
  return {
    issue() {
      // Old ones are kept a month, so that "used" and "expired" can be told from "wrong".
      forget.run(now().getTime() - 30 * codeLifetime)
      const secret = [...randomBytes(26)].map((byte) => base32.charAt(byte & 31)).join('')
      insert.run(hashOf(secret), now().getTime() + codeLifetime)
      return v.parse(EnrolmentCode, `BALIE1-${secret}-${root}`)
    },
    look,
    use: (secret) => mark.run(hashOf(secret), now().getTime()).changes === 1,
  }
}

const Row = v.object({ hash: v.instance(Uint8Array), expires: v.number(), used: v.number() })

function hashOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest()
}
