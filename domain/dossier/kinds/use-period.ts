/**
 * When a medicine is used: the period that a profile gives, the bounds of its dosages, and how long these last together.
 * A course of seven days that was ordered months ago is not in use, and without a start nobody knows when it ended.
 */
import * as v from 'valibot'
import type { Language } from '../../language.ts'
import { spanOf } from '../../validity/period.ts'
import type { Dosage, Repeat } from '../read/dosage-shapes.ts'
import type { Around } from '../read/line.ts'
import { periodInWords, spanOfNow } from '../read/moments.ts'
import { quantityInWords, unitOf } from '../read/quantities.ts'
import { Extended, Period, Quantity, type Extension } from '../read/shapes.ts'
import { put } from '../read/timing.ts'
import { timingForms } from '../words/timing-words.ts'

/** `unclear`: something says that it may be over, or the period cannot be read. */
export type Use = 'later' | 'now' | 'over' | 'unclear'

export interface UseParts {
  /** The period of the resource itself, or of a profile. */
  readonly period: Period | null
  readonly extensions: readonly Extension[] | undefined
  readonly dosages: readonly Dosage[]
  /** When it was ordered or told: it may have begun later. */
  readonly written: string | undefined
  /** Whether the dosages begin anew each time: then their length ends nothing. */
  readonly cyclic: boolean
}

/** Of which dosage there is none that ends, `Infinity`; of which nobody can read the end, null. In milliseconds. */
type Length = number | null

export function useOf({ period, extensions, dosages, written, cyclic }: UseParts, around: Around): Use {
  const own = lengthIn([...(extensions ?? []), ...extensionsOf(period)])
  const byDosage = cyclic ? 'now' : useOfDosages(dosages, period?.start, written, around)
  if (period === null && own === undefined) return byDosage
  const use = whenUsed(period, around)
  if (use !== 'now') return use
  if (period?.end !== undefined) return byDosage === 'over' ? 'unclear' : use
  return own === undefined ? byDosage : lasting({ start: period?.start, ends: own, written }, around)
}

/** By the bounds of the dosages: their own periods, and after these the lengths of those that have no period. */
function useOfDosages(
  dosages: readonly Dosage[],
  start: string | undefined,
  written: string | undefined,
  around: Around,
): Use {
  if (dosages.length === 0) return 'now'
  const [bounded, open] = [dosages.filter(hasTimes), dosages.filter((one) => !hasTimes(one))]
  const use = bounded.length === 0 ? 'over' : earliest(bounded.map((dosage) => useOfDosage(dosage, around)))
  if (use !== 'over' || open.length === 0) return use
  const ends = bounded.flatMap(({ timing }) => timing?.repeat?.boundsPeriod?.end ?? timing?.event ?? [])
  return lasting({ start: ends.toSorted().at(-1) ?? start, ends: together(open), written }, around)
}

/** Days of its own: a period, or only the times themselves. */
function hasTimes({ timing }: Dosage): boolean {
  return (
    timing?.repeat?.boundsPeriod !== undefined || (timing?.repeat === undefined && (timing?.event ?? []).length > 0)
  )
}

/** Of all dosages: one that is used now says that the medicine is. */
function earliest(uses: readonly Use[]): Use {
  return (['unclear', 'now', 'later'] as const).find((use) => uses.includes(use)) ?? 'over'
}

/** After the last of its times it is over. */
function useOfDosage({ timing }: Dosage, around: Around): Use {
  const { event = [], repeat } = timing ?? {}
  if (repeat?.boundsPeriod !== undefined) return whenUsed(repeat.boundsPeriod, around)
  const uses = event.map((end) => whenUsed({ end }, around))
  return uses.includes('unclear') ? 'unclear' : uses.every((use) => use === 'over') ? 'over' : 'now'
}

/** Over once all of it has passed since the start; without a start it may have begun later than it was written. */
function lasting(
  { start, ends, written }: { start: string | undefined; ends: Length; written: string | undefined },
  { now }: Around,
): Use {
  if (ends === Infinity) return 'now'
  const today = spanOfNow(now)
  const from = spanOf(start ?? written ?? '')
  if (today === null || from === null) return 'unclear'
  // Not even its first day has passed.
  if (from.last + (ends ?? 0) >= today.first) return 'now'
  if (ends === null) return 'unclear'
  return start === undefined ? 'unclear' : 'over'
}

/** `later`, `now` or `over` on this day; `unclear` where the period cannot be read, or ends before it begins. */
export function whenUsed(period: Period | null, { now }: Around): Use {
  const { start, end } = period ?? {}
  if (start === undefined && end === undefined) return 'now'
  const [first, last] = [start, end].map((text) => (text === undefined ? undefined : spanOf(text)))
  const today = spanOfNow(now)
  if (first === null || last === null || today === null) return 'unclear'
  if (first !== undefined && last !== undefined && first.first > last.last) return 'unclear'
  if (last !== undefined && last.last < today.first) return 'over'
  return first !== undefined && first.first > today.last ? 'later' : 'now'
}

/** How long all dosages last: those of one number side by side, those of different numbers or of none one after another. */
function together(dosages: readonly Dosage[]): Length {
  if (dosages.length === 0) return Infinity
  const bySequence = new Map<number, Length[]>()
  for (const [at, { sequence = -1 - at, timing }] of dosages.entries())
    bySequence.set(sequence, [...(bySequence.get(sequence) ?? []), lengthOf(timing?.repeat)])
  let all = 0
  let unread = false
  for (const lengths of bySequence.values()) {
    const known = lengths.filter((length) => length !== null)
    unread ||= known.length < lengths.length
    all += Math.max(0, ...known)
  }
  return all === Infinity ? Infinity : unread ? null : all
}

function lengthOf(repeat: Repeat | undefined): Length {
  if (repeat === undefined) return Infinity
  const { boundsDuration, boundsRange, count, countMax = count, frequency, period = 1, periodUnit } = repeat
  if (boundsDuration !== undefined) return milliseconds(boundsDuration)
  if (boundsRange !== undefined) return boundsRange.high === undefined ? Infinity : milliseconds(boundsRange.high)
  if (countMax === undefined) return Infinity
  // So many times in all, at so many times a period.
  if (periodUnit === undefined || frequency === undefined || frequency <= 0) return null
  const each = milliseconds({ value: (repeat.periodMax ?? period) / frequency, code: periodUnit })
  return each === null ? null : each * countMax
}

const day = 86_400_000
/** The longest that a unit can be. */
const lengths: Readonly<Record<string, number>> = {
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: day,
  wk: 7 * day,
  mo: 31 * day,
  a: 366 * day,
}

/** Null for a length that cannot be read; one that is "more than" has no end. */
function milliseconds(quantity: Quantity): Length {
  const unit = unitOf(quantity)
  const { value, comparator = '<=' } = quantity
  const each = unit === null ? undefined : lengths[unit]
  if (value === undefined || value <= 0 || each === undefined) return null
  return comparator.startsWith('>') ? Infinity : comparator.startsWith('<') ? value * each : null
}

/** Nictiz' TimeInterval as zib 2020 and 2017 write it, which R4 has no element for. */
const isInterval = ({ url }: Extension): boolean =>
  /nictiz\.nl\/fhir\/StructureDefinition\/.*(TimeInterval|PeriodOfUse|MedicationUse-Duration|UsageDuration)/i.test(url)

/** The period of use of Nictiz' profiles; null without one. */
export function periodOfUse(extensions: readonly Extension[] | undefined): Period | null {
  for (const extension of (extensions ?? []).filter(isInterval)) {
    const parsed = v.safeParse(Period, extension['valuePeriod'])
    if (parsed.success) return parsed.output
  }
  return null
}

/** The length of use of the same; undefined without one. */
function lengthIn(extensions: readonly Extension[]): Length | undefined {
  const found = extensions.find((one) => isInterval(one) && one['valueDuration'] !== undefined)
  if (found === undefined) return undefined
  const parsed = v.safeParse(Quantity, found['valueDuration'])
  return parsed.success ? milliseconds(parsed.output) : null
}

/** "vanaf 1 januari 2026, 7 dagen lang": the period of use with its length, as far as either can be said. */
export function useInWords(
  extensions: readonly Extension[] | undefined,
  period: Period | null,
  language: Language,
): string {
  const found = [...(extensions ?? []), ...extensionsOf(period)].find(
    (one) => isInterval(one) && one['valueDuration'] !== undefined,
  )
  const parsed = v.safeParse(Quantity, found?.['valueDuration'])
  const length = parsed.success ? quantityInWords(parsed.output, language) : null
  return [
    periodInWords(period ?? undefined, language) ?? '',
    length === null ? '' : put(timingForms.during, language, { what: length }),
  ]
    .filter((part) => part !== '')
    .join(', ')
}

/** A Duration may stand within the Period that it completes. */
function extensionsOf(period: Period | null): readonly Extension[] {
  const parsed = v.safeParse(Extended, period)
  return parsed.success ? (parsed.output.extension ?? []) : []
}
