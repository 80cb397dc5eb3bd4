/** Numbers with a unit in words. Null is "cannot be said safely": then nothing of it is said. */
import type { InEveryLanguage, Language } from '../../language.ts'
import type { Quantity, Range, Ratio } from './shapes.ts'
import { unitKey, units, type UnitKey } from '../words/units.ts'
import { clean } from './words-of.ts'

/** What the unit of a quantity is: one that is known here, or a word that somebody wrote. */
type Sense = { readonly key: UnitKey } | { readonly text: string }
type Unit = Pick<Quantity, 'unit' | 'code' | 'system'>

/** Things that are counted one by one: "piece" and "dose" say no other amount of them. */
const solid: ReadonlySet<UnitKey> = new Set(
  'tablet capsule pleister zakje ampul zetpil stuk dosis'.split(' ').flatMap(keyOf),
)
const counted: ReadonlySet<UnitKey> = new Set([...solid, ...'druppel pufje inhalatie'.split(' ').flatMap(keyOf)])
const anything: ReadonlySet<UnitKey> = new Set(['stuk', 'dosis'])

function keyOf(text: string): readonly UnitKey[] {
  const key = unitKey(text)
  return key === undefined ? [] : [key]
}

/** A code is one of UCUM, or of no system at all. Codes of another system ("1", "245") are not read. */
function isUcum(system: string | undefined): boolean {
  return system === undefined || system === 'http://unitsofmeasure.org' || system === 'urn:oid:2.16.840.1.113883.6.8'
}

/**
 * Null: unit and code are not surely the same ("microgram" and "mg"), and nobody knows which of them is meant. They are the
 * same when both are known to be, or when they are spelled alike; a spelling that nobody here knows agrees with nothing.
 */
function senseOf({ unit, code, system }: Unit): Sense | null {
  const [word, coded] = [clean(unit), clean(code)]
  const said = word === null ? undefined : unitKey(word)
  const own: Sense | null = said !== undefined ? { key: said } : word === null ? null : { text: word }
  if (coded === null) return own
  const known = unitKey(coded)
  if (!isUcum(system)) return known === undefined || known === said || /^\d+$/.test(coded) ? own : null
  if (own === null) {
    if (known !== undefined) return { key: known }
    return /^[a-zA-Z%/]{1,8}$/.test(coded) ? { text: coded } : null
  }
  if (word === coded || (said !== undefined && said === known)) return own
  // "1" and "{…}" of UCUM are no measure: the word says what is counted.
  if (
    (known === undefined ? /^\{[^{}]*\}$/.test(coded) : anything.has(known)) &&
    (said === undefined || counted.has(said))
  )
    return known !== undefined && said !== undefined && solid.has(said) ? { key: known } : own
  if (said !== undefined && anything.has(said) && known !== undefined && counted.has(known)) return { key: known }
  return word !== null && word.includes('/') && ratioOf(word) === ratioOf(coded) ? own : null
}

/** "ml/uur" as "mL/h": each part by its unit. */
function ratioOf(text: string): string {
  return text
    .split('/')
    .map((part) => unitKey(part.trim()) ?? part.trim())
    .join('/')
}

/** Which unit a quantity surely has, for who counts with it. */
export function unitOf(quantity: Unit): UnitKey | null {
  const sense = senseOf(quantity)
  return sense !== null && 'key' in sense ? sense.key : null
}

/** A unit in words, by its name or its UCUM code; null when it has none that a person can read, or two. */
export function unitInWords(unit: Unit, many: boolean, language: Language): string | null {
  const sense = senseOf(unit)
  if (sense === null) return null
  return 'text' in sense ? sense.text : units[sense.key][language === 'en' ? 'en' : 'nl'][many ? 1 : 0]
}

/** Without what counting in binary adds: 0.1 + 0.2 is 0.3. No dose is written with more figures. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}

/** "0,5"; null for what is negative, written with an exponent or no number. */
export function numberInWords(value: number, language: Language): string | null {
  const text = String(rounded(value))
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
  if (quantity?.value === undefined || quantity.value <= 0) return null
  const number = numberInWords(quantity.value, language)
  const { comparator } = quantity
  const before = comparator === undefined ? '' : comparators[comparator]?.[language]
  if (number === null || before === undefined) return null
  if (quantity.unit === undefined && quantity.code === undefined) return `${before}${number}`
  const unit = unitInWords(quantity, rounded(quantity.value) !== 1, language)
  return unit === null ? null : `${before}${number} ${unit}`
}

const to: InEveryLanguage = { nl: ' tot ', nlSimple: ' tot ', en: ' to ' }

/** "1 tot 2 tabletten"; an open end is "minstens" or "hoogstens". Null for ends that are the wrong way round. */
export function rangeInWords(range: Range | undefined, language: Language): string | null {
  const { low, high } = range ?? {}
  // The ends of a range are plain numbers (FHIR R4, SimpleQuantity).
  if (low?.comparator !== undefined || high?.comparator !== undefined) return null
  if (low === undefined || high === undefined) {
    const words = quantityInWords(low ?? high, language)
    return words === null ? null : `${comparators[low === undefined ? '<=' : '>=']?.[language] ?? ''}${words}`
  }
  const last = quantityInWords(high, language)
  const bare = low.unit === undefined && low.code === undefined
  const sameUnit = bare || (low.unit === high.unit && low.code === high.code && low.system === high.system)
  // A number that only the lower end has a unit for: of what it is nobody knows.
  if (!bare && high.unit === undefined && high.code === undefined) return null
  if (sameUnit && (low.value ?? 0) > (high.value ?? 0)) return null
  const start = !sameUnit
    ? quantityInWords(low, language)
    : low.value === undefined
      ? null
      : numberInWords(low.value, language)
  return start === null || last === null ? null : `${start}${to[language]}${last}`
}

const per: InEveryLanguage = { nl: ' per ', nlSimple: ' per ', en: ' per ' }

/** "4 gram per dag", "50 ml per 2 uur". */
export function ratioInWords(ratio: Ratio | undefined, language: Language): string | null {
  const above = quantityInWords(ratio?.numerator, language)
  const { denominator } = ratio ?? {}
  if (above === null || denominator === undefined) return null
  const one = denominator.value === 1 && denominator.comparator === undefined
  const below = one ? unitInWords(denominator, false, language) : quantityInWords(denominator, language)
  return below === null ? null : `${above}${per[language]}${below}`
}
