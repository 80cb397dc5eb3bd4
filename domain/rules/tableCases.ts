/** The situations of the readable table: facts for each relation and age, everything in order unless said otherwise. */
import type { CalendarDay } from '../ids.ts'
import { addYears } from '../days/calendar.ts'
import type { KindSet } from '../policy/kinds.ts'
import type { Facts } from './index.ts'

export type TableCase = { readonly row: string; readonly who: string; readonly patient: string; readonly facts: Facts }

type Change = {
  readonly age: number
  readonly relation: Facts['relation']
  readonly lacking?: boolean
  readonly joint?: boolean
  readonly ruling?: NonNullable<Facts['evidence']['ruling']>['measure']
  readonly organisation?: boolean
}

/** Every row of the rule table at a typical age, on one day; the ages of the policy name the bands of children. */
export function tableCases(
  today: CalendarDay,
  kinds: KindSet,
  ages: { readonly childSigns: number; readonly parentAccessEnds: number } = { childSigns: 12, parentAccessEnds: 16 },
): readonly TableCase[] {
  const { childSigns: first, parentAccessEnds: last } = ages
  const young = `onder ${first}`
  const band = last - first === 1 ? `${first}` : `${first}–${last - 1}`
  const inBand = Math.min(first + 1, last - 1)
  const one = (row: string, who: string, patient: string, change: Change): TableCase => ({
    row,
    who,
    patient,
    facts: factsOf(today, kinds, change),
  })
  const parent = 'parentWithAuthority'
  return [
    one('R01', 'De patiënt zelf', '16 of ouder', { age: 40, relation: 'self' }),
    one('R02', 'De patiënt zelf', `${first}–15`, { age: 13, relation: 'self' }),
    one('R02', 'De patiënt zelf', young, { age: 8, relation: 'self' }),
    one('R03', 'Ouder, alleen gezag', young, { age: 7, relation: parent }),
    one('R03', 'Ouder, gezamenlijk gezag', young, { age: 7, relation: parent, joint: true }),
    one('R04', 'Ouder, alleen gezag', band, { age: inBand, relation: parent }),
    one('R04', 'Ouder, gezamenlijk gezag (ook na scheiding)', band, { age: inBand, relation: parent, joint: true }),
    other(
      one('R04', 'Ouder, de andere ouder weigert', band, { age: inBand, relation: parent, joint: true }),
      'refused',
    ),
    other(
      one('R04', 'Ouder, de andere ouder wordt niet gevraagd (reden vastgelegd)', band, {
        age: inBand,
        relation: parent,
        joint: true,
      }),
      'notAsked',
    ),
    saidNo(one('R04', 'Ouder, het kind zegt nee', band, { age: inBand, relation: parent })),
    one('R05', 'Ouder', '12–17, beslist volgens arts niet zelf', { age: 14, relation: parent, lacking: true }),
    one('R06', 'Ouder', '16–17', { age: 16, relation: parent }),
    one('R07', 'Ouder zonder gezag', 'onder 16', { age: 9, relation: 'parentWithoutAuthority' }),
    one('R08', 'Voogd', young, { age: 7, relation: 'guardian', ruling: 'guardianship' }),
    one('R08', 'Voogd', band, { age: inBand, relation: 'guardian', ruling: 'guardianship' }),
    one('R08', 'Andere gezagsdrager', young, { age: 7, relation: 'otherHolderOfAuthority' }),
    one('R09', 'Gezinsvoogd', 'onder 16', { age: 9, relation: 'supervisionWorker' }),
    one('R09', 'Pleegouder', 'onder 16', { age: 9, relation: 'fosterParent' }),
    one('R09', 'Stiefouder', 'onder 16', { age: 9, relation: 'stepParent' }),
    one('R09', 'Mantelzorger', '18 of ouder', { age: 70, relation: 'carer' }),
    one('R09', 'Iemand anders', 'onder 16', { age: 9, relation: 'otherRelation' }),
    one('R10', 'Iemand die de patiënt kiest', '18 of ouder', { age: 70, relation: 'voluntaryProxy' }),
    one('R10', 'Iemand die de patiënt kiest', '16–17', { age: 17, relation: 'voluntaryProxy' }),
    one('R11', 'Curator', '18+, beslist volgens arts niet zelf', {
      age: 70,
      relation: 'curator',
      lacking: true,
      ruling: 'curatele',
    }),
    one('R12', 'Mentor', '18+, beslist volgens arts niet zelf', {
      age: 70,
      relation: 'mentor',
      lacking: true,
      ruling: 'mentorship',
    }),
    one('R13', 'Organisatie als mentor', '18+, beslist volgens arts niet zelf', {
      age: 70,
      relation: 'mentor',
      lacking: true,
      ruling: 'mentorship',
      organisation: true,
    }),
    one('R14', 'Schriftelijk gemachtigde', '18+, beslist volgens arts niet zelf', {
      age: 70,
      relation: 'writtenProxy',
      lacking: true,
    }),
    one('R15', 'Partner', '18+, beslist volgens arts niet zelf', { age: 70, relation: 'partner', lacking: true }),
    one('R15', 'Ouder van een volwassene', '18+, beslist volgens arts niet zelf', {
      age: 30,
      relation: 'parentOfAdult',
      lacking: true,
    }),
    one('R15', 'Kind van de patiënt', '18+, beslist volgens arts niet zelf', {
      age: 70,
      relation: 'childOfAdult',
      lacking: true,
    }),
    one('R15', 'Broer of zus', '18+, beslist volgens arts niet zelf', { age: 70, relation: 'sibling', lacking: true }),
    one('R15', 'Grootouder', '18+, beslist volgens arts niet zelf', {
      age: 30,
      relation: 'grandparent',
      lacking: true,
    }),
    one('R15', 'Kleinkind', '18+, beslist volgens arts niet zelf', { age: 80, relation: 'grandchild', lacking: true }),
    one('R16', 'Mentor', '18+, geen bevinding van een arts', { age: 70, relation: 'mentor', ruling: 'mentorship' }),
    one('R17', 'Bewindvoerder', '18 of ouder', { age: 70, relation: 'administrator' }),
    dead(one('R18', 'Iedereen', 'overleden', { age: 7, relation: parent })),
    changing(one('R19', 'Ouder die iets wijzigt', young, { age: 7, relation: parent })),
  ]
}

const other = (of: TableCase, standing: 'refused' | 'notAsked'): TableCase => ({
  ...of,
  facts: {
    ...of.facts,
    coHolder: { standing, blocked: false, deceased: false, sameAsApplicant: false, sameAsPatient: false },
  },
})
const saidNo = (of: TableCase): TableCase => ({
  ...of,
  facts: { ...of.facts, patient: { ...of.facts.patient, answer: 'no' } },
})
const dead = (of: TableCase): TableCase => ({
  ...of,
  facts: { ...of.facts, patient: { ...of.facts.patient, deceased: true } },
})
const changing = (of: TableCase): TableCase => ({
  ...of,
  facts: {
    ...of.facts,
    request: { ...of.facts.request, act: 'change' },
    mandates: { samePair: 'active', voluntary: 0 },
  },
})

function factsOf(today: CalendarDay, kinds: KindSet, change: Change): Facts {
  const { age, relation, lacking = false, joint = false, ruling, organisation = false } = change
  const recently = addYears(today, -1)
  return {
    today,
    relation,
    request: { act: 'grant', kinds, purpose: 'look', from: null, until: null },
    patient: {
      birth: addYears(today, -age),
      deceased: false,
      suspended: false,
      numberKnown: true,
      present: true,
      identity: { level: 'identified', documentValidUntil: null },
      finding: lacking ? { capacity: 'lacking', on: today, until: null } : null,
      capacityDoubted: false,
      answer: 'notAsked',
    },
    applicant: {
      birth: addYears(today, -45),
      deceased: false,
      suspended: false,
      blocked: false,
      sameAsPatient: relation === 'self',
      underCuratele: false,
      hasDigid: true,
      identity: { level: 'identified', documentValidUntil: null },
      organisation: organisation ? { employeeMandate: 'shown', until: null } : null,
    },
    coHolder: null,
    evidence: {
      authorityExtract:
        ruling === undefined ? { source: 'extract', issuedOn: today, authority: joint ? 'joint' : 'sole' } : null,
      ruling:
        ruling === undefined
          ? null
          : {
              measure: ruling,
              joint: false,
              pronouncedOn: recently,
              effectiveOn: recently,
              until: null,
              newestLetterOn: null,
              kinds: null,
            },
      authorization: { signedOn: recently, kinds: null },
      kinship: 'shown',
      curateleRegister: 'listed',
    },
    others: { courtAppointed: 'none', writtenProxy: 'none', partner: 'none', sameStep: false },
    mandates: { samePair: 'none', voluntary: 0 },
    checks: { documentDoubtful: false, staffIsParty: false },
  }
}
