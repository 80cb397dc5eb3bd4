/** What is typed to find a patient: day, month, year (for a child) and the BSN, digit by digit. */

export const fieldNames = ['day', 'month', 'year', 'bsn'] as const
export type FieldName = (typeof fieldNames)[number]

const widths: Readonly<Record<FieldName, number>> = { day: 2, month: 2, year: 4, bsn: 9 }

export class PatientFields {
  readonly names: readonly FieldName[]
  values = $state<Record<FieldName, string>>({ day: '', month: '', year: '', bsn: '' })
  at = $state<FieldName>('bsn')

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

  /** A BSN has 8 or 9 digits (Besluit burgerservicenummer: shown with 9, older ones lead with a zero). */
  get complete(): boolean {
    return this.values.bsn.length >= 8 && (this.names.length === 1 || this.birthDate !== null)
  }

  type(digit: string): void {
    if (!/^\d$/.test(digit)) return
    const value = this.values[this.at]
    if (value.length >= widths[this.at]) return
    this.values[this.at] = value + digit
    if (value.length + 1 === widths[this.at]) this.goNext()
  }

  erase(): void {
    if (this.values[this.at] === '') {
      const before = this.names[this.names.indexOf(this.at) - 1]
      if (before !== undefined) this.at = before
    }
    this.values[this.at] = this.values[this.at].slice(0, -1)
  }

  goNext(): void {
    if (this.next !== null) this.at = this.next
  }
}

/** 3-3-3, the way people read it aloud. */
export function grouped(digits: string): string {
  return digits.replace(/(\d{3})(?=\d)/g, '$1 ')
}
