/** The packer: what it packs is unpacked by others' code, and is smaller than theirs where a form has its bytes. */
import { deflateSync, inflateSync } from 'node:zlib'
import { unzlibSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../domain/document/canonical.ts'
import { inkForDocument } from '../../domain/document/ink.ts'
import { codeLengths } from '../../paper/deflate/huffman.ts'
import { packed } from '../../paper/deflate/zlib.ts'
import { trembling } from './hands.ts'
import { assets } from './sealed.ts'

const same = (bytes: Uint8Array): void => {
  const small = packed(bytes)
  expect(Buffer.compare(inflateSync(small), Buffer.from(bytes))).toBe(0)
  expect(Buffer.compare(unzlibSync(small), bytes)).toBe(0)
}
const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const inks = text(canonicalJson([1, 2, 3, 4].map((seed) => inkForDocument(trembling(seed)))))

describe('packed bytes', () => {
  it('come back as they were, whatever they are', () => {
    for (const length of [0, 1, 2, 3, 4, 257, 258, 259, 260]) same(new Uint8Array(length).fill(7))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), same), { numRuns: 60 })
    const words = fc.array(fc.constantFrom('q ', 'BT ', '12.5 ', '0001', '\n', 'l '), { maxLength: 4000 })
    fc.assert(
      fc.property(words, (all) => same(text(all.join('')))),
      { numRuns: 60 },
    )
  })

  it('come back from every kind of stream in a form, and from what repeats further back than deflate can see', () => {
    same(inks)
    same(assets.fonts.bold)
    const noise = Uint8Array.from({ length: 33_000 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 24)
    same(Buffer.concat([noise, noise, inks, noise.subarray(0, 300)]))
  })

  it('are smaller than zlib makes ink, and never larger by more than a heading', () => {
    expect(packed(inks).length).toBeLessThan(deflateSync(inks, { level: 9 }).length * 0.95)
    for (const bytes of [assets.fonts.regular, text('Ik heb de voorwaarden gelezen. '.repeat(20))])
      expect(packed(bytes).length).toBeLessThan(deflateSync(bytes, { level: 9 }).length + 40)
  })

  it('take no time to speak of where everything repeats', () => {
    const start = performance.now()
    for (const one of ['a', 'ab', '0 0 l '])
      expect(packed(text(one.repeat(200_000 / one.length))).length).toBeLessThan(1500)
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})

describe('code lengths', () => {
  it('make a whole code that no symbol exceeds, also where counts grow like Fibonacci’s', () => {
    const steep = Uint32Array.from({ length: 30 }, (_, i) => Math.round(1.618 ** i))
    for (const most of [7, 15]) {
      const lengths = codeLengths(steep, most)
      expect(Math.max(...lengths)).toBeLessThanOrEqual(most)
      expect(lengths.reduce((sum, length) => sum + 2 ** -length, 0)).toBe(1)
    }
    expect([...codeLengths(Uint32Array.of(0, 5, 0), 15)]).toEqual([0, 1, 0])
    expect([...codeLengths(new Uint32Array(3), 15)]).toEqual([0, 0, 0])
  })
})
