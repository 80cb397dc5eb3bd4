/** The codes of lengths and distances (RFC 1951 section 3.2.5). */

export interface Code {
  readonly first: number
  readonly extra: number
}

function codes(count: number, from: number, perStep: number): readonly Code[] {
  const all: Code[] = []
  for (let first = from, code = 0; code < count; code++) {
    const extra = Math.max(0, Math.floor(code / perStep) - 1)
    all.push({ first, extra })
    first += 2 ** extra
  }
  return all
}

export const shortest = 3
export const longest = 258
export const furthest = 32_768
export const endOfBlock = 256
export const literals = 286
export const distances = 30

/** Symbols 257 to 285. The last one is 258 alone, without extra bits. */
export const lengthCodes: readonly Code[] = [...codes(28, shortest, 4), { first: longest, extra: 0 }]
export const distanceCodes: readonly Code[] = codes(distances, 1, 2)

/** For each length the index of its code. */
export const codeOfLength = Uint8Array.from({ length: longest + 1 }, (_, length) =>
  Math.max(
    0,
    lengthCodes.findLastIndex(({ first }) => first <= length),
  ),
)
/** For each distance the index of its code. */
export const codeOfDistance = Uint8Array.from({ length: furthest + 1 }, (_, distance) =>
  Math.max(
    0,
    distanceCodes.findLastIndex(({ first }) => first <= distance),
  ),
)
