/** Widths of glyphs out of a TrueType program: tables `head`, `hhea` and `hmtx` (ISO/IEC 14496-22 sections 5.2.2 to 5.2.5). */
import { demand } from '../base/refusal.ts'

/** The width of each glyph that the program lists by itself, in thousandths of the size. Throws a Refusal (`unexpectedContent`). */
export function glyphWidths(font: Uint8Array): readonly number[] {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const word = (at: number): number => {
    demand(at >= 0 && at + 2 <= view.byteLength, 'unexpectedContent', 'a font that is cut off')
    return view.getUint16(at)
  }
  const long = (at: number): number => word(at) * 0x1_0000 + word(at + 2)
  const tables = new Map<string, number>()
  for (let i = 0; i < word(4); i++) {
    const at = 12 + 16 * i
    const name = String.fromCharCode(...[0, 1].flatMap((half) => [word(at + 2 * half) >> 8, word(at + 2 * half) & 255]))
    demand(!tables.has(name), 'unexpectedContent', 'a font with a table twice')
    tables.set(name, long(at + 8))
  }
  const table = (name: string): number => {
    const at = tables.get(name)
    demand(at !== undefined, 'unexpectedContent', `a font without ${name}`)
    return at
  }
  const unitsPerEm = word(table('head') + 18)
  const count = word(table('hhea') + 34)
  const metrics = table('hmtx')
  demand(unitsPerEm > 0, 'unexpectedContent', 'a font without a size')
  return Array.from({ length: count }, (_, glyph) => (word(metrics + 4 * glyph) * 1000) / unitsPerEm)
}
