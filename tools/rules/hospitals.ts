/**
 * Policies that reproduce what other Dutch hospitals publish, under invented names. Each says only where it differs from
 * the default; the result is complete and parsed like any other file.
 */
import * as v from 'valibot'
import { newestFormat } from '../../domain/policy/cell.ts'
import { defaultCells } from '../../domain/policy/default.ts'
import { HospitalPolicy } from '../../domain/policy/policy.ts'

type Differences = Readonly<Record<string, Readonly<Record<string, unknown>>>>

function hospital(id: string, name: string, differences: Differences): HospitalPolicy {
  const cells = Object.entries(defaultCells())
  return v.parse(HospitalPolicy, {
    format: newestFormat,
    hospital: { id, name },
    version: 1,
    validFrom: '2026-01-01',
    ...Object.fromEntries(cells.map(([group, values]) => [group, { ...values, ...differences[group] }])),
  })
}

/**
 * Authority is checked in the BRP at each request, the child has a form of its own; adults only through mentor or curator, with the
 * patient’s document too (rows of H7 and H8).
 */
export const domstad = hospital('domstad', 'Kinder- en Universiteitsziekenhuis Domstad', {
  children: { layout: 'perParent', childForm: 'own' },
  authority: { required: 'applicant', parentEvidence: 'brp', guardianEvidence: 'ruling', extractMaxAgeMonths: 1 },
  approver: { child: 'staff', representative: 'staff' },
  voluntary: { route: 'refer' },
  representative: { writtenProxy: 'closed', relatives: 'closed', patientDocument: 'asked' },
})

/** At 12 the child decides, from 16 a form of one's own; staff approve (row of H9 and H10). */
export const amstelveld = hospital('amstelveld', 'Universitair Medisch Centrum Amstelveld', {
  children: { atTwelve: 'pausesUntilChildConsents' },
  authority: { required: 'applicant' },
  young: { route: 'form', end: 'untilWithdrawn' },
  approver: { child: 'staff' },
  representative: { relatives: 'closed' },
})

/** No form under 12: parents use their own DigiD, checked against government data (row of H13). */
export const maasdal = hospital('maasdal', 'Maasdal Universitair Ziekenhuis', {
  children: { under12: 'ownDigid' },
  authority: { required: 'applicant', parentEvidence: 'brp' },
})

/** Only the applying parent, in person with both documents; it ends at 12 and the child may then authorise (row of H15). */
export const brabantzicht = hospital('brabantzicht', 'Ziekenhuis Brabantzicht', {
  children: { ownDocument: 'asked', from12: 'refer' },
  authority: { required: 'applicant', guardianEvidence: 'extract' },
  approver: { child: 'staff' },
})

/** Mentor and curator for at most five years, with the court's newest letter (row of H16). */
export const waalrand = hospital('waalrand', 'Waalrand Ziekenhuis', {
  representative: { courtTerm: { kind: 'years', years: 5 }, relatives: 'closed', writtenProxy: 'closed' },
  approver: { representative: 'staff' },
})

/** One form per parent, the child co-signs, the physician must approve, ends at 12 and 16 (row of H17). */
export const friesewold = hospital('friesewold', 'Ziekenhuis Friesewold', {
  children: { layout: 'perParent' },
  times: { warnMonthsBefore: 1 },
})

/** Renewal at 12 with all parties; without capacity until the physician's date, at most 18 (row of H18). */
export const havenstad = hospital('havenstad', 'Gasthuis Havenstad', {
  voluntary: { route: 'refer' },
})

/** Adults use DigiD Machtigen instead of a form (row of H24). */
export const gooiland = hospital('gooiland', 'Gooiland Ziekenhuizen', {
  voluntary: { route: 'digidMachtigen' },
})

export const otherHospitals: readonly HospitalPolicy[] = [
  domstad,
  amstelveld,
  maasdal,
  brabantzicht,
  waalrand,
  friesewold,
  havenstad,
  gooiland,
]
