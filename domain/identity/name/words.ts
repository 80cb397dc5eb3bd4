/** A family name as words, with the small words before it (voorvoegsels) in every way in which they are written. */
import { alike, spell } from './spelling.ts'
import type { Word } from './spelling.ts'

export interface NameWord {
  readonly word: Word
  /** A small word that may stand before a name: de, van der, el, da. */
  readonly small: boolean
  readonly otherScript: boolean
}

/**
 * Small words before a family name (RvIG, Landelijke tabel 36, and the common ones of Dutch records' other languages).
 * They only ever make a doubt: "Hart" for "'t Hart".
 */
const small = new Set(
  (
    "de den der des van von vom ter te ten het 't t 's d' d l' l la le les lo los las du da das do dos di del della dalla " +
    'dello degli al el ul ben bin bint ibn abu abou ait ould op aan bij in uit uijt voor over onder tot thoe auf im zu zum zur ' +
    'und y e af av mac mc o san sint st.'
  ).split(' '),
)

const het: Word = [['HET', 'T']]
/** Written short, a small word can be read as each of these. */
const short: Readonly<Record<string, Word>> = {
  "'t": het,
  t: het,
  het: het,
  'v.': [['VAN', 'VON', 'V']],
  v: [['VAN', 'VON', 'V']],
  'd.': [['DE', 'DER', 'DEN', 'D']],
  'v.d.': [['VANDE', 'VANDER', 'VANDEN', 'VONDER', 'VD']],
  'v.d': [['VANDE', 'VANDER', 'VANDEN', 'VONDER', 'VD']],
  'v/d': [['VANDE', 'VANDER', 'VANDEN', 'VONDER', 'VD']],
  vd: [['VANDE', 'VANDER', 'VANDEN', 'VONDER', 'VD']],
  'v.h.': [['VANHET', 'VANT', 'VH']],
  'a.d.': [['AANDE', 'AANDEN', 'AANDER', 'AD']],
}

/** Words of a family name, the small ones known. "Berg, van den" is put in its order. */
export function familyWords(text: string): readonly NameWord[] {
  const [name = '', behind, ...more] = text.split(',')
  const ordered = behind === undefined || more.length > 0 ? text : `${behind} ${name}`
  return (
    ordered
      .normalize('NFKC')
      .replaceAll(/[’‘`´ʼ]/g, "'")
      // "'tHart", "d'Ancona": the small word ends at its apostrophe.
      .replaceAll(/(^|\s)('[ts]|d'|l')(?=\p{L})/giu, '$1$2 ')
      .split(/[\s\-‐–—]+/)
      .flatMap((part) => {
        const key = part.toLowerCase()
        const known = Object.hasOwn(short, key) ? short[key] : undefined
        if (known !== undefined) return [{ word: known, small: true, otherScript: false }]
        const { word, otherScript } = spell(part)
        return word.length === 0 && !otherScript ? [] : [{ word, small: small.has(key), otherScript }]
      })
  )
}

/** The words without the small ones before them; all of them when they are nothing else. */
export function core(words: readonly NameWord[]): readonly NameWord[] {
  const rest = words.filter((word) => !word.small)
  return rest.length === 0 ? words : rest
}

/** Whether each of these is one of those, none used twice. */
export function within(few: readonly NameWord[], many: readonly NameWord[]): boolean {
  const left = [...many]
  return few.every(({ word }) => {
    const at = left.findIndex((candidate) => alike(candidate.word, word))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}
