/** One promise per refusal that the rule table, the terms and the first visit do not promise already, by its id. */
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { KindSet } from '../../domain/policy/kinds.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { Facts } from '../../domain/rules/index.ts'
import { relations } from '../../domain/rules/basis/relations.ts'
import {
  coHolder,
  mentor,
  curator,
  organisation,
  writtenProxy,
  brother,
  chosen,
  chosenAt17,
  parentOf16,
  guardianOf7,
  lackingChild,
  self,
  letters,
  youngForm,
  ruling,
  finding,
  employee,
  born,
  outcomeOf,
} from './covered/change.ts'
import { at, cells, child13, joint, of } from './covered/support.ts'
import { changed, day, motherOfSeven, today } from './sample.ts'

describe('a request is refused, by the reason’s own name, when', () => {
  it.each<[string, Facts, string, HospitalPolicy?]>([
    [
      'one asks for himself and is somebody else',
      changed(self, { applicant: { sameAsPatient: false } }),
      'input.selfIsNotPatient',
    ],
    [
      'one asks for somebody else and is the patient',
      changed(mentor, { applicant: { sameAsPatient: true } }),
      'input.twoRoles',
    ],
    [
      'the other parent is the applicant',
      { ...joint(motherOfSeven), coHolder: { ...coHolder, sameAsApplicant: true } },
      'input.twoRoles',
    ],
    [
      'the other parent is the child',
      { ...joint(motherOfSeven), coHolder: { ...coHolder, sameAsPatient: true } },
      'input.twoRoles',
    ],
    [
      'the other parent refuses',
      { ...joint(motherOfSeven), coHolder: { ...coHolder, standing: 'refused' } },
      'coHolder.refused',
    ],
    [
      'a member of staff is a party',
      changed(motherOfSeven, { checks: { staffIsParty: true } }),
      'all.conflictOfInterest',
    ],
    ['a document is doubted', changed(motherOfSeven, { checks: { documentDoubtful: true } }), 'all.frozen'],
    [
      'the patient’s record is suspended',
      changed(motherOfSeven, { patient: { suspended: true } }),
      'all.patientSuspended',
    ],
    ['the applicant died', changed(motherOfSeven, { applicant: { deceased: true } }), 'all.applicantDeceased'],
    ['the patient’s number is unknown', changed(motherOfSeven, { patient: { numberKnown: false } }), 'all.noNumber'],
    ['an organisation calls itself a parent', employee(motherOfSeven, null), 'input.organisationCannot'],
    ['an organisation is the written proxy', employee(writtenProxy, null), 'input.organisationCannot'],
    [
      'an organisation that was guardian is chosen at 16',
      employee(changed(parentOf16, { relation: 'guardian' }), null),
      'input.organisationCannot',
      youngForm,
    ],
    [
      'the mandate of this pair is suspended',
      changed(motherOfSeven, { mandates: { samePair: 'suspended' } }),
      'mandate.suspended',
    ],
    ['this pair has a mandate already', changed(motherOfSeven, { mandates: { samePair: 'active' } }), 'mandate.exists'],
    [
      'this pair has a request already',
      changed(motherOfSeven, { mandates: { samePair: 'requested' } }),
      'mandate.requested',
    ],
    ['there is nothing to change', changed(motherOfSeven, { request: { act: 'change' } }), 'mandate.nothingToChange'],
    [
      'capacity is doubted and no physician found anything',
      changed(child13, { patient: { capacityDoubted: true } }),
      'all.capacityUnclear',
    ],
    ['… of an adult who chooses', changed(chosen, { patient: { capacityDoubted: true } }), 'all.capacityUnclear'],
    ['… of an adult with a mentor', changed(of('R16'), { patient: { capacityDoubted: true } }), 'all.capacityUnclear'],
    ['the purpose is closed here', motherOfSeven, 'purpose.closed', cells('scope', { look: 'closed' })],
    [
      'a chosen person wants to decide on care',
      changed(chosen, { request: { purpose: 'decideOnCare' } }),
      'purpose.notForChosen',
    ],
    ['nothing is asked', changed(motherOfSeven, { request: { kinds: v.parse(KindSet, []) } }), 'scope.empty'],
    [
      'nothing that is asked is open',
      changed(motherOfSeven, { request: { kinds: letters } }),
      'scope.empty',
      cells('scope', { child: ['imaging'] }),
    ],
    [
      'a ruling is about other topics',
      changed(ruling(mentor, { kinds: v.parse(KindSet, ['imaging']) }), { request: { kinds: letters } }),
      'scope.empty',
    ],
    [
      'no extract was seen',
      changed(of('R08', 'Andere'), { evidence: { authorityExtract: null } }),
      'evidence.noRuling',
    ],
    ['no ruling was seen', changed(mentor, { evidence: { ruling: null } }), 'evidence.noRuling'],
    ['a foreign court ruled', ruling(mentor, { measure: 'foreign' }), 'evidence.foreignRuling'],
    ['the ruling is about another measure', ruling(mentor, { measure: 'curatele' }), 'evidence.otherMeasure'],
    ['a mentor’s ruling is shown by a curator', ruling(curator, { measure: 'mentorship' }), 'evidence.otherMeasure'],
    [
      'a guardian shows a ruling on part of the authority',
      ruling(guardianOf7, { measure: 'partialAuthority' }),
      'evidence.otherMeasure',
    ],
    [
      'the register answers where only an extract counts',
      changed(motherOfSeven, { evidence: { authorityExtract: { source: 'brp', issuedOn: today, authority: 'sole' } } }),
      'evidence.wrongSource',
      cells('authority', { parentEvidence: 'extract' }),
    ],
    [
      'the extract shows other holders of authority',
      changed(motherOfSeven, {
        evidence: { authorityExtract: { source: 'extract', issuedOn: today, authority: 'notHolder' } },
      }),
      'R07.notHolder',
    ],
    [
      'a guardian is under curatele',
      changed(guardianOf7, { applicant: { underCuratele: true } }),
      'authority.underCuratele',
    ],
    [
      'a young patient of 15 cannot choose',
      changed(of('R10'), { patient: { birth: day('2011-05-14') } }),
      'R10.tooYoungToChoose',
    ],
    ['a young person lacks capacity', finding(chosenAt17, {}), 'R06.lacksCapacity'],
    ['an adult who lacks capacity chooses', finding(chosen, {}), 'R10.lacksCapacity'],
    ['a young person said no', changed(parentOf16, { patient: { answer: 'no' } }), 'R06.saidNo', youngForm],
    ['an adult said no', changed(chosen, { patient: { answer: 'no' } }), 'R10.saidNo'],
    [
      'there are too many chosen people',
      changed(chosen, { mandates: { voluntary: defaultPolicy.voluntary.maxAtOnce } }),
      'R10.tooManyGrantees',
    ],
    [
      'the patient who must be there is not',
      changed(chosen, { patient: { present: false } }),
      'R10.patientAbsent',
      cells('voluntary', { patientPresent: 'mustBePresent' }),
    ],
    ['the hospital refers who chooses', chosen, 'R10.refer', cells('voluntary', { route: 'refer' })],
    [
      'the hospital sends who chooses to DigiD',
      chosen,
      'R10.digidMachtigen',
      cells('voluntary', { route: 'digidMachtigen' }),
    ],
    ['parents log in with their own DigiD', motherOfSeven, 'R03.ownDigid', cells('children', { under12: 'ownDigid' })],
    ['the desk helps parents of young children', motherOfSeven, 'R03.refer', cells('children', { under12: 'refer' })],
    ['the desk helps parents from 12 on', child13, 'R04.refer', cells('children', { from12: 'refer' })],
    [
      'the desk helps with a child without capacity',
      lackingChild,
      'R05.refer',
      cells('children', { incapable: 'refer' }),
    ],
    [
      'the child’s own document is asked and not seen',
      motherOfSeven,
      'R03.childDocumentMissing',
      cells('children', { ownDocument: 'asked' }),
    ],
    ['the patient of a mentor is a minor', born(mentor, 'patient', '2008-11-24'), 'adult.patientIsMinor'],
    ['the patient of a parent is an adult', born(motherOfSeven, 'patient', '2008-11-23'), 'child.patientIsAdult'],
    ['the patient decides, says a physician', finding(mentor, { capacity: 'capable' }), 'R16.patientDecides'],
    [
      'a mentor is under curatele',
      changed(mentor, { applicant: { underCuratele: true } }),
      'adult.applicantUnderCuratele',
    ],
    [
      'a curator is not in the register',
      changed(curator, { evidence: { curateleRegister: 'notListed' } }),
      'R11.notListed',
    ],
    [
      '… even where nobody must look in it',
      changed(curator, { evidence: { curateleRegister: 'notListed' } }),
      'R11.notListed',
      cells('representative', { registerCheck: 'notNeeded' }),
    ],
    ['organisations are closed here', organisation, 'R13.closed', cells('representative', { organisations: 'closed' })],
    [
      '… also as guardian',
      employee(guardianOf7, null),
      'R13.closed',
      cells('representative', { organisations: 'closed' }),
    ],
    ['an employee shows nothing', employee(organisation, null, 'missing'), 'R13.noEmployeeMandate'],
    [
      'written proxies are closed here',
      writtenProxy,
      'R14.closed',
      cells('representative', { writtenProxy: 'closed' }),
    ],
    ['nothing is written', changed(writtenProxy, { evidence: { authorization: null } }), 'R14.noAuthorization'],
    ['relatives are closed here', brother, 'R15.closed', cells('representative', { relatives: 'closed' })],
    [
      'grandparents are closed here',
      of('R15', 'Grootouder'),
      'R15.widerFamily',
      cells('representative', { widerFamily: 'closed' }),
    ],
    [
      'grandchildren are closed here',
      of('R15', 'Kleinkind'),
      'R15.widerFamily',
      cells('representative', { widerFamily: 'closed' }),
    ],
    ['a written proxy acts before a brother', changed(brother, { others: { writtenProxy: 'acts' } }), 'R15.higherStep'],
    ['kinship is not shown', changed(brother, { evidence: { kinship: 'missing' } }), 'R15.noKinship'],
    ['a physician found a patient who asks himself incapable', finding(self, {}), 'R02.finding'],
    [
      'a stepparent of an adult has no right',
      changed(of('R09', 'Stiefouder'), { patient: { birth: day('2008-11-23') } }),
      'adult.noRight',
    ],
    [
      'access of parents ends before 16',
      born(child13, 'patient', '2011-01-01'),
      'R04.accessEnded',
      cells('ages', { parentAccessEnds: 15 }),
    ],
  ])('%s', (_, facts, id, policy) => {
    expect(outcomeOf(facts, policy)).toBe(id)
    expect(at(facts, policy).rules).toContain(id)
  })
})

describe('every relation', () => {
  it.each(relations.filter((relation) => relation !== 'self'))('%s is refused for a dead patient', (relation) => {
    expect(outcomeOf(changed(motherOfSeven, { relation, patient: { deceased: true } }))).toBe('R18.deceased')
  })
})
