/**
 * Is this patient the person on the document? For somebody who comes for himself, a BSN alone must not open the file
 * of a twin or of whoever shares his birthday. In doubt the answer is no: then the clerk picks on the desk page.
 */
import type { HumanName, Patient } from '@medplum/fhirtypes'
import type { IdentityClaim } from '../../domain/gateway/visit-record.ts'

type Person = Pick<IdentityClaim, 'family' | 'given' | 'birthDate'>

export function samePerson(patient: Patient, claim: Person): boolean {
  return patient.birthDate === claim.birthDate && (patient.name ?? []).some((name) => sameName(name, claim))
}

/** The same, and the file has the first given name in full: an initial alone does not tell twins apart. */
export function samePersonInFull(patient: Patient, claim: Person): boolean {
  const name = (patient.name ?? []).filter((known) => firstGiven(known).length > 1)
  return samePerson({ ...patient, name }, claim)
}

/** Family names equal after transliteration; first given names too, or the file has only its initial. */
export function sameName(name: HumanName, { family, given }: Pick<Person, 'family' | 'given'>): boolean {
  if (!overlap(spellings(name.family ?? ''), spellings(family))) return false
  const first = firstGiven(name)
  const claimed = given.trim().split(/\s+/)[0] ?? ''
  if (first === '' || claimed === '') return false
  return first.length === 1
    ? claimed.toUpperCase().startsWith(first.toUpperCase())
    : overlap(spellings(first), spellings(claimed))
}

function firstGiven({ given }: HumanName): string {
  const [first = ''] = (given ?? [])
    .join(' ')
    .trim()
    .split(/[\s.]+/)
  return first
}

/** ICAO 9303 part 3, section 6: some letters may be written as two in the machine-readable zone, or lose their mark. */
const asTwo: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Ö: 'OE',
  Ü: 'UE',
  Å: 'AA',
  Ø: 'OE',
  Æ: 'AE',
  ẞ: 'SS',
  Ĳ: 'IJ',
}

function spellings(name: string): ReadonlySet<string> {
  const upper = name.replaceAll('ß', 'ss').normalize('NFC').toUpperCase()
  const doubled = [...upper].map((letter) => asTwo[letter] ?? letter).join('')
  const plain = upper.replaceAll('Ø', 'O')
  return new Set([letters(doubled), letters(plain)].filter((spelling) => spelling !== ''))
}

function letters(text: string): string {
  return text.normalize('NFD').replace(/[^A-Z]/g, '')
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((spelling) => other.has(spelling))
}
