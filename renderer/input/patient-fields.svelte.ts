/** What is typed to find a patient: day, month, year (for a child) and the BSN, digit by digit. */
import { dateMistake, type DateMistake } from './date-mistake.ts'

export const fieldNames = ['day', 'month', 'year', 'bsn'] as const
export type FieldName = (typeof fieldNames)[number]

export const widths: Readonly<Record<FieldName, number>> = { day: 2, month: 2, year: 4, bsn: 9 }
/** A BSN has 8 or 9 digits (Besluit burgerservicenummer: shown with 9, older ones lead with a zero). */
const leastDigits: Readonly<Record<FieldName, number>> = { day: 1, month: 1, year: 4, bsn: 8 }
/** What people write between the parts of a date ("4-9-2019", "4 9 2019"). */
const separators = /^[-/., ]$/

export class PatientFields {
  readonly names: readonly FieldName[]
  values = $state<Record<FieldName, string>>({ day: '', month: '', year: '', bsn: '' })
  at = $state<FieldName>('bsn')
  /** The field that a full one went over to by itself: the next Enter, Tab or separator was meant for that step. */
  #stepped: FieldName | null = null
  /** Chosen to be written anew: in a full field the next digit takes the place of all. */
  #anew = false

  constructor(withBirthDate: boolean) {
    this.names = withBirthDate ? fieldNames : ['bsn']
    this.at = this.names[0] ?? 'bsn'
  }

  get next(): FieldName | null {
    return this.names[this.names.indexOf(this.at) + 1] ?? null
  }

  /** "2019-09-04", or null while it is not three numbers. Whether the day exists is checked at the border. */
  get birthDate(): string | null {
    const { day, month, year } = this.values
    if (day === '' || month === '' || year.length !== 4) return null
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  }

  /** The first part that cannot be filled in yet, in the order of the screen. */
  get missing(): FieldName | null {
    return this.names.find((name) => this.values[name].length < leastDigits[name]) ?? null
  }

  /** Which part of the date cannot be, and why. A part counts once it is full or another one is being filled. */
  get mistake(): DateMistake | null {
    if (this.names.length === 1) return null
    const said = (name: 'day' | 'month' | 'year'): string =>
      this.at === name && this.values[name].length < widths[name] ? '' : this.values[name]
    return dateMistake({ day: said('day'), month: said('month'), year: said('year') })
  }

  /** @returns whether the sign was taken. */
  type(sign: string): boolean {
    if (separators.test(sign)) {
      if (this.at !== 'bsn' && this.values[this.at] !== '') this.goNext()
      return false
    }
    if (!/^\d$/.test(sign)) return false
    const width = widths[this.at]
    const full = this.values[this.at].length >= width
    if (full && !this.#anew) return false
    const value = full ? sign : this.values[this.at] + sign
    this.values[this.at] = value
    this.#anew = false
    this.#stepped = null
    if (value.length === width) this.#full()
    return true
  }

  /** A full field goes over to the next one that has room; with none left, the part that cannot be is opened. */
  #full(): void {
    const from = this.at
    const after = this.names.slice(this.names.indexOf(from) + 1)
    const next = after.find((name) => this.values[name].length < widths[name])
    if (next !== undefined) {
      this.at = next
      this.#stepped = from
    } else if (this.mistake !== null && this.mistake.part !== from) this.choose(this.mistake.part)
  }

  /** The last digit goes; in an empty field that was reached by itself, the last one of the field before. */
  erase(): void {
    if (this.values[this.at] === '') {
      if (this.#stepped === null) return
      this.at = this.#stepped
      this.#stepped = null
    }
    this.values[this.at] = this.values[this.at].slice(0, -1)
    this.#anew = false
  }

  /** Enter, Tab or a separator: whether it was meant for a step that was already made. */
  meantForStep(): boolean {
    const meant = this.#stepped !== null
    this.#stepped = null
    return meant
  }

  /** The next field, except directly after a step that was made by itself. */
  goNext(): void {
    if (!this.meantForStep() && this.next !== null) this.choose(this.next)
  }

  choose(name: FieldName): void {
    this.#stepped = null
    this.#anew = true
    this.at = name
  }
}

/** 3-3-3, the way people read it aloud. */
export function grouped(digits: string): string {
  return digits.replace(/(\d{3})(?=\d)/g, '$1 ')
}
