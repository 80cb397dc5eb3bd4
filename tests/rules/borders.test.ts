/** Both sides of each border in time, and what does not stand in the way of a request. */
import { describe, expect, it } from 'vitest'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { Facts } from '../../domain/rules/index.ts'
import {
  yesterday,
  tomorrow,
  mentor,
  curator,
  organisation,
  writtenProxy,
  brother,
  partner,
  chosen,
  chosenAt17,
  guardianOf7,
  lackingChild,
  self,
  youngForm,
  ruling,
  finding,
  employee,
  born,
  period,
  outcomeOf,
  byBrp,
} from './covered/change.ts'
import { cells, of } from './covered/support.ts'
import { changed, day, motherOfSeven, today } from './sample.ts'

/** Nobody is appointed before he is 18. */
const appointedToday = (facts: Facts): Facts =>
  changed(facts, { evidence: { ruling: facts.evidence.ruling && { ...facts.evidence.ruling, effectiveOn: today } } })

describe('at a border the rules change on the day itself, when', () => {
  it.each<[string, Facts, string, Facts, string, HospitalPolicy?]>([
    [
      'the patient is born',
      born(mentor, 'patient', '2026-11-23'),
      'adult.patientIsMinor',
      born(mentor, 'patient', '2026-11-24'),
      'input.patientBirthInFuture',
    ],
    [
      'the patient turns 125',
      born(mentor, 'patient', '1901-11-24'),
      'R12',
      born(mentor, 'patient', '1901-11-23'),
      'input.patientAge',
    ],
    [
      'the applicant is born',
      born(mentor, 'applicant', '2026-11-23'),
      'adult.applicantIsMinor',
      born(mentor, 'applicant', '2026-11-24'),
      'input.applicantBirthInFuture',
    ],
    [
      'the applicant turns 125',
      born(mentor, 'applicant', '1901-11-24'),
      'R12',
      born(mentor, 'applicant', '1901-11-23'),
      'input.applicantAge',
    ],
    [
      'a parent is as old as the child',
      born(motherOfSeven, 'applicant', '2019-05-13'),
      'authority.tooYoung',
      born(motherOfSeven, 'applicant', '2019-05-14'),
      'input.parentYoungerThanChild',
    ],
    [
      'a mentor turns 18',
      appointedToday(born(mentor, 'applicant', '2008-11-23')),
      'R12',
      born(mentor, 'applicant', '2008-11-24'),
      'adult.applicantIsMinor',
    ],
    [
      'the finding is made',
      finding(mentor, { on: today }),
      'R12',
      finding(mentor, { on: tomorrow }),
      'finding.inFuture',
    ],
    [
      'a finding about a child is made',
      finding(lackingChild, { on: today }),
      'R05',
      finding(lackingChild, { on: tomorrow }),
      'finding.inFuture',
    ],
    [
      'a finding is three months old',
      finding(mentor, { on: day('2026-08-23') }),
      'R12',
      finding(mentor, { on: day('2026-08-22') }),
      'finding.tooOld',
      cells('representative', { findingMaxAgeMonths: 3 }),
    ],
    [
      'the last day of a finding is over',
      finding(mentor, { on: yesterday, until: today }),
      'R12',
      finding(mentor, { on: yesterday, until: yesterday }),
      'finding.expired',
    ],
    [
      'the ruling is pronounced',
      ruling(mentor, { pronouncedOn: today }),
      'R12',
      ruling(mentor, { pronouncedOn: tomorrow }),
      'evidence.rulingInFuture',
    ],
    [
      'the last day of a ruling is over',
      ruling(mentor, { until: today }),
      'R12',
      ruling(mentor, { until: yesterday }),
      'evidence.rulingExpired',
    ],
    [
      'a ruling ends before it starts',
      ruling(mentor, { effectiveOn: tomorrow, until: tomorrow }),
      'R12',
      ruling(mentor, { effectiveOn: tomorrow, until: today }),
      'evidence.rulingEndsBeforeStart',
    ],
    [
      'the newest letter is sent',
      ruling(mentor, { newestLetterOn: today }),
      'R12',
      ruling(mentor, { newestLetterOn: tomorrow }),
      'evidence.letterInFuture',
    ],
    [
      'the term of a court is over',
      ruling(mentor, { effectiveOn: day('2021-11-24') }),
      'R12',
      ruling(mentor, { effectiveOn: day('2021-11-23') }),
      'evidence.rulingTooOld',
      cells('representative', { courtTerm: { kind: 'years', years: 5 } }),
    ],
    [
      'the last day of an employee is over',
      employee(organisation, today),
      'R13',
      employee(organisation, yesterday),
      'R13.employeeMandateExpired',
    ],
    [
      'the proxy is signed',
      changed(writtenProxy, { evidence: { authorization: { signedOn: today, kinds: null } } }),
      'R14.signedAfterFinding',
      changed(writtenProxy, { evidence: { authorization: { signedOn: tomorrow, kinds: null } } }),
      'R14.authorizationInFuture',
    ],
    [
      'the last day asked for is over',
      period(null, '2026-11-23'),
      'R03',
      period(null, '2026-11-22'),
      'input.endInPast',
    ],
    [
      'the last day asked for is before the first',
      period('2026-12-01', '2026-12-01'),
      'R03',
      period('2026-12-01', '2026-11-30'),
      'input.endBeforeStart',
    ],
    [
      'the first day asked for is the twelfth birthday',
      period('2031-05-13', null),
      'R03',
      period('2031-05-14', null),
      'period.empty',
    ],
    [
      'a mandate starts after the court’s last day',
      ruling(changed(mentor, { request: { from: tomorrow } }), { until: tomorrow }),
      'R12',
      ruling(changed(mentor, { request: { from: tomorrow } }), { until: today }),
      'period.empty',
    ],
    [
      'a chosen person is old enough',
      born(chosen, 'applicant', '2008-11-23'),
      'R10',
      born(chosen, 'applicant', '2008-11-24'),
      'R10.granteeTooYoung',
      cells('voluntary', { granteeMinAge: 18 }),
    ],
    [
      'a patient of 16 asks himself',
      born(self, 'patient', '2010-11-23'),
      'R01.ownRight',
      born(self, 'patient', '2010-11-24'),
      'R02.ownRight',
    ],
    [
      'a child of 12 asks itself',
      born(self, 'patient', '2014-11-23'),
      'R02.ownRight',
      born(self, 'patient', '2014-11-24'),
      'R02.tooYoung',
    ],
    [
      'the BRP shows a parent of 18',
      born(byBrp(), 'applicant', '2008-11-23'),
      'R03',
      born(byBrp(), 'applicant', '2008-11-24'),
      'authority.minor',
    ],
    [
      'a guardian by ruling turns 18',
      appointedToday(born(guardianOf7, 'applicant', '2008-11-23')),
      'R08',
      born(guardianOf7, 'applicant', '2008-11-24'),
      'authority.tooYoung',
    ],
  ])('%s', (_, before, granted, after, id, policy) => {
    expect(outcomeOf(before, policy)).toBe(granted)
    expect(outcomeOf(after, policy)).toBe(id)
  })
})

describe('a request goes on although', () => {
  it.each<[string, Facts, string, HospitalPolicy?]>([
    [
      'a patient who asks himself has no age that another could check',
      born(self, 'applicant', '2100-01-01'),
      'R01.ownRight',
    ],
    ['… nor an impossible one', born(self, 'applicant', '1890-01-01'), 'R01.ownRight'],
    [
      '… and is blocked as somebody else’s representative',
      changed(self, { applicant: { blocked: true } }),
      'R01.ownRight',
    ],
    ['the physician found a patient who asks himself capable', finding(self, { capacity: 'capable' }), 'R01.ownRight'],
    ['an organisation is curator', employee(curator, null), 'R13'],
    [
      'an organisation is guardian by extract',
      employee(
        changed(guardianOf7, { evidence: { authorityExtract: { source: 'brp', issuedOn: today, authority: 'sole' } } }),
        tomorrow,
      ),
      'R08',
      cells('authority', { guardianEvidence: 'extract' }),
    ],
    [
      'an organisation’s employee is younger than the ward',
      born(employee(guardianOf7, null), 'applicant', '2020-01-01'),
      'R08',
    ],
    [
      '… or a minor under curatele, as mentor',
      born(changed(organisation, { applicant: { underCuratele: true } }), 'applicant', '2010-01-01'),
      'R13',
    ],
    [
      'a chip was read where only a document was asked',
      changed(motherOfSeven, { applicant: { identity: { level: 'authenticated', documentValidUntil: null } } }),
      'R03',
    ],
    [
      'an institution shows a ruling on part of the authority',
      ruling(employee(changed(guardianOf7, { relation: 'otherHolderOfAuthority' }), null), {
        measure: 'partialAuthority',
      }),
      'R08',
    ],
    [
      'a mentor acts and a physician found the patient capable to choose',
      finding(changed(chosen, { others: { courtAppointed: 'acts' } }), { capacity: 'capable' }),
      'R10',
    ],
    [
      'the patient is away where that is no condition',
      changed(chosen, { patient: { present: false } }),
      'R10',
      cells('voluntary', { patientPresent: 'mayBeAway' }),
    ],
    ['the patient is there where he must be', chosen, 'R10', cells('voluntary', { patientPresent: 'mustBePresent' })],
    [
      'the register was not looked at, where nobody must',
      changed(curator, { evidence: { curateleRegister: 'notChecked' } }),
      'R11',
      cells('representative', { registerCheck: 'notNeeded' }),
    ],
    ['a partner is known and is the applicant', changed(partner, { others: { partner: 'acts' } }), 'R15'],
    ['grandparents are closed here, for a brother', brother, 'R15', cells('representative', { widerFamily: 'closed' })],
    ['grandparents are open here', of('R15', 'Grootouder'), 'R15', cells('representative', { widerFamily: 'open' })],
    ['the child’s document is asked and was seen', of('R03'), 'R03', cells('children', { ownDocument: 'asked' })],
    [
      'another holder shows an extract of any source',
      changed(of('R08', 'Andere'), {
        evidence: { authorityExtract: { source: 'brp', issuedOn: today, authority: 'sole' } },
      }),
      'R08',
      cells('authority', { parentEvidence: 'extract' }),
    ],
    [
      'a stepparent has no authority, when the patient of 17 chooses',
      changed(chosenAt17, { relation: 'stepParent' }),
      'R06',
      youngForm,
    ],
  ])('%s', (_, facts, row, policy) => {
    expect(outcomeOf(facts, policy)).toBe(row)
  })
})
