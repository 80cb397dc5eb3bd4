/** Cuts passages into pieces small enough that a page break never falls far from the foot of the sheet. */
import type { Passage } from '../../domain/contract/messages/parts.ts'

export interface Piece {
  readonly heading: boolean
  readonly text: string
}

/** Characters of a piece: about four lines on the smallest sheet, with small and with large letters. */
export const longest = { small: 220, large: 100 } as const

/** Headings stay pieces of their own; long paragraphs are cut between sentences, never inside one. */
export function paragraphs(passages: readonly Passage[], most: number): readonly Piece[] {
  return passages.flatMap((passage) => [
    ...(passage.heading === null ? [] : [{ heading: true, text: passage.heading }]),
    ...passage.text.split(/\n+/).flatMap((paragraph) => sentences(paragraph, most)),
  ])
}

function sentences(paragraph: string, most: number): readonly Piece[] {
  const pieces: string[] = []
  for (const sentence of paragraph.split(/(?<=[.!?:;])\s+/)) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + sentence.length < most) pieces[pieces.length - 1] = `${last} ${sentence}`
    else if (sentence.trim() !== '') pieces.push(sentence)
  }
  return pieces.map((text) => ({ heading: false, text }))
}
