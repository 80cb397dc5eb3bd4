/** The hospital's terms of a set, in days. */
export { termsOf as setTerms } from '../../../domain/requests/sets/terms.ts'
