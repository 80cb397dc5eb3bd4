/** Packed streams of a file that anybody can hand in: what comes out is all of it, or nothing. */
import { webcrypto } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { portOver } from '../../domain/verify/base/subtle-port.ts'

const { inflate } = portOver(webcrypto.subtle)
/** Bytes that no packing makes much smaller: the same ones every time. */
const noise = (length: number): Uint8Array => {
  let state = 1
  return Uint8Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 0xff)
}

// Below and above what is unpacked without looking.
describe.each([
  ['little packed data', 2000],
  ['much packed data', 60_000],
])('%s', (_name, length) => {
  const plain = noise(length)
  const packed = new Uint8Array(deflateSync(plain))

  test('comes out whole', () => {
    const unpacked = inflate(packed, length)
    expect(unpacked).not.toBeNull()
    expect(Buffer.from(unpacked ?? []).equals(plain)).toBe(true)
  })

  test('is refused when it is more than allowed', () => {
    expect(inflate(packed, length - 1)).toBeNull()
  })

  test('is refused when it is cut off', () => {
    for (const cut of [5, 100, Math.floor(packed.length / 2)]) {
      expect(inflate(packed.subarray(0, packed.length - cut), length)).toBeNull()
    }
  })

  test('is refused when it is no zlib stream', () => {
    expect(inflate(plain, length)).toBeNull()
  })
})

test.each([4_000_000, 400_000_000])('%s zeros in a small file are not unpacked beyond what is allowed', (length) => {
  const bomb = new Uint8Array(deflateSync(new Uint8Array(length)))
  const started = performance.now()
  expect(inflate(bomb, 100_000)).toBeNull()
  // A machine that is busy with all other tests needs a tenth of this.
  expect(performance.now() - started).toBeLessThan(3000)
})
