/** Where things stand on our sheets, in points from the top left: the measures of `paper/sheet.ts` and `paper/signers.ts`. */
export const mm = 72 / 25.4
export const sheet = { width: 595.28, height: 841.89 } as const
export const area = {
  left: 20 * mm,
  right: sheet.width - 18 * mm,
  top: 17 * mm,
  bottom: sheet.height - 20 * mm,
} as const
/** The baseline of the words at the foot. */
export const footBaseline = sheet.height - 14 * mm + 8.8

/** From one line to the next, by the size of the letters. */
export const leadings: ReadonlyMap<number, number> = new Map([
  [21, 24.5],
  [12.5, 16],
  [11.5, 15.6],
  [10.5, 14.2],
  [8.8, 11.6],
])

const between = 9 * mm
/** The width of one signature, of which two stand beside each other. */
export const cardWidth = (area.right - area.left - between) / 2
/** How far pieces stand from the edge of the text at which their lines begin. */
export const indents = {
  flow: 0,
  list: 11,
  values: [48 * mm, 78 * mm],
  secondCard: cardWidth + between,
  typed: 12,
} as const

/** What a rounding may make of a place: the composer writes hundredths of a point, and moves of a thousandth of the size. */
export const near = (one: number, other: number, within = 0.1): boolean => Math.abs(one - other) <= within
