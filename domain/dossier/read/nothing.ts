/**
 * Words that name nothing: "geen allergieën bekend", "NKDA", "n.v.t.", "-". Records put them where a name belongs. As a name
 * they would be an allergy or a medicine that nobody has; what they say is said as a sentence, or not at all.
 */
import type { Concept } from './shapes.ts'
import { clean } from './words-of.ts'

/** Of what there is none: of all, of one kind, or of something for which there is no word here. */
export type NoneOf = 'all' | 'medication' | 'food' | 'environment' | 'other'

const one = (...words: readonly string[]): string => `(?:${words.join('|')})`
const dutch = one(
  'allergie(?:ën|en|s)?',
  'allergien',
  'overgevoelighe(?:id|den)',
  'intoleranties?',
  'allergische reacties?',
)
const english = one('allerg(?:y|ies)', 'intolerances?', 'hypersensitivit(?:y|ies)', 'adverse reactions?')
const list = (word: string, and: string): string => `${word}(?: ?(?:${and}|/|,) ?${word})*`
const known =
  '(?: (?:heden|momenteel|tot nu toe|op dit moment))?(?: (?:bekend|aanwezig|gemeld|vastgesteld|aangegeven))?'
const begin = '(?:(?:er (?:zijn|is)|pati[eë]nte? heeft|heeft|u heeft) )?geen(?: (?:bekende|actuele|relevante))*'
const none = '(?:(?:there are|patient has|has) )?(?:no|none|nil)(?: known)?'
const after = '(?: (?:known|recorded|reported|noted))?'

/** Kinds of allergy as the first part of a word or the words after "voor". */
const kinds: readonly (readonly [NoneOf, string, string])[] = [
  ['medication', one('geneesmiddel(?:en)?', 'medicijn(?:en)?', 'medicatie', 'medicament(?:en)?'), one('drugs?', 'medications?', 'medicines?')], // prettier-ignore
  ['food', one('voedsel', 'voeding(?:s|smiddelen)?', 'eten'), 'food'],
  ['environment', one('omgevings?', 'omgevingsfactoren'), 'environmental'],
]
const whole = (...forms: readonly string[]): RegExp => new RegExp(`^(?:${forms.join('|')})$`, 'u')

const noAllergies = whole(
  `${begin}(?: ${list(dutch, 'en|of|en/of')})?${known}`,
  `${dutch} ?:? ?(?:geen|nee|negatief)${known}`,
  `(?:is )?niet (?:allergisch|overgevoelig)`,
  `niet bekend met ${list(dutch, 'en|of')}`,
  `${none}(?: ${list(english, 'and|or')})?${after}`,
  'not allergic',
  'nka',
)
const noneOfKind: readonly (readonly [NoneOf, RegExp])[] = [
  ['medication', /^nkda$/u],
  ['food', /^nkfa$/u],
  ...kinds.map(
    ([kind, nl, en]) =>
      [
        kind,
        whole(
          `${begin} ${nl}[ -]?${dutch}${known}`,
          `${begin} ${dutch} voor ${nl}${known}`,
          `niet (?:allergisch|overgevoelig) voor ${nl}`,
          `${none} ${en} ${list(english, 'and|or')}${after}`,
          `${none} ${list(english, 'and|or')} to ${en}${after}`,
        ),
      ] as const,
  ),
]
/** "Geen latexallergie": none of something. Not "geen reactie op de test, wel uitslag": that is something. */
const noneOfSomething = /^(?:geen|niet|no|not)\b[^,;:]*(?:allerg|overgevoelig|intoleran|hypersensitiv)[^,;:]*$/u
const but = /\b(?:wel|maar|behalve|except|but|meer|longer)\b/u

const medicines = one('medicijn(?:en|gebruik)?', 'medicatie(?:gebruik)?', 'geneesmiddel(?:en|engebruik)?')
const noMedicines = whole(
  `${begin}(?: ${medicines})?${known}(?: in gebruik)?`,
  `gebruikt geen ${medicines}`,
  `${none}(?: (?:medications?|medicines?|drugs?))?${after}`,
)

/** In small letters, without what stands in brackets, signs at the end and double spaces. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[([][^()[\]]*[)\]]/gu, ' ')
    .replace(/[.!\s]+$/u, '')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** How all of these begin: a name that begins otherwise costs nothing more. */
const begins = /^[^\p{L}]*(?:geen|niet|er|heeft|u|pat|gebruikt|no|nil|nk|there|has|is|allerg|overg|intol)/iu

/** In characters; a longer text says more than that there is none. */
const longest = 160

/** Of which allergies a text says that there are none; null: it names something, or nothing. */
export function noAllergyInWords(text: string): NoneOf | null {
  if (text.length > longest || !begins.test(text)) return null
  const words = plain(text)
  if (noAllergies.test(words)) return 'all'
  const kind = noneOfKind.find(([, form]) => form.test(words))?.[0]
  if (kind !== undefined) return kind
  return noneOfSomething.test(words) && !but.test(words) ? 'other' : null
}

/** Whether a text says that no medicine is used. */
export function noMedicineInWords(text: string): boolean {
  return text.length <= longest && begins.test(text) && noMedicines.test(plain(text))
}

/** In characters, with a dot or brackets. */
const longestPlaceholder = 24

/** A field that was filled because it had to be (`empty`), or because nobody knew (`unknown`). */
export function placeholder(text: string): 'empty' | 'unknown' | null {
  if (text.length > longestPlaceholder || !/^[^\p{L}]*(?:$|[nolux])/iu.test(text)) return null
  const words = plain(text)
  if (/^(?:[-–—_./*x ]*|n\.?v\.?t|niet van toepassing|n\/a|not applicable|leeg)$/u.test(words)) return 'empty'
  return /^(?:[? ]+|(?:nog )?onbekend|niet bekend|unknown|not known)$/u.test(words) ? 'unknown' : null
}

/** What a concept says in words: the text of a person and the displays. */
export function wordsIn(concept: Concept | undefined): readonly string[] {
  return [concept?.text, ...(concept?.coding ?? []).map(({ display }) => display)].flatMap((text) => clean(text) ?? [])
}

/** A concept without the words that name nothing, where others do; a name is then taken from those. */
export function naming(concept: Concept | undefined, namesNone: (text: string) => boolean): Concept | undefined {
  if (concept === undefined) return undefined
  const isEmpty = (text: string | undefined): boolean => {
    const words = clean(text)
    return words !== null && (placeholder(words) !== null || namesNone(words))
  }
  const { text, coding, ...rest } = concept
  if (!wordsIn(concept).some(isEmpty)) return concept
  return {
    ...rest,
    ...(isEmpty(text) ? {} : { text }),
    ...(coding === undefined ? {} : { coding: coding.filter(({ display }) => !isEmpty(display)) }),
  }
}
