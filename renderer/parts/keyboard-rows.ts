/** The rows of our own keyboard. QWERTY; the MRZ has capitals, digits and the filler only (ICAO 9303 part 3). */

export interface Key {
  readonly kind: 'text' | 'shift' | 'erase' | 'accents' | 'space' | 'left' | 'right' | 'gap'
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
  [...text('ZXCVBNM'), action('left', 2), action('right', 2), action('erase', 2)],
]

export const letterRows: readonly (readonly Key[])[] = [
  text('qwertyuiop'),
  [gap, ...text('asdfghjkl'), gap],
  [action('shift', 3), ...text('zxcvbnm'), action('erase', 3)],
  [action('accents', 4), ...text("'-"), action('space', 6), ...text('.'), action('left', 2), action('right', 2)],
]

export const accentRows: readonly (readonly Key[])[] = [
  text('éèëêáàäâåã'),
  text('íìïîóòöôøõ'),
  [action('shift', 3), ...text('úùüûçñš'), action('erase', 3)],
  [action('accents', 4), ...text("'-"), action('space', 6), ...text('ß'), action('left', 2), action('right', 2)],
]
