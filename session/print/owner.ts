/** Whose jobs are ours: one name per kiosk, because kiosks may share a printer and each removes only its own. */
import { createHash, X509Certificate } from 'node:crypto'

/**
 * "balie-3f9a20c1", from the device's seal certificate: public, and nothing of a visitor. From the name in it, which is the
 * device's: the certificate itself is renewed, and a job that was left behind must still be found.
 */
export function printOwner(sealChain: string): string {
  return `balie-${createHash('sha256').update(nameIn(sealChain)).digest('hex').slice(0, 8)}`
}

function nameIn(sealChain: string): string {
  try {
    return new X509Certificate(sealChain).subject
  } catch {
    return sealChain
  }
}
