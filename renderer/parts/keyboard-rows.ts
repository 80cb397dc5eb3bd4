/** The rows of our own keyboard. QWERTY; the MRZ has capitals, digits and the filler only (ICAO 9303 part 3). */

export interface Key {
  readonly kind: 'text' | 'shift' | 'erase' | 'accents' | 'space' | 'gap'
  readonly text: string
  /** Columns of 20. */
  readonly span: number
}

const text = (letters: string): Key[] => [...letters].map((letter) => ({ kind: 'text', text: letter, span: 2 }))
const gap: Key = { kind: 'gap', text: '', span: 1 }
const action = (kind: Key['kind'], span: number): Key => ({ kind, text: '', span })

export const mrzRows: readonly (readonly Key[])[] = [
  text('1234567890'),
  text('QWERTYUIOP'),
  text('ASDFGHJKL<'),
  [gap, ...text('ZXCVBNM'), action('erase', 5)],
]

export const letterRows: readonly (readonly Key[])[] = [
  text('qwertyuiop'),
  [gap, ...text('asdfghjkl'), gap],
  [action('shift', 3), ...text('zxcvbnm'), action('erase', 3)],
  [action('accents', 5), ...text("'-"), action('space', 9), ...text('.')],
]

export const accentRows: readonly (readonly Key[])[] = [
  text('éèëêáàäâåã'),
  text('íìïîóòöôøõ'),
  [action('shift', 3), ...text('úùüûçñš'), action('erase', 3)],
  [action('accents', 5), ...text("'-"), action('space', 9), ...text('ß')],
]
