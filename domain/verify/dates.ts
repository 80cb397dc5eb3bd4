/** When updates say that they were written (ISO 32000-1 section 7.9.4, and XMP): such a date must be one that can be. */
import { demand } from './base/refusal.ts'

const pdf = /^D:(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(\d\d)?)?)?)?)?(?:(Z)(?:00'(?:00'?)?)?|([+-])(\d\d)'(?:(\d\d)'?)?)?$/ // prettier-ignore
const xmp = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)?(?:(Z)|([+-])(\d\d):(\d\d))?$/

const minute = 60_000
const hour = 60 * minute

/** The moments that a date may mean, milliseconds since 1970; null where it is none. */
export function spanOf(text: string): { readonly from: number; readonly to: number } | null {
  const found = pdf.exec(text) ?? xmp.exec(text)
  if (found === null) return null
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = found.slice(1, 7).map((one) => (one === undefined ? undefined : Number(one))) // prettier-ignore
  const at = Date.UTC(year, month - 1, day, hours, minutes, seconds)
  const date = new Date(at)
  const right = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hours < 24 && minutes < 60 && seconds < 60 // prettier-ignore
  if (!right) return null
  // What is left out may be anything; where no zone is named, any on Earth.
  const last = [found[2], found[3], found[4], found[5], found[6]].findIndex((one) => one === undefined)
  const vague = last === -1 ? 0 : ([366 * 24 * hour, 31 * 24 * hour, 24 * hour, hour, minute][last] ?? 0)
  const [, , , , , , , zulu, sign, offsetHours = '0', offsetMinutes = '0'] = found
  if (zulu === undefined && sign === undefined) return { from: at - 14 * hour, to: at + vague + 12 * hour }
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * minute * (sign === '-' ? -1 : 1)
  return { from: at - offset, to: at + vague - offset }
}

/** Throws a Refusal (`timeContradiction`) where a date lies before the seal or after now. */
export function datesCanBe(
  texts: readonly string[],
  { sealed, now, tolerance }: { readonly sealed: number; readonly now: number; readonly tolerance: number },
): void {
  for (const text of texts) {
    const span = spanOf(text)
    demand(span !== null, 'changedAfterSeal', 'a date that is none')
    demand(span.to >= sealed - tolerance, 'timeContradiction', 'an update from before the seal')
    demand(span.from <= now + tolerance, 'timeContradiction', 'an update from the future')
  }
}
