/** Citizen service numbers that were never issued: the test range 999…, valid by the eleven test. */
import { readBsn } from '../../domain/identity/bsn.ts'

/** `count` different numbers of the range from `from` (nine digits) on, in rising order. */
export function testBsns(from: number, count: number): readonly string[] {
  const found: string[] = []
  for (let number = from; found.length < count && number <= 999_999_999; number += 1) {
    const bsn = readBsn(String(number))
    if (bsn !== null) found.push(bsn)
  }
  if (found.length < count) throw new Error('the test range has no more numbers')
  return found
}
