/** A forger who has a key of the hospital: composed files with what is drawn on a page changed, ready to be sealed. */
import { deflateSync, inflateSync } from 'node:zlib'
import { latin } from './tools.ts'

/** A composed file with the operators of one page changed (the first, unless said); offsets put right again. */
export function withContent(pdf: Uint8Array, change: (content: string) => string, page = 0): Uint8Array {
  const pages = [...latin(pdf).matchAll(/\/Type\/Page\/Parent[^>]*\/Contents (\d+) 0 R/g)]
  return withPacked(pdf, Number(pages[page]?.[1]), change)
}

/** The same with a stream that is packed. */
function withPacked(pdf: Uint8Array, number: number, change: (content: string) => string): Uint8Array {
  return withObject(pdf, number, (object) => {
    const [, dictionary = '', stream = ''] = /^([\s\S]*?)stream\n([\s\S]*)\nendstream\n$/.exec(object) ?? []
    const content = inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
    const changed = change(content)
    if (changed === content) return object
    const packed = deflateSync(Buffer.from(changed, 'latin1')).toString('latin1')
    return `${dictionary.replace(/\/Length \d+/, `/Length ${packed.length}`)}stream\n${packed}\nendstream\n`
  })
}

/** A composed file with the text of every object changed that matches. */
export function withObjects(pdf: Uint8Array, pattern: RegExp, change: (object: string) => string): Uint8Array {
  const numbers = [...latin(pdf).matchAll(/\n(\d+) 0 obj\n([\s\S]*?)endobj/g)].filter(([, , text = '']) => pattern.test(text)).map(([, number]) => Number(number)) // prettier-ignore
  if (numbers.length === 0) throw new Error('no such object')
  return numbers.reduce((bytes, number) => withObject(bytes, number, change), pdf)
}

function withObject(pdf: Uint8Array, number: number, change: (object: string) => string): Uint8Array {
  const text = latin(pdf)
  const from = text.indexOf(`\n${number} 0 obj\n`) + 1
  const start = from + `${number} 0 obj\n`.length
  const end = text.indexOf('\nendobj', start) + 1
  if (from === 0 || end === 0) throw new Error('no object')
  const made = text.slice(0, start) + change(text.slice(start, end)) + text.slice(end)
  const table = made.lastIndexOf('\nxref\n') + 1
  const rows = made.slice(table).replace(/(\d{10}) 00000 n/g, (_, offset: string) => {
    const moved = Number(offset) > from ? Number(offset) + made.length - text.length : Number(offset)
    return `${String(moved).padStart(10, '0')} 00000 n`
  })
  return new Uint8Array(Buffer.from(made.slice(0, table) + rows.replace(/startxref\n\d+/, `startxref\n${String(table)}`), 'latin1')) // prettier-ignore
}

/** The pieces of a page: the tag, the operators, and where they stand in the content. */
interface PieceOf {
  readonly tag: string
  readonly body: string
}
const piecesIn = (content: string): readonly PieceOf[] =>
  [...content.matchAll(/\/(\w+) (?:<<[^>]*>> BDC|BMC)\n((?:\((?:[^()\\]|\\[\s\S])*\)|(?!\bEMC\b)[^(])*)EMC/g)].map(([, tag = '', body = '']) => ({ tag, body })) // prettier-ignore

/** The `at`-th piece with this tag, changed. */
export const piece =
  (tag: string, at: number, change: (body: string) => string) =>
  (content: string): string => {
    const found = piecesIn(content).filter((one) => one.tag === tag)[at]
    if (found === undefined) throw new Error(`no ${tag} ${at}`)
    return content.replace(found.body, () => change(found.body))
  }

/** Two pieces of one tag that change places on the sheet, and keep theirs in the order of reading. */
export const swapped =
  (tag: string, one: number, other: number) =>
  (content: string): string => {
    const all = piecesIn(content).filter((each) => each.tag === tag)
    const [a, b] = [all[one]?.body ?? '', all[other]?.body ?? '']
    const place = (body: string): string => /BT (1 0 0 -1 [\d.]+ [\d.]+ Tm)/.exec(body)?.[1] ?? ''
    const [there, here] = [a.replace(place(a), place(b)), b.replace(place(b), place(a))]
    return content.replace(a, () => there).replace(b, () => here)
  }

const moved = (across: number, down: number) => (body: string): string =>
  body.replace(/(-?1 0 0 -1) ([\d.]+) ([\d.]+) Tm/g, (_, turn: string, x: string, y: string) => `${turn} ${(Number(x) + across).toFixed(2)} ${(Number(y) + down).toFixed(2)} Tm`) // prettier-ignore

/** What else one may do to the first page of the sample form with two signers: every word of the data stays, in its order. */
export const pageTricks: Readonly<Record<string, (content: string) => string>> = {
  'a word lifted off the sheet': piece('H1', 0, (one) => one.replace(/\[/, '900 Ts [')),
  'a word lifted a little': piece('H1', 0, (one) => one.replace(/\[(\(..)/s, '[]TJ 4 Ts[$1)]TJ 0 Ts[(')),
  'a word lifted and not put down': piece('H1', 0, (one) => one.replace('Tf ', 'Tf 5 Ts ')),
  'a word moved beside the sheet': piece('H1', 0, (one) => one.replace('[', '[-90000')),
  'a word moved back over another': piece('H1', 0, (one) => one.replace(/\)(-?\d+)\(/, ')4000(')),
  'a hole in a line': piece('LBody', 0, (one) => one.replace(/\)(-?\d+)\(/, ')-3000(')),
  'letters one over the other': piece('H1', 0, (one) => one.replace(/\)-?\d+\(/g, ')600(')),
  'letters blackened by an outline': piece('P', 1, (one) => one.replace('Tm ', 'Tm 2 Tr 1 j 9 w ').replace(' ET', ' 0 Tr ET')), // prettier-ignore
  'letters that are only an outline': piece('P', 1, (one) => one.replace('Tm ', 'Tm 1 Tr ')),
  'letters that are not drawn': piece('P', 1, (one) => one.replace('Tm ', 'Tm 3 Tr ')),
  'letters stretched': piece('P', 1, (one) => one.replace('Tm ', 'Tm 1 Tz ')),
  'letters spaced': piece('P', 1, (one) => one.replace('Tm ', 'Tm 300 Tc ')),
  'words spaced': piece('P', 1, (one) => one.replace('Tm ', 'Tm 300 Tw ')),
  'letters in white': piece('P', 1, (one) => one.replace('BT ', 'BT 1 g ')),
  'letters upside down': piece('P', 1, (one) => one.replace('1 0 0 -1', '1 0 0 1')),
  'letters turned round': piece('P', 1, (one) => one.replace('1 0 0 -1', '-1 0 0 -1')),
  'letters sheared': piece('P', 1, (one) => one.replace('1 0 0 -1', '1 0 9 -1')),
  'a line that begins twice': piece('P', 1, (one) => one.replace('Tf ', 'Tf 1 0 0 -1 300 300 Tm ')),
  'a line set upon another': piece('H1', 0, moved(0, 18)),
  'a line moved to the right': piece('H1', 0, moved(40, 0)),
  'a line in the margin': piece('H1', 0, moved(-50, 0)),
  'a piece moved to the end of the sheet': piece('H1', 0, moved(0, 600)),
  'answers that changed places': swapped('TD', 6, 7),
  'questions that changed places': swapped('TH', 7, 8),
  'an answer beside the question after it': piece('TD', 1, moved(0, 22.6)),
  'declarations that changed places': swapped('LBody', 0, 1),
  'names that changed places': swapped('P', 7, 10),
  'a name under another signature': piece('P', 8, moved(256.54, 0)),
  'a foot in the middle': piece('Artifact', 15, moved(0, -300)),
  'a line through the title': (content) => `${content}\n/Artifact BMC\n56.69 104 487.56 1.2 re f\nEMC\n`,
  'a line through a statement': (content) => `${content}\n/Artifact BMC\n56.69 ${struck(content)} 487.56 1.2 re f\nEMC\n`, // prettier-ignore
  'a line from dot to dot': (content) => content.replace(/(q 1 J 3\.4 w [\d.]+ [\d.]+ m) [\d.]+/, '$1 500'),
  'a cross over words': (content) => content.replace(/(q 0\.9 w [\d.]+ [\d.]+ m) [\d.]+ [\d.]+ l/, '$1 500 100 l'),
  'a second house': (content) => content.replace(/\/Artifact BMC\nq\n[\s\S]*?EMC\n/, (one) => one + one),
  'a house of other curves': (content) => content.replace(/ ([\d.]+) c\n/, ' 700.5 c\n'),
  'a house in another place': (content) => content.replace('73.288976 487', '400.288976 487'),
  'ink that changed places': (content) => content.replace(/(0 0 0\.0\d+) 56\.69\d* /, '$1 @ ').replace(/(0 0 0\.0\d+) 313\.23\d* /, '$1 56.692913 ').replace('@', '313.230551'),
  'ink over the words': (content) => content.replace(/(q\n0\.0\d+ 0 0 0\.0\d+ [\d.]+) [\d.]+ cm/, '$1 130.5 cm'),
} // prettier-ignore

/** The same of an approval: its words stay, and say something else. */
export const approvalTricks: Readonly<Record<string, (content: string) => string>> = {
  'the decision lifted off the sheet': piece('TD', 0, (one) => one.replace(/\[/, '900 Ts [')),
  'the decision moved beside the sheet': piece('TD', 0, (one) => one.replace('[', '[-90000')),
  'the decision beside another heading': swapped('TD', 0, 1),
  'headings that changed places': swapped('TH', 0, 1),
  'the patient beside another heading': swapped('TD', 5, 6),
  'the decision piled up': piece('TD', 0, (one) => one.replace(/\((..)/s, '($1)700(')),
  'the decision blackened': piece('TD', 0, (one) => one.replace('Tm ', 'Tm 2 Tr 1 j 9 w ').replace(' ET', ' 0 Tr ET')),
  'the decision struck through': piece('TH', 0, (one) => `${one}EMC\n/Artifact BMC\n56.69 ${(Number(/ ([\d.]+) Tm/.exec(one)?.[1]) - 3).toFixed(2)} 487.56 1.2 re f\n`),
  'ink where nobody signs': (content) => `${content}\n/Figure <</MCID 99>> BDC\nq\n0.01 0 0 0.01 60 60 cm\n70 w 1 J 1 j 0 G\n1 1 m 9 9 l S\nQ\nEMC\n`,
} // prettier-ignore

/** Where the letters of the last declaration are struck through. */
const struck = (content: string): string => {
  const last = piecesIn(content)
    .filter(({ tag }) => tag === 'LBody')
    .at(-1)
  return (Number(/ ([\d.]+) Tm/.exec(last?.body ?? '')?.[1]) - 3).toFixed(2)
}
