/** Machine-readable zones of invented documents (ICAO 9303 part 3 section 4.9, part 4 for TD3, part 5 for TD1). */

export interface ZonePerson {
  readonly family: string
  readonly given: string
  /** "1988-02-29" */
  readonly birthDate: string
  readonly expires: string
  readonly number: string
  readonly sex: 'F' | 'M'
}

/** Two lines of 44: passport. The optional data is empty: since 2014 a Dutch passport has no BSN there. */
export function passportZone(person: ZonePerson): readonly string[] {
  const number = filled(person.number, 9)
  const born = compact(person.birthDate)
  const expires = compact(person.expires)
  const optional = filled('', 14)
  const fields = `${number}${checkDigit(number)}NLD${born}${checkDigit(born)}${person.sex}${expires}${checkDigit(expires)}`
  const whole = `${number}${checkDigit(number)}${born}${checkDigit(born)}${expires}${checkDigit(expires)}${optional}<`
  // The check digit of empty optional data may be a filler (part 4, appendix).
  return [filled(`P<NLD${names(person)}`, 44), `${fields}${optional}<${checkDigit(whole)}`]
}

/** Three lines of 30: identity card. */
export function cardZone(person: ZonePerson): readonly string[] {
  const number = filled(person.number, 9)
  const born = compact(person.birthDate)
  const expires = compact(person.expires)
  const first = filled(`I<NLD${number}${checkDigit(number)}`, 30)
  const second = `${born}${checkDigit(born)}${person.sex}${expires}${checkDigit(expires)}NLD${filled('', 11)}`
  const whole = first.slice(5) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18)
  return [first, `${second}${checkDigit(whole)}`, filled(names(person), 30)]
}

/** Weights 7, 3, 1; digits count as themselves, A to Z as 10 to 35, the filler as 0; modulo 10. */
export function checkDigit(text: string): string {
  const weights = [7, 3, 1]
  const sum = [...text].reduce((total, character, at) => {
    const value = character === '<' ? 0 : Number.parseInt(character, 36)
    return total + value * (weights[at % 3] ?? 0)
  }, 0)
  return String(sum % 10)
}

function names({ family, given }: ZonePerson): string {
  return `${letters(family)}<<${letters(given)}`
}

function letters(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z]+/g, '<')
}

function compact(day: string): string {
  return day.slice(2).replaceAll('-', '')
}

function filled(text: string, width: number): string {
  return text.slice(0, width).padEnd(width, '<')
}
