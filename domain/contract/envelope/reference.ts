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
 * As it is shown and typed: with a check character at its end, "4F7K2-09M3QH". Every wrong character and every
 * pair of swapped neighbours is known to be wrong. What is stored and signed has none, as before.
 */
export function shownReference(reference: string): string {
  return `${reference}${checkCharacter(reference.replace('-', ''))}`
}

/**
 * A Reed-Solomon code with one check symbol, over the field of 32 elements (polynomial x⁵ + x² + 1): each character is
 * weighed with another power of x, so a swap of neighbours never comes out the same. Luhn's algorithm misses the swap of 0 and Z.
 */
function checkCharacter(text: string): string {
  return alphabet.charAt([...text].reduce((sum, character) => timesX(sum ^ alphabet.indexOf(character)), 0))
}

const timesX = (element: number): number => (element < 16 ? element * 2 : (element * 2) ^ 0b100101)

/**
 * A reference as people type it, or null: case does not matter, I and L read as 1, O as 0, hyphens may be missing. The
 * check character has to be right where there is one; numbers from before it have none and stay valid, see {@link isChecked}.
 */
export function parseReference(typed: string): string | null {
  const text = plain(typed)
  if (![...text].every((character) => alphabet.includes(character))) return null
  const number = text.slice(0, 10)
  const whole = text.length === 10 || (text.length === 11 && text.slice(10) === checkCharacter(number))
  return whole ? `${number.slice(0, 5)}-${number.slice(5)}` : null
}

/**
 * Whether a number that {@link parseReference} takes has its check character. Ten characters are a number from before it, or
 * one of today with a character left out: only who knows such a number can tell.
 */
export const isChecked = (typed: string): boolean => plain(typed).length === 11

/**
 * The number on a receipt of an earlier program, whose check character was Luhn's; null: it is none. It misses a swap of 0 and Z,
 * so only who knows the number may take it.
 */
export function parseFormerReference(typed: string): string | null {
  const text = plain(typed)
  const number = text.slice(0, 10)
  return text.length === 11 && parseReference(number) !== null && text.slice(10) === luhnCharacter(number)
    ? parseReference(number)
    : null
}

function luhnCharacter(text: string): string {
  const sum = [...text].reverse().reduce((all, character, at) => {
    const value = alphabet.indexOf(character) * (at % 2 === 0 ? 2 : 1)
    return all + Math.floor(value / alphabet.length) + (value % alphabet.length)
  }, 0)
  return alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length)
}

const plain = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
