/**
 * How letters are written in a machine-readable zone: ICAO Doc 9303 part 3, section 6, table A (Latin), every form that
 * the table allows, the usual one first. A letter that is not here is written as its plain letter without the mark.
 */

/** One letter of a name → what may stand for it in A to Z. */
export type Forms = readonly string[]

/** Capitals, composed (Unicode NFC). */
export const latin: ReadonlyMap<string, Forms> = new Map<string, Forms>([
  ['Ä', ['AE', 'A']],
  ['Å', ['AA', 'A']],
  ['Æ', ['AE']],
  ['Ö', ['OE', 'O']],
  // The table says OE; issuers that drop the stroke as they drop a mark write O.
  ['Ø', ['OE', 'O']],
  ['Œ', ['OE']],
  // The table says O and U; Hungarian issuers write both as the other umlauts.
  ['Ő', ['O', 'OE']],
  ['Ű', ['U', 'UE']],
  ['Ü', ['UE', 'U', 'UXX']],
  ['Ñ', ['N', 'NXX']],
  ['ẞ', ['SS']],
  ['Þ', ['TH']],
  ['Ð', ['D']],
  ['Đ', ['D']],
  ['Ħ', ['H']],
  ['Ł', ['L']],
  ['Ŀ', ['L']],
  ['Ŧ', ['T']],
  ['Ŋ', ['N']],
  ['ĸ', ['Q', 'K']],
  ['Ə', ['E', 'A']],
  ['Ĳ', ['IJ']],
])
