/** The number of a policy: one schema, so that what is published can always be named by a form and read back from it. */
import * as v from 'valibot'

/**
 * A whole number from 1 to 999,999,999, own choice: nine digits are more than any hospital publishes and stay exact in
 * JSON (RFC 8259 section 6) and in the address that a mandate names (`readPolicyUri`, domain/coding/systems.ts).
 */
export const PolicyVersion = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999_999_999))
