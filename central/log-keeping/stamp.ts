/** Whether a time stamp under a month's seal holds: over exactly this seal, by an authority that the hospital believes. */
import { createHash, webcrypto } from 'node:crypto'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { timeStamp } from '../../domain/verify/base/time-stamp.ts'
import { certificate } from '../../domain/verify/base/x509.ts'

/** What is stamped: the SHA-256 of the seal as it is stored. */
export function imprintOf(seal: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(seal, 'utf8').digest())
}

/** `anchors`: DER. A stamp is believed by the day on which it was made: its authority's certificate may have ended since. */
export function stampChecker(anchors: readonly Uint8Array[]): (seal: string, stamp: string) => Promise<boolean> {
  const trust = { anchors: anchors.map((der) => certificate(der)), others: [], lists: [] }
  const port = portOver(webcrypto.subtle)
  return async (seal, stamp) => {
    try {
      const token = new Uint8Array(Buffer.from(stamp, 'base64'))
      await timeStamp(port, { token, imprint: () => Promise.resolve(imprintOf(seal)), trust, known: 0, covered: false })
      return true
    } catch {
      return false
    }
  }
}
