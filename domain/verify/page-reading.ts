/** How pages are read against the data: piece by piece in reading order, each word of them expected. */
import type { InkPath } from '../document/ink.ts'
import type { Fact } from '../document/model.ts'
import type { StepClaims } from '../document/steps.ts'
import type { Words } from '../document/words.ts'
import { plainLine, plainText } from '../plain-text.ts'
import type { Drawn } from './attached.ts'
import { demand, Refusal } from './base/refusal.ts'
import { figureIs } from './page-ink.ts'
import type { PageContent, Piece } from './pdf/page-text.ts'
import type { SealedFile } from './pdf/sealed-file.ts'

/** As it can be compared: without blanks, line ends and what draws nothing. */
const folded = (text: string): string => plainText(text.normalize('NFC')).replace(/[\u2066-\u2069]|\s+/g, '')

/** Pieces in reading order, taken from the front. */
export class Reading {
  readonly #pieces: readonly Piece[]
  #at = 0
  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces
  }

  /** The next words must be these. */
  text(expected: string): void {
    let rest = folded(expected)
    while (rest !== '') {
      const piece = this.#pieces[this.#at++]
      demand(piece !== undefined && piece.tag !== 'Figure', 'page', 'the pages end before the data does')
      const said = after(rest, folded(piece.text))
      demand(said !== null, 'page', 'a page says something else than the data')
      rest = said
    }
  }

  figure(ink: InkPath | null | undefined): void {
    const piece = this.#pieces[this.#at++]
    const same = piece?.tag === 'Figure' && ink != null && figureIs(piece.text, ink)
    demand(same, 'page', 'another ink on the page than in the data')
  }

  /** What stands before these last words, which must be the last of all. */
  until(last: string): readonly Piece[] {
    const tail = folded(last)
    let from = this.#pieces.length
    let found = ''
    while (found.length < tail.length && from > this.#at) found = folded(this.#pieces[--from]?.text ?? '') + found
    demand(found === tail, 'page', 'a page ends with something else than ours do')
    const before = this.#pieces.slice(this.#at, from)
    this.#at = this.#pieces.length
    return before
  }

  end(): void {
    demand(this.#at === this.#pieces.length, 'page', 'the pages say more than the data')
  }
}

/**
 * What is left of the expected text behind these words; null where they are others. A character that no font of ours
 * draws stands on the page as "[U+1234]".
 */
function after(expected: string, said: string): string | null {
  let at = 0
  for (let i = 0; i < said.length;) {
    if (said[i] === expected[at] && said[i] !== undefined) {
      i++
      at++
      continue
    }
    const named = /^\[U\+([0-9A-F]{4,6})\]/.exec(said.slice(i, i + 10))
    const character = named === null ? '' : String.fromCodePoint(Math.min(0x10ffff, parseInt(named[1] ?? '', 16)))
    if (named === null || !expected.startsWith(character, at)) return null
    i += named[0].length
    at += character.length
  }
  return expected.slice(at)
}

/** What stands on the pages; blanks that were drawn for nobody are left out. */
export const piecesOf = (pages: readonly PageContent[]): readonly Piece[] =>
  pages.flatMap(({ pieces }) => pieces).filter(({ tag, text }) => tag === 'Figure' || folded(text) !== '')

/** The foot of every page is ours; the words of all others. */
export function readingOf(
  file: SealedFile,
  pieces: readonly Piece[],
  foot: (at: number, of: number) => string,
): Reading {
  const feet = pieces.filter(({ tag }) => tag === 'Artifact')
  const pages = file.sealed.sheets.length
  const right = feet.length === pages && feet.every(({ text, page }, i) => page === i && folded(text) === folded(foot(i + 1, pages))) // prettier-ignore
  demand(right, 'page', 'a foot that is not ours')
  return new Reading(pieces.filter(({ tag }) => tag !== 'Artifact'))
}

export function saidIs(
  { sealed }: SealedFile,
  said: { title: string; author: string; language: string; subject: string },
): string {
  // prettier-ignore
  const same = (one: string, other: string): boolean => folded(one) === folded(other)
  const { title, author, language, subject } = sealed.said
  const right = same(title, said.title) && same(author, said.author) && language === said.language
  demand(right && subject.startsWith(`${said.subject} `), 'page', 'the file calls itself something else than its data')
  const reference = subject.slice(said.subject.length + 1)
  demand(/^[0-9A-Za-z][0-9A-Za-z-]{0,23}$/.test(reference), 'page', 'a reference that is none')
  return reference
}

/** What one edition of the fixed words reads; what is wrong under the present one, where none does. */
export function underAny<W, T>(editions: readonly [W, ...W[]], read: (words: W) => T): T {
  const [now, ...earlier] = editions
  try {
    return read(now)
  } catch (problem) {
    const [next, ...rest] = earlier
    if (!(problem instanceof Refusal) || next === undefined) throw problem
    try {
      return underAny([next, ...rest], read)
    } catch {
      throw problem
    }
  }
}

/** The pads in their order on the pages: each signer's own, then his witness's. */
export const inksOnPage = (drawn: readonly Drawn[]): readonly InkPath[] =>
  drawn.flatMap(({ own, witness }) => [own, witness]).filter((ink) => ink !== null)

/** What a reader says aloud of what this person drew, and of what his witness drew. */
export function spokenOf({ method, name, witness }: StepClaims, words: Words): readonly string[] {
  if (witness !== undefined) return [words.markOf(plainLine(name)), words.signatureOf(plainLine(witness.name))]
  return method === 'ink' ? [words.signatureOf(plainLine(name))] : []
}

/** How one person signed, with name, role, time and how he is known; and so his witness. */
export function signature(
  page: Reading,
  claims: StepClaims,
  { drawn, words, instant }: { readonly drawn: Drawn | undefined; readonly words: Words; readonly instant: (at: string) => string }, // prettier-ignore
): void {
  const { name, role, at, method, witness } = claims
  const known = ({ method: how, documentKind, documentNumber, assurance }: StepClaims['identity']): string => {
    const shown = documentKind === null ? words.noDocument : `${documentKind} ${documentNumber ?? ''}`.trim()
    return `${how}: ${shown} (${words.assurance[assurance]})`
  }
  if (method === 'typed' || method === 'tapped') page.text(`${words[method]} ${name}`)
  else page.figure(drawn?.own)
  page.text(name)
  page.text(`${role}${words.comma} ${instant(at)}`)
  page.text(known(claims.identity))
  if (witness === undefined) return
  page.text(words.marked)
  page.figure(drawn?.witness)
  page.text(witness.name)
  page.text(words.witnessOf(name))
  page.text(known(witness.identity))
}

export function facts(page: Reading, heading: string, rows: readonly Fact[]): void {
  page.text(heading)
  for (const { label, value } of rows) {
    page.text(label)
    page.text(value)
  }
}

/** Rows of a table: a heading, and the value behind it on as many sheets as it needs. */
export function rowsOf(pieces: readonly Piece[]): readonly Fact[] {
  const rows: { label: string; value: string }[] = []
  for (const { tag, text } of pieces) {
    const last = rows.at(-1)
    if (tag === 'TH') rows.push({ label: text, value: '' })
    else {
      demand(tag === 'TD' && last !== undefined, 'page', 'evidence that is no row')
      last.value += text
    }
  }
  return rows
}
