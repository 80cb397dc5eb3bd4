/** Whether a document may have had no room for the whole name (ICAO Doc 9303 parts 4, 5 and 6: it is cut at the end). */
import { familyParts, givenParts } from './human-name.ts'
import type { HumanNameParts } from './human-name.ts'
import { spell } from './spelling.ts'

/** Characters of the name field: TD3 39, TD2 31, TD1 30. Cards and residence documents are TD1 or TD2. */
const room = { passport: [39], identityCard: [30, 31], residenceDocument: [30, 31] } as const
export type DocumentRoom = keyof typeof room
const anyRoom = [30, 31, 39] as const

export function mayHaveBeenCut(
  record: HumanNameParts,
  document: { readonly family: string; readonly given: string; readonly kind?: DocumentRoom },
): boolean {
  const rooms = document.kind === undefined ? anyRoom : room[document.kind]
  const most = Math.max(...rooms)
  const shown = lengthOf(document.family, document.given)
  // A filler may stand where the next name would have begun.
  const full = shown >= most - 1 || rooms.some((width) => shown === width || shown === width - 1)
  const { whole, own, partner } = familyParts(record)
  const longest = [whole, own, partner].reduce((long, text) => (text.length > long.length ? text : long))
  // Issuers may shorten earlier names to make room for later ones, so the field need not be full.
  return full || lengthOf(longest, givenParts(record).names.join(' ')) > most
}

/** Names are parted by one filler, the two fields by two. */
function lengthOf(family: string, given: string): number {
  const [one, other] = [zone(family), zone(given)]
  return other === 0 ? one : one + 2 + other
}

function zone(text: string): number {
  const words = text.split(/[\s-]+/).map((word) => spell(word).word.reduce((sum, [form = '']) => sum + form.length, 0))
  return (
    words.filter((length) => length > 0).reduce((sum, length) => sum + length + 1, -1) + (text.trim() === '' ? 1 : 0)
  )
}
