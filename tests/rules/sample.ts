/** Facts that lead to a form, to be changed in one place per test. Synthetic people. */
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
import { everyKind } from '../../domain/policy/kinds.ts'
import type { Facts } from '../../domain/rules/index.ts'

export const day = (text: string): CalendarDay => v.parse(CalendarDay, text)
export const today = day('2026-11-23')

const identified = { level: 'identified', documentValidUntil: day('2031-03-09') } as const

/** A mother who alone has authority asks access for her child of seven; extract of last month. */
export const motherOfSeven: Facts = {
  today,
  relation: 'parentWithAuthority',
  request: { act: 'grant', kinds: everyKind, purpose: 'look', from: null, until: null },
  patient: {
    birth: day('2019-05-14'),
    deceased: false,
    suspended: false,
    numberKnown: true,
    present: true,
    identity: { level: 'none', documentValidUntil: null },
    finding: null,
    capacityDoubted: false,
    answer: 'notAsked',
  },
  applicant: {
    birth: day('1988-02-29'),
    deceased: false,
    suspended: false,
    blocked: false,
    sameAsPatient: false,
    underCuratele: false,
    hasDigid: true,
    identity: identified,
    organisation: null,
  },
  coHolder: null,
  evidence: {
    authorityExtract: { source: 'extract', issuedOn: day('2026-10-20'), authority: 'sole' },
    ruling: null,
    authorization: null,
    kinship: 'missing',
    curateleRegister: 'notChecked',
  },
  others: { courtAppointed: 'none', writtenProxy: 'none', partner: 'none', sameStep: false },
  mandates: { samePair: 'none', voluntary: 0 },
  checks: { documentDoubtful: false, staffIsParty: false },
}

/** The same facts with some groups changed. */
export function changed(
  facts: Facts,
  change: { readonly [K in keyof Facts]?: Facts[K] extends object ? Partial<Facts[K]> : Facts[K] },
): Facts {
  const groups = Object.fromEntries(
    Object.entries(change).map(([key, value]) => {
      const old: unknown = Object.entries(facts).find(([name]) => name === key)?.[1]
      return [key, isGroup(old) && isGroup(value) ? { ...old, ...value } : value]
    }),
  )
  return { ...facts, ...groups }
}

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null
