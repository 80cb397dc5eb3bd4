/** A key that a JSON text says twice in one object. RFC 8259 section 4 leaves open which counts; here none does. */

/** The path of the first key that is said twice ("scope.child"), or null. The text must be JSON (`JSON.parse` took it). */
export function duplicateKey(text: string): string | null {
  const open: { keys: Set<string> | null; name: string }[] = []
  let last = ''
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/gs)) {
    const inner = open.at(-1)
    if (token === '{') open.push({ keys: new Set(), name: '' })
    else if (token === '[') open.push({ keys: null, name: '' })
    else if (token === '}' || token === ']') open.pop()
    else if (token !== ':') last = token
    else if (inner?.keys) {
      // "\u0061" is "a", so names are compared as they are read.
      inner.name = String(JSON.parse(last))
      if (inner.keys.has(inner.name)) return open.flatMap(({ name }) => (name === '' ? [] : [name])).join('.')
      inner.keys.add(inner.name)
    }
  }
  return null
}
