/** Whether a document may have had no room for the whole name (ICAO Doc 9303 parts 4, 5 and 6: it is cut at the end). */
import { familyParts, givenParts } from './human-name.ts'
import type { HumanNameParts } from './human-name.ts'
import { spell } from './spelling.ts'

/** Characters of the name field: TD3 39, TD2 31, TD1 30. Cards and residence documents are TD1 or TD2. */
const room = { passport: [39], identityCard: [30, 31], residenceDocument: [30, 31] } as const
export type DocumentRoom = keyof typeof room
const anyRoom = [30, 31, 39] as const

/** What a document may have left out, and where. Nothing of it where the zone had free positions but single letters. */
export interface Cut {
  /** The family name: the field is full, and the record's would leave no room for a first given name. */
  readonly family: boolean
  /** The last word shown may be a beginning: it ends where the field does. */
  readonly last: boolean
  /** Later names may be missing: no room for a filler and one letter more. */
  readonly rest: boolean
  /** Earlier names may be single letters: the record's name as a whole does not fit. */
  readonly letters: boolean
}
export const notCut: Cut = { family: false, last: false, rest: false, letters: false }

/** `record`: the whole name, of which the longest family name counts. `document`: as it stands in the zone. */
export function mayHaveBeenCut(
  record: HumanNameParts,
  document: { readonly family: string; readonly given: string; readonly kind?: DocumentRoom },
): Cut {
  const rooms = document.kind === undefined ? anyRoom : room[document.kind]
  const most = Math.max(...rooms)
  const shown = lengthOf(document.family, document.given)
  // A filler may stand where the next name would have begun.
  const width = rooms.find((one) => shown === one || shown === one - 1)
  const last = rooms.some((one) => shown === one)
  const rest = width !== undefined
  const { whole, own, partner } = familyParts(record)
  const longest = [whole, own, partner].reduce((long, text) => (text.length > long.length ? text : long))
  const { names } = givenParts(record)
  return {
    family: width !== undefined && lengthOf(longest, names[0] ?? '') > width,
    last,
    rest,
    // Issuers may shorten earlier names to their first letter to make room for later ones, so the field need not be full.
    letters: rest || lengthOf(longest, names.join(' ')) > most,
  }
}

/** Names are parted by one filler, the two fields by two. */
function lengthOf(family: string, given: string): number {
  const [one, other] = [zone(family), zone(given)]
  return other === 0 ? one : one + 2 + other
}

function zone(text: string): number {
  const words = text.split(/[\s-]+/).map((word) => spell(word).word.reduce((sum, [form = '?']) => sum + form.length, 0))
  return (
    words.filter((length) => length > 0).reduce((sum, length) => sum + length + 1, -1) + (text.trim() === '' ? 1 : 0)
  )
}
