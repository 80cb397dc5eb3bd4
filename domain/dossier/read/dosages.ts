/** How to use a medicine, in words and in order. What cannot be said safely is "see your package", never left out silently. */
import type { Language } from '../../language.ts'
import { dosageForms as forms } from '../words/timing-words.ts'
import { isStrange, type Dosage, type DoseAndRate } from './dosage-shapes.ts'
import { quantityInWords, rangeInWords, ratioInWords } from './quantities.ts'
import { put, timingInWords } from './timing.ts'
import { allWords, clean, isCodesOnly, wordsOf } from './words-of.ts'

/** One sentence for each dosage and instruction; empty when there is none. */
export function dosagesInWords(dosages: readonly Dosage[], language: Language): readonly string[] {
  const ordered = dosages
    .map((dosage, at) => ({ dosage, at }))
    .toSorted((one, other) => (one.dosage.sequence ?? 0) - (other.dosage.sequence ?? 0) || one.at - other.at)
  const lines: string[] = []
  let before: Dosage | null = null
  for (const { dosage } of ordered) {
    const [first, ...more] = dosageInWords(dosage, language)
    if (first === undefined) continue
    // The same number is at the same time, the next is after it (FHIR R4, Dosage.sequence); none says neither.
    const form =
      before === null || before.sequence === undefined || dosage.sequence === undefined
        ? null
        : before.sequence === dosage.sequence
          ? forms.also
          : forms.then
    lines.push(form === null ? first : put(form, language, { what: lower(first) }), ...more)
    before = dosage
  }
  return lines
}

function dosageInWords(dosage: Dosage, language: Language): readonly string[] {
  const strange = isStrange('dosage', dosage) || (dosage.modifierExtension ?? []).length > 0
  const written = wordsOf({ text: dosage.text, _text: dosage._text }, language)
  const built = strange ? null : structured(dosage, language)
  const limits = strange ? null : limitsInWords(dosage, language)
  const main = written ?? (built === null ? null : built.join(', '))
  const instruction = clean(dosage.patientInstruction)
  return [
    ...(main === null || main === '' ? [] : [upper(main)]),
    ...(written === null ? [] : besides(written, dosage, language)),
    ...(limits ?? []),
    ...(written === instruction || instruction === null ? [] : [instruction]),
    ...allWords(dosage.additionalInstruction, language).map(upper),
    // Something is there that we cannot say: the words of a person say it, or else the package does.
    ...(strange || (written === null && built === null) || limits === null || losesPart(dosage, language)
      ? [forms.package[language]]
      : []),
  ]
}

/** An instruction, a way or a condition of use of which there are only codes, or that stands in an extension. */
function losesPart(dosage: Dosage, language: Language): boolean {
  const { additionalInstruction = [], asNeededCodeableConcept, method, route, site, extension = [] } = dosage
  return (
    [...additionalInstruction, asNeededCodeableConcept, method, route, site].some((concept) =>
      isCodesOnly(concept, language),
    ) || extension.some(({ url }) => /asNeeded/i.test(url))
  )
}

/** Method, route and place that a person's own text does not name. */
function besides(written: string, { method, route, site }: Dosage, language: Language): readonly string[] {
  const words = allWords(
    [method, route, site].filter((concept) => concept !== undefined),
    language,
  ).filter((one) => !written.toLowerCase().includes(one.toLowerCase()))
  return words.length === 0 ? [] : [upper(words.join(', '))]
}

/** Method, dose, times, route and place as parts of one sentence; null when a part cannot be said. */
function structured(dosage: Dosage, language: Language): readonly string[] | null {
  const doses = (dosage.doseAndRate ?? []).map((one) => doseInWords(one, language))
  const timing = dosage.timing === undefined ? [] : timingInWords(dosage.timing, language)
  const named = [dosage.method, dosage.route, dosage.site].map((concept) =>
    concept === undefined ? '' : wordsOf(concept, language),
  )
  if (timing === null || doses.some((one) => one === null) || named.some((one) => one === null)) return null
  // Two doses side by side (calculated, ordered) contradict each other unless they say the same.
  const different = [...new Set(doses.flatMap((one) => one ?? []))]
  if (different.length > 1) return null
  const [method = '', ...places] = named.flatMap((one) => one ?? [])
  return [method, ...different, ...timing, ...places].filter((part) => part !== '')
}

function doseInWords(one: DoseAndRate, language: Language): string | null {
  if (isStrange('dose', one)) return null
  const dose =
    one.doseRange === undefined ? quantityInWords(one.doseQuantity, language) : rangeInWords(one.doseRange, language)
  if (dose === null && (one.doseRange !== undefined || one.doseQuantity !== undefined)) return null
  const hasRate = one.rateRatio !== undefined || one.rateRange !== undefined || one.rateQuantity !== undefined
  const rate =
    ratioInWords(one.rateRatio, language) ??
    rangeInWords(one.rateRange, language) ??
    quantityInWords(one.rateQuantity, language)
  if (hasRate && rate === null) return null
  const parts = [
    ...(dose === null ? [] : [put(forms.atOnce, language, { what: dose })]),
    ...(rate === null ? [] : [put(forms.rate, language, { what: rate })]),
  ]
  return parts.length === 0 ? null : parts.join(', ')
}

/** "If needed" and the most that may be taken; null when one of them cannot be said. */
function limitsInWords(dosage: Dosage, language: Language): readonly string[] | null {
  const lines: string[] = []
  if (dosage.asNeededCodeableConcept !== undefined) {
    const what = wordsOf(dosage.asNeededCodeableConcept, language)
    lines.push(what === null ? forms.asNeeded[language] : put(forms.asNeededFor, language, { what: lower(what) }))
  } else if (dosage.asNeededBoolean === true) lines.push(forms.asNeeded[language])
  const limits = [
    { there: dosage.maxDosePerPeriod, words: ratioInWords(dosage.maxDosePerPeriod, language), form: forms.notMore },
    {
      there: dosage.maxDosePerAdministration,
      words: quantityInWords(dosage.maxDosePerAdministration, language),
      form: forms.notMoreAtOnce,
    },
    {
      there: dosage.maxDosePerLifetime,
      words: quantityInWords(dosage.maxDosePerLifetime, language),
      form: forms.notMoreEver,
    },
  ]
  for (const { there, words, form } of limits) {
    if (there === undefined) continue
    if (words === null) return null
    lines.push(put(form, language, { what: words }))
  }
  return lines
}

function upper(text: string): string {
  return text.startsWith('’s ') ? text : text.charAt(0).toUpperCase() + text.slice(1)
}

/** A first word in lower case, unless it is written in capitals. */
function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
