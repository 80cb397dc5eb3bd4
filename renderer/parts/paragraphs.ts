/** Cuts passages into pieces small enough that a page break never falls far from the foot of the sheet. */
import type { Passage } from '../../domain/messages/parts.ts'

export interface Piece {
  readonly heading: boolean
  readonly text: string
}

/** Characters; about four lines on the smallest sheet with the largest letters. */
const longest = 220

/** Headings stay pieces of their own; long paragraphs are cut between sentences, never inside one. */
export function paragraphs(passages: readonly Passage[]): readonly Piece[] {
  return passages.flatMap((passage) => [
    ...(passage.heading === null ? [] : [{ heading: true, text: passage.heading }]),
    ...passage.text.split(/\n+/).flatMap(sentences),
  ])
}

function sentences(paragraph: string): readonly Piece[] {
  const pieces: string[] = []
  for (const sentence of paragraph.split(/(?<=[.!?:;])\s+/)) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + sentence.length < longest) pieces[pieces.length - 1] = `${last} ${sentence}`
    else if (sentence.trim() !== '') pieces.push(sentence)
  }
  return pieces.map((text) => ({ heading: false, text }))
}
