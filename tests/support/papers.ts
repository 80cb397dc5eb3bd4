/** What a clerk records of the papers that representatives bring, as days count from today; whom they name comes apart. */
import { addDays } from '../../domain/days/calendar.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'

/** Today as the hospital counts days. */
export const today = dayAt(Date.now())
export const daysAgo = (days: number) => addDays(today, -days)

export const extract = (authority: 'sole' | 'joint') =>
  ({ kind: 'authorityExtract', issuedOn: daysAgo(30), authority }) as const
export const finding = { kind: 'finding', capacity: 'lacking', on: daysAgo(20), until: null, physician: 'dr. R. Timmer', source: 'transcribed' } as const // prettier-ignore
export const ruling = (measure: string, more: object = {}) => ({ kind: 'ruling', measure, joint: false, court: 'Rechtbank Den Haag', pronouncedOn: daysAgo(400), effectiveOn: daysAgo(400), until: null, newestLetterOn: null, kinds: null, copy: 'original', ...more }) // prettier-ignore
export const register = (answer: 'listed' | 'notListed') => ({ kind: 'curateleRegister', answer, on: today }) as const
export const nobodyElse = { kind: 'otherRepresentatives', courtAppointed: 'none', writtenProxy: 'none', partner: 'none', sameStep: false } as const // prettier-ignore
export const proxy = { kind: 'authorization', signedOn: daysAgo(900), kinds: null, copy: 'original' } as const
export const kin = { kind: 'kinship' } as const
export const employee = { kind: 'employeeMandate', organisation: 'Stichting Voogdij', until: null } as const
