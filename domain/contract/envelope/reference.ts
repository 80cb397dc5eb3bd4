/** The visitor's reference number: on the end screen, on paper, and in the address of the public status page. */
import type { EnvelopeId } from '../../ids.ts'

/** Crockford's base 32: no I, L, O, U, so that nobody misreads it and it spells nothing. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Ten characters in two groups, "4F7K2-09M3Q": 50 bits of the envelope's id (the first twelve hexadecimal digits and
 * the last one of the variant group, all random in a UUIDv4). It tells nothing, and guessing one is hopeless.
 */
export function referenceOf(id: EnvelopeId): string {
  const digits = id.replace(/-/g, '')
  // Digits 13 and 17 of a UUIDv4 are fixed or half fixed; the first twelve and the last one are random.
  const bits = [...`${digits.slice(0, 12)}${digits.slice(-1)}`].map((digit) =>
    Number.parseInt(digit, 16).toString(2).padStart(4, '0'),
  )
  const text = bits.join('').slice(0, 50)
  const characters = Array.from({ length: 10 }, (_, at) =>
    alphabet.charAt(Number.parseInt(text.slice(at * 5, at * 5 + 5), 2)),
  )
  return `${characters.slice(0, 5).join('')}-${characters.slice(5).join('')}`
}

/**
 * As it is shown and typed: with a check character at its end, "4F7K2-09M3QH" (Luhn's algorithm over these 32
 * characters), so that one wrong character or two swapped neighbours are known to be wrong. What is stored and signed has
 * none, as before.
 */
export function shownReference(reference: string): string {
  return `${reference}${checkCharacter(reference.replace('-', ''))}`
}

function checkCharacter(text: string): string {
  const sum = [...text].reverse().reduce((all, character, at) => {
    const value = alphabet.indexOf(character) * (at % 2 === 0 ? 2 : 1)
    return all + Math.floor(value / alphabet.length) + (value % alphabet.length)
  }, 0)
  return alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length)
}

/**
 * A reference as people type it, or null: case does not matter, I and L read as 1, O as 0, hyphens may be missing. The
 * check character has to be right where there is one; numbers from before it have none and stay valid.
 */
export function parseReference(typed: string): string | null {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
  if (![...text].every((character) => alphabet.includes(character))) return null
  const number = text.slice(0, 10)
  const whole = text.length === 10 || (text.length === 11 && text.slice(10) === checkCharacter(number))
  return whole ? `${number.slice(0, 5)}-${number.slice(5)}` : null
}
