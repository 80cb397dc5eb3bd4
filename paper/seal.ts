/**
 * Closing a composed document: the byte ranges are written into their place, the digest over them goes to main, and
 * the CMS that comes back is put into the gap. Nothing else of the file changes, and nothing is appended.
 */
import { createHash } from 'node:crypto'
import { sealRoom } from '../domain/contract/control/seal-room.ts'
import { rangePlaceholder } from './signature-field.ts'

export interface PreparedSeal {
  /** The two parts of the file that the seal covers: everything but the gap for the CMS. */
  readonly parts: readonly [Uint8Array, Uint8Array]
  /** SHA-256 over both parts: what main gets. */
  readonly sha256: Uint8Array
  /** The sealed file. Throws a RangeError where the CMS is empty or does not fit the gap. */
  readonly finish: (cms: Uint8Array) => Uint8Array
}

const emptyContents = `<${'0'.repeat(sealRoom * 2)}>`

/**
 * Prepares the seal of a file made by `composePdf`. Throws where the file does not hold exactly one empty place for a
 * seal: it was not composed here, or it has been sealed already.
 */
export function prepareSeal(pdf: Uint8Array): PreparedSeal {
  const text = Buffer.from(pdf).toString('latin1')
  const range = `[0 ${rangePlaceholder} ${rangePlaceholder} ${rangePlaceholder}]`
  const rangeAt = onlyPlace(text, range)
  const gapAt = onlyPlace(text, emptyContents)
  const gapEnd = gapAt + emptyContents.length
  const filled = `[0 ${gapAt} ${gapEnd} ${pdf.length - gapEnd}]`.padEnd(range.length, ' ')
  const sealed = new Uint8Array(pdf)
  sealed.set(Buffer.from(filled, 'latin1'), rangeAt)
  const parts = [sealed.subarray(0, gapAt), sealed.subarray(gapEnd)] as const
  const sha256 = createHash('sha256').update(parts[0]).update(parts[1]).digest()
  return {
    parts,
    sha256: new Uint8Array(sha256),
    finish: (cms) => {
      if (cms.length === 0 || cms.length > sealRoom) throw new RangeError('the CMS does not fit its place')
      const finished = new Uint8Array(sealed)
      finished.set(Buffer.from(Buffer.from(cms).toString('hex').toUpperCase(), 'latin1'), gapAt + 1)
      return finished
    },
  }
}

function onlyPlace(text: string, what: string): number {
  const at = text.indexOf(what)
  if (at < 0 || text.includes(what, at + 1)) throw new Error('not a composed document with one empty seal')
  return at
}
