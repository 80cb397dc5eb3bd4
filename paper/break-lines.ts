/** Where a paragraph is cut into lines. */
import { hasRightToLeft } from './bidi.ts'
import type { Paragraph } from './bidi.ts'
import { clusters, type Measure, type Style } from './measure.ts'

/** How a text is set, and the points that a line may have. */
interface Room {
  readonly style: Style
  readonly width: number
}

/** From and to of each line: cut between words, and inside a word only where it is wider than a line. */
export function breaks(
  by: Measure,
  { text }: Paragraph,
  { style, width }: Room,
): readonly (readonly [number, number])[] {
  const { widthOf } = by
  const lines: (readonly [number, number])[] = []
  const space = widthOf(' ', style)
  let line: readonly [number, number] | null = null
  let lineWidth = 0
  for (const { 0: word, index } of text.matchAll(/[^ ]+/g)) {
    const wordWidth = widthOf(word, style)
    if (line !== null && lineWidth + space + wordWidth > width) {
      lines.push(line)
      line = null
    }
    if (wordWidth <= width) {
      lineWidth = line === null ? wordWidth : lineWidth + space + wordWidth
      line = [line === null ? index : line[0], index + word.length]
      continue
    }
    let at = index
    for (const part of breakWord(by, word, { style, width })) {
      if (line !== null) lines.push(line)
      line = [at, at + part.length]
      lineWidth = widthOf(part, style)
      at += part.length
    }
  }
  return [...lines, line ?? [0, 0]]
}

/** The parts of a word that is wider than a line. */
function breakWord({ measure, widthOf }: Measure, word: string, { style, width }: Room): string[] {
  const parts: string[] = []
  const joins = hasRightToLeft(word)
  let part = ''
  let partWidth = 0
  for (const cluster of clusters(word)) {
    // Joined letters are wider than the same ones alone, so that they are measured together.
    const wider = joins ? measure(part + cluster, style) : partWidth + widthOf(cluster, style)
    const over = part !== '' && wider > width
    if (over) parts.push(part)
    part = over ? cluster : part + cluster
    partWidth = over ? widthOf(cluster, style) : wider
  }
  return [...parts, part]
}
