/** Huffman codes with a greatest length, from counts. Whole numbers only: the same counts give the same code anywhere. */

/** The length in bits of each symbol's code, at most `most`; 0 where a symbol does not occur. */
export function codeLengths(counts: Uint32Array, most: number): Uint8Array {
  const lengths = new Uint8Array(counts.length)
  const used: number[] = []
  for (let symbol = 0; symbol < counts.length; symbol++) if ((counts[symbol] ?? 0) > 0) used.push(symbol)
  used.sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b)
  if (used.length === 1) lengths[used[0] ?? 0] = 1
  if (used.length < 2) return lengths
  const perLength = shortened(depths(used.map((symbol) => counts[symbol] ?? 0)), most)
  let length = most
  for (const symbol of used) {
    while ((perLength[length] ?? 0) === 0) length--
    lengths[symbol] = length
    perLength[length] = (perLength[length] ?? 0) - 1
  }
  return lengths
}

/** How deep each leaf of the tree hangs; `weights` from light to heavy. */
function depths(weights: readonly number[]): readonly number[] {
  const leaves = weights.length
  const weight = [...weights]
  const parent: number[] = []
  let leaf = 0
  let inner = leaves
  const lightest = (): number => {
    const takeLeaf = leaf < leaves && (inner >= weight.length || (weight[leaf] ?? 0) <= (weight[inner] ?? 0))
    return takeLeaf ? leaf++ : inner++
  }
  while (weight.length < 2 * leaves - 1) {
    const [a, b] = [lightest(), lightest()]
    parent[a] = parent[b] = weight.length
    weight.push((weight[a] ?? 0) + (weight[b] ?? 0))
  }
  const depth: number[] = []
  for (let node = 2 * leaves - 2; node >= 0; node--)
    depth[node] = node === 2 * leaves - 2 ? 0 : (depth[parent[node] ?? 0] ?? 0) + 1
  return depth.slice(0, leaves)
}

/** How many codes have each length once none is longer than `most`: what is cut off is made good by lengthening others. */
function shortened(depth: readonly number[], most: number): number[] {
  const perLength = Array.from({ length: most + 1 }, () => 0)
  for (const one of depth) perLength[Math.min(one, most)] = (perLength[Math.min(one, most)] ?? 0) + 1
  let room = perLength.reduce((sum, count, length) => (length === 0 ? sum : sum + count * 2 ** (most - length)), 0)
  while (room > 2 ** most) {
    let length = most - 1
    while ((perLength[length] ?? 0) === 0) length--
    perLength[length] = (perLength[length] ?? 0) - 1
    perLength[length + 1] = (perLength[length + 1] ?? 0) + 2
    perLength[most] = (perLength[most] ?? 0) - 1
    room--
  }
  return perLength
}

/** The codes themselves, with their first bit lowest, as the bits of a stream are filled (RFC 1951 section 3.2.2). */
export function codesOf(lengths: Uint8Array): Uint16Array {
  const codes = new Uint16Array(lengths.length)
  let code = 0
  for (let length = 1; length < 16; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++)
      if (lengths[symbol] === length) codes[symbol] = reversed(code++, length)
    code <<= 1
  }
  return codes
}

function reversed(code: number, length: number): number {
  let result = 0
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit)
  return result
}
