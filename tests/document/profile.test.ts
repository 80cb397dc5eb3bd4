/** The colour profile in every file: 480 bytes that say exactly what sRGB is (IEC 61966-2-1), and nothing else. */
import { describe, expect, it } from 'vitest'
import { icc } from './sealed.ts'

const bytes = Buffer.from(icc)
const fixed = (at: number): number => bytes.readInt32BE(at) / 65_536
/** Offset of a tag's data (ICC.1:2004-10 section 7.3). */
function tag(name: string): number {
  for (let i = 0; i < bytes.readUInt32BE(128); i++)
    if (bytes.toString('latin1', 132 + 12 * i, 136 + 12 * i) === name) return bytes.readUInt32BE(136 + 12 * i)
  throw new Error(`no ${name}`)
}

describe('the colour profile', () => {
  it('is a whole display profile of a version that PDF/A-3 knows (ISO 19005-3 section 6.2.3: at most 4.2)', () => {
    expect(bytes.readUInt32BE(0)).toBe(bytes.length)
    expect(bytes.readUInt16BE(8)).toBe(0x0420)
    expect(bytes.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ')
    expect(bytes.toString('latin1', 36, 40)).toBe('acsp')
  })

  it('has the primaries of sRGB, adapted to D50, which together are white', () => {
    const primaries = { rXYZ: [0.4361, 0.2225, 0.0139], gXYZ: [0.3851, 0.7169, 0.0971], bXYZ: [0.1431, 0.0606, 0.7141] }
    for (const [name, values] of Object.entries(primaries))
      values.forEach((value, i) => expect(fixed(tag(name) + 8 + 4 * i)).toBeCloseTo(value, 3))
    const white = [0, 1, 2].map((i) =>
      Object.keys(primaries).reduce((sum, one) => sum + fixed(tag(one) + 8 + 4 * i), 0),
    )
    white.forEach((value, i) => expect(value).toBeCloseTo([0.9642, 1, 0.8249][i] ?? 0, 3))
  })

  it('has the curve of sRGB for all three', () => {
    for (const name of ['rTRC', 'gTRC', 'bTRC']) {
      const at = tag(name)
      expect([bytes.toString('latin1', at, at + 4), bytes.readUInt16BE(at + 8)]).toEqual(['para', 3])
      const curve = [0, 1, 2, 3, 4].map((i) => fixed(at + 12 + 4 * i))
      const norm = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
      curve.forEach((value, i) => expect(value).toBeCloseTo(norm[i] ?? 0, 4))
    }
  })
})
