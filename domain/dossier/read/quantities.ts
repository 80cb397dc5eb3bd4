/** Numbers with a unit in words. Null is "cannot be said safely": then nothing of it is said. */
import type { InEveryLanguage, Language } from '../../language.ts'
import type { Quantity, Range, Ratio } from './shapes.ts'
import { clean } from './words-of.ts'

/** Units that are written out: one and more. By UCUM code, or by the word that stands in `unit`. */
const units: Readonly<
  Record<string, { readonly nl: readonly [string, string]; readonly en: readonly [string, string] }>
> = {
  tablet: { nl: ['tablet', 'tabletten'], en: ['tablet', 'tablets'] },
  capsule: { nl: ['capsule', 'capsules'], en: ['capsule', 'capsules'] },
  stuk: { nl: ['stuk', 'stuks'], en: ['piece', 'pieces'] },
  druppel: { nl: ['druppel', 'druppels'], en: ['drop', 'drops'] },
  pufje: { nl: ['pufje', 'pufjes'], en: ['puff', 'puffs'] },
  pleister: { nl: ['pleister', 'pleisters'], en: ['patch', 'patches'] },
  dosis: { nl: ['dosis', 'doses'], en: ['dose', 'doses'] },
  zakje: { nl: ['zakje', 'zakjes'], en: ['sachet', 'sachets'] },
  ug: { nl: ['microgram', 'microgram'], en: ['microgram', 'micrograms'] },
  mg: { nl: ['mg', 'mg'], en: ['mg', 'mg'] },
  g: { nl: ['gram', 'gram'], en: ['gram', 'grams'] },
  ml: { nl: ['ml', 'ml'], en: ['ml', 'ml'] },
  iu: { nl: ['eenheid', 'eenheden'], en: ['unit', 'units'] },
  s: { nl: ['seconde', 'seconden'], en: ['second', 'seconds'] },
  min: { nl: ['minuut', 'minuten'], en: ['minute', 'minutes'] },
  h: { nl: ['uur', 'uur'], en: ['hour', 'hours'] },
  d: { nl: ['dag', 'dagen'], en: ['day', 'days'] },
  wk: { nl: ['week', 'weken'], en: ['week', 'weeks'] },
  mo: { nl: ['maand', 'maanden'], en: ['month', 'months'] },
  a: { nl: ['jaar', 'jaar'], en: ['year', 'years'] },
}

const spellings: Readonly<Record<string, string>> = {
  '{tablet}': 'tablet',
  tab: 'tablet',
  tabs: 'tablet',
  tablets: 'tablet',
  tabletten: 'tablet',
  tbl: 'tablet',
  'tablet(s)': 'tablet',
  '{capsule}': 'capsule',
  cap: 'capsule',
  caps: 'capsule',
  capsules: 'capsule',
  '{piece}': 'stuk',
  '{each}': 'stuk',
  '1': 'stuk',
  stuks: 'stuk',
  st: 'stuk',
  '[drp]': 'druppel',
  drop: 'druppel',
  drops: 'druppel',
  '{drop}': 'druppel',
  druppels: 'druppel',
  '{puff}': 'pufje',
  puff: 'pufje',
  puffs: 'pufje',
  '{actuation}': 'pufje',
  pufjes: 'pufje',
  '{patch}': 'pleister',
  patch: 'pleister',
  '{dose}': 'dosis',
  dose: 'dosis',
  doses: 'dosis',
  '{sachet}': 'zakje',
  sachet: 'zakje',
  µg: 'ug',
  mcg: 'ug',
  μg: 'ug',
  milligram: 'mg',
  gram: 'g',
  milliliter: 'ml',
  mL: 'ml',
  '[iU]': 'iu',
  '[IU]': 'iu',
  IU: 'iu',
  IE: 'iu',
  U: 'iu',
  units: 'iu',
  unit: 'iu',
  dag: 'd',
  day: 'd',
  days: 'd',
  dagen: 'd',
  week: 'wk',
  weeks: 'wk',
  weken: 'wk',
  hour: 'h',
  hours: 'h',
  uur: 'h',
  hr: 'h',
  month: 'mo',
  months: 'mo',
  maand: 'mo',
  maanden: 'mo',
  year: 'a',
  years: 'a',
  jaar: 'a',
  minute: 'min',
  minutes: 'min',
  minuut: 'min',
  minuten: 'min',
}

function unitKey(text: string | undefined): string | undefined {
  return [text, text?.toLowerCase()]
    .map((one) => (one === undefined ? undefined : (spellings[one] ?? one)))
    .find((one) => one !== undefined && Object.hasOwn(units, one))
}

/** Unit and code that are two different units, "mg" and "ug": nobody knows which is meant. "Piece" and "dose" fit any. */
function disagree({ unit, code }: Quantity): boolean {
  const [said, coded] = [unitKey(unit), unitKey(code)]
  const any = ['stuk', 'dosis']
  return said !== undefined && coded !== undefined && said !== coded && !any.includes(said) && !any.includes(coded)
}

/** A unit in words, by its name or its UCUM code; null when it has none that a person can read. */
export function unitInWords(
  { unit, code }: Pick<Quantity, 'unit' | 'code'>,
  many: boolean,
  language: Language,
): string | null {
  const key = [code, unit, unit?.toLowerCase()]
    .map((one) => (one === undefined ? undefined : (spellings[one] ?? one)))
    .find((one) => one !== undefined && Object.hasOwn(units, one))
  const known = key === undefined ? undefined : units[key]
  if (known !== undefined) return known[language === 'en' ? 'en' : 'nl'][many ? 1 : 0]
  return clean(unit) ?? (/^[a-zA-Z%/]{1,8}$/.test(code ?? '') ? (code ?? null) : null)
}

/** "0,5"; null for what is negative, written with an exponent or no number. */
export function numberInWords(value: number, language: Language): string | null {
  const text = String(value)
  if (!/^\d+(\.\d+)?$/.test(text)) return null
  return language === 'en' ? text : text.replace('.', ',')
}

const comparators: Readonly<Record<string, InEveryLanguage>> = {
  '<': { nl: 'minder dan ', nlSimple: 'minder dan ', en: 'less than ' },
  '<=': { nl: 'hoogstens ', nlSimple: 'niet meer dan ', en: 'at most ' },
  '>=': { nl: 'minstens ', nlSimple: 'niet minder dan ', en: 'at least ' },
  '>': { nl: 'meer dan ', nlSimple: 'meer dan ', en: 'more than ' },
}

/** "2 tabletten", "hoogstens 0,5 mg"; null without a number, a readable unit or with an unknown comparator. */
export function quantityInWords(quantity: Quantity | undefined, language: Language): string | null {
  // Nobody takes nothing, or less.
  if (quantity?.value === undefined || quantity.value <= 0 || disagree(quantity)) return null
  const number = numberInWords(quantity.value, language)
  const { comparator } = quantity
  const before = comparator === undefined ? '' : comparators[comparator]?.[language]
  if (number === null || before === undefined) return null
  if (quantity.unit === undefined && quantity.code === undefined) return `${before}${number}`
  const unit = unitInWords(quantity, quantity.value !== 1, language)
  return unit === null ? null : `${before}${number} ${unit}`
}

const to: InEveryLanguage = { nl: ' tot ', nlSimple: ' tot ', en: ' to ' }

/** "1 tot 2 tabletten"; an open end is "minstens" or "hoogstens". */
export function rangeInWords(range: Range | undefined, language: Language): string | null {
  const { low, high } = range ?? {}
  if (low === undefined || high === undefined) {
    const one = low ?? high
    const words = quantityInWords(one, language)
    return words === null ? null : `${comparators[low === undefined ? '<=' : '>=']?.[language] ?? ''}${words}`
  }
  const [first, last] = [
    low.value === undefined ? null : numberInWords(low.value, language),
    quantityInWords(high, language),
  ]
  const sameUnit = low.unit === high.unit && low.code === high.code
  const start = sameUnit || (low.unit === undefined && low.code === undefined) ? first : quantityInWords(low, language)
  return start === null || last === null || low.comparator !== undefined ? null : `${start}${to[language]}${last}`
}

const per: InEveryLanguage = { nl: ' per ', nlSimple: ' per ', en: ' per ' }

/** "4 gram per dag", "50 ml per 2 uur". */
export function ratioInWords(ratio: Ratio | undefined, language: Language): string | null {
  const above = quantityInWords(ratio?.numerator, language)
  const { denominator } = ratio ?? {}
  if (above === null || denominator === undefined) return null
  const below =
    denominator.value === 1 ? unitInWords(denominator, false, language) : quantityInWords(denominator, language)
  return below === null ? null : `${above}${per[language]}${below}`
}
