/** How deep a JSON text nests, without building anything: what walks a value calls itself once for each level. */

/**
 * Whether objects and arrays nest at most so deep. Brackets within strings do not count; a text that is no JSON is
 * answered for as far as it goes, and fails where it is parsed.
 */
export function nestsAtMost(text: string, levels: number): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (quoted) {
      if (character === 0x5c) at += 1
      else if (character === 0x22) quoted = false
    } else if (character === 0x22) quoted = true
    else if (character === 0x7b || character === 0x5b) {
      depth += 1
      if (depth > levels) return false
    } else if (character === 0x7d || character === 0x5d) depth -= 1
  }
  return true
}
