/** The Dutch citizen service number (burgerservicenummer). */
import * as v from 'valibot'

/**
 * A BSN: nine digits that pass the eleven test. Weights 9, 8, 7, 6, 5, 4, 3, 2, -1; the sum is divisible by 11
 * (Wet algemene bepalingen burgerservicenummer; Logisch Ontwerp BSN). It does not say that the number was issued.
 */
export const Bsn = v.pipe(v.string(), v.regex(/^\d{9}$/), v.check(elevenTest, 'eleven test'), v.brand('Bsn'))
export type Bsn = v.InferOutput<typeof Bsn>

const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1] as const

function elevenTest(digits: string): boolean {
  if (digits === '000000000') return false
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11 === 0
}

/** The BSN in eight or nine typed digits, or null. Eight digits get the leading zero that people leave out. */
export function readBsn(typed: string): Bsn | null {
  const parsed = v.safeParse(Bsn, /^\d{8}$/.test(typed) ? `0${typed}` : typed)
  return parsed.success ? parsed.output : null
}
