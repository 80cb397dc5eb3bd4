/** Whose jobs are ours: one name per kiosk, because kiosks may share a printer and each removes only its own. */
import { createHash } from 'node:crypto'

/** "balie-3f9a20c1", from the device's seal certificate: public, and nothing of a visitor. */
export function printOwner(sealChain: string): string {
  return `balie-${createHash('sha256').update(sealChain).digest('hex').slice(0, 8)}`
}
