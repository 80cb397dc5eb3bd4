/**
 * Text of somebody else on a line of ours: a name, a title, a number that a file or a person gave. What steers a terminal,
 * a page or a sheet of paper is taken out, so that no name can begin a line, turn one round or hide in it. One cleaning
 * for all of them: what is clean here is clean everywhere. The characters are listed, because a list by Unicode's classes
 * would change with the platform, and with it the bytes of a document.
 */

/** Ends a line or steers a terminal: control characters (ESC, tab, line feed), and Unicode's line and paragraph separator. */
const controls = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029'
/**
 * Draws nothing or turns its neighbours round: bidirectional marks, embeddings, overrides and isolates, joiners, fillers,
 * variation selectors, interlinear and musical marks, tags (Unicode: Default_Ignorable_Code_Point and the bidi controls).
 */
const unseen =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164' +
  '\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}'

const control = new RegExp(`[${controls}]+`, 'gu')
const invisible = new RegExp(`[${unseen}]`, 'gu')
/** The same but for what the composer itself writes: line ends, and isolates around a name in another script (UAX 9). */
const controlButLineEnd = new RegExp(`(?!\\n)[${controls}]`, 'gu')
const invisibleButIsolates = new RegExp(`(?![\\u2066-\\u2069])[${unseen}]`, 'gu')
/** Printed characters of Latin-1 only. */
const ordinary = /^[\x20-\x7e\xa1-\xac\xae-\xff]*$/
/** Half a surrogate pair is no character. */
const half = /\p{Cs}/gu
const steering = new RegExp(`[${controls}${unseen}]|\\p{Cs}|\\p{Co}|[\\ufdd0-\\ufdef]|[\\ufffe\\uffff]`, 'u')
/** What is left of a text without what draws nothing: white space, marks without a letter, the blank braille cell. */
const undrawn = new RegExp(`[\\s\\p{M}\\u2800${controls}${unseen}]+`, 'gu')

/** On one line of ours, at most `most` characters (UTF-16 units) long; what is cut off is shown as "…". */
export function plainLine(text: string, most = 400): string {
  // Cleaning a hundred thousand characters to show four hundred would be work for nothing.
  const clean = oneLine(text.slice(0, most * 4))
  return clean.length <= most && text.length <= most * 4 ? clean : `${clean.slice(0, most - 1).replace(half, '')}…`
}

/** The same without an end: for what must stand whole, however long it is. */
export function oneLine(text: string): string {
  // Most texts have nothing in them to clean, and a long dossier has thousands.
  if (ordinary.test(text)) return text.trim()
  return text.replace(control, ' ').replace(invisible, '').replace(half, '\ufffd').trim()
}

/** The same for a text that has lines of its own. */
export function severalLines(text: string): string {
  if (ordinary.test(text)) return text.trim()
  const lines = text.split(/\r\n?|[\n\u0085\u2028\u2029]/)
  return lines.map(oneLine).join('\n').trim()
}

/** A text of several lines of which only what steers is taken out; isolates stay, whoever sets it balances them. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(invisibleButIsolates, '')
    .replace(controlButLineEnd, ' ')
}

/** A value for a sentence in another script: its neighbours keep their places, whatever it holds (UAX 9, FSI and PDI). */
export function isolated(value: string): string {
  return `\u2068${value.replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')}\u2069`
}

/**
 * Whether a text that somebody publishes holds a character that steers, draws nothing, or that no font has to draw
 * (private use, half a pair, non-characters): what is read then differs from what was written. `lines`: a text of several
 * lines, where a line feed is no fault.
 */
export function steers(text: string, { lines = false }: { readonly lines?: boolean } = {}): boolean {
  return steering.test(lines ? text.replace(/\r?\n/g, ' ') : text)
}

/** Whether nothing of a text can be seen. */
export function isBlank(text: string): boolean {
  if (/[0-9a-z]/i.test(text)) return false
  return text.replace(undrawn, '') === ''
}

/** The most characters of a name of a hospital or a contact: one line of a screen and of a sheet. */
const longestName = 80

/** A name on a line of ours; null: it may stand there. */
export function nameFault(name: string): 'missing' | 'steers' | 'tooLong' | null {
  if (isBlank(name)) return 'missing'
  if (steers(name)) return 'steers'
  return name.length > longestName ? 'tooLong' : null
}
