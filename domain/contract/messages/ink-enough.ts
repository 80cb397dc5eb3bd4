/** When a drawing is a mark and not a slip of the finger: asked by the pad for its button, and by the session again. */

/** Millimetres of line in all: a cross of two strokes of 5 mm is a mark, a tap that trembles is not. */
export const leastInkMm = 10
/** Millimetres from edge to edge that one stroke must reach: a dot that was held long has length, but no extent. */
export const leastExtentMm = 4

/** Length of the line, and the longest side of a box around one stroke, millimetres; strokes in whole hundredths. */
export function sizeOf(strokes: readonly (readonly number[])[]): { readonly length: number; readonly extent: number } {
  let [length, extent] = [0, 0]
  for (const stroke of strokes) {
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
    for (let i = 0; i + 1 < stroke.length; i += 2) {
      const [x, y] = [stroke[i] ?? 0, stroke[i + 1] ?? 0]
      if (i > 0) length += Math.hypot(x - (stroke[i - 2] ?? 0), y - (stroke[i - 1] ?? 0))
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
    extent = Math.max(extent, right - left, bottom - top)
  }
  return { length: length / 100, extent: extent / 100 }
}

/** Whether this is enough to sign with. */
export function isEnough(strokes: readonly (readonly number[])[]): boolean {
  const { length, extent } = sizeOf(strokes)
  return length >= leastInkMm && extent >= leastExtentMm
}
