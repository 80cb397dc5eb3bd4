/** Ink as hands and screens really make it, which packs less well than a smooth curve. */
import type { InkPath } from '../../domain/document/ink.ts'
import { inkOf } from './people.ts'

/** Three seconds at 240 Hz by a hand that trembles 0.06 mm: thinning keeps more of it than of a smooth curve. */
export function trembling(seed: number): InkPath {
  const smooth = inkOf(seed, 720)
  let random = seed
  const shake = (): number => (random = (random * 16_807) % 2_147_483_647) % 13
  return { ...smooth, strokes: smooth.strokes.map((stroke) => stroke.map((value) => value + shake() - 6)) }
}
/** The same on a screen that knows whole pixels only, of so many hundredths of a millimetre. */
export const onPixels =
  (pixel: number) =>
  (seed: number): InkPath => {
    const smooth = inkOf(seed, 720)
    const onGrid = (value: number): number => Math.round(Math.round(value / pixel) * pixel)
    return { ...smooth, strokes: smooth.strokes.map((stroke) => stroke.map(onGrid)) }
  }
