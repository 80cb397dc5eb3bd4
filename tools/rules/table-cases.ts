/**
 * The situations of the readable table: facts for each relation and age, everything in order unless said otherwise. The
 * papers are those that the hospital's own policy asks for, so the table never refuses for a paper that nobody would bring.
 */
import type { CalendarDay } from '../../domain/ids.ts'
import { addYears } from '../../domain/days/calendar.ts'
import type { KindSet } from '../../domain/policy/kinds.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { Facts } from '../../domain/rules/index.ts'

export type TableCase = {
  readonly row: string
  readonly who: string
  readonly patient: string
  readonly facts: Facts
  /** The same facts with every other choice of papers that the policy accepts. */
  readonly otherPapers: readonly Facts[]
}

/** Of a policy, what the cases depend on. */
type Asked = Pick<HospitalPolicy, 'ages' | 'authority'>

type Change = {
  readonly age: number
  readonly relation: Facts['relation']
  readonly lacking?: boolean
  readonly joint?: boolean
  readonly organisation?: boolean
}

/** Every row of the rule table at a typical age, on one day; the ages of the policy name the bands of children. */
export function tableCases(today: CalendarDay, kinds: KindSet, policy: Asked): readonly TableCase[] {
  const { childSigns: first, parentAccessEnds: last } = policy.ages
  const young = `onder ${first}`
  const band = last - first === 1 ? `${first}` : `${first}–${last - 1}`
  const inBand = Math.min(first + 1, last - 1)
  const one = (row: string, who: string, patient: string, change: Change): TableCase => ({
    row,
    who,
    patient,
    ...withPapers(factsOf(today, kinds, change), papersOf(today, change, policy)),
  })
  const parent = 'parentWithAuthority'
  return [
    one('R01', 'De patiënt zelf', '16 of ouder', { age: 40, relation: 'self' }),
    one('R02', 'De patiënt zelf', '12–15', { age: 13, relation: 'self' }),
    one('R02', 'De patiënt zelf', 'onder 12', { age: 8, relation: 'self' }),
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
    saidNo(one('R04', whileWaiting, band, { age: inBand, relation: parent })),
    one('R05', 'Ouder', '12–17, beslist volgens arts niet zelf', { age: 14, relation: parent, lacking: true }),
    one('R06', 'Ouder', '16–17', { age: 16, relation: parent }),
    one('R07', 'Ouder zonder gezag', 'onder 16', { age: 9, relation: 'parentWithoutAuthority' }),
    one('R08', 'Voogd', young, { age: 7, relation: 'guardian' }),
    one('R08', 'Voogd', band, { age: inBand, relation: 'guardian' }),
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
    }),
    one('R12', 'Mentor', '18+, beslist volgens arts niet zelf', {
      age: 70,
      relation: 'mentor',
      lacking: true,
    }),
    one('R13', 'Organisatie als mentor', '18+, beslist volgens arts niet zelf', {
      age: 70,
      relation: 'mentor',
      lacking: true,
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
    one('R16', 'Mentor', '18+, geen bevinding van een arts', { age: 70, relation: 'mentor' }),
    one('R17', 'Bewindvoerder', '18 of ouder', { age: 70, relation: 'administrator' }),
    dead(one('R18', 'Iedereen', 'overleden', { age: 7, relation: parent })),
    changing(one('R19', 'Ouder die iets wijzigt', young, { age: 7, relation: parent })),
    renewing(one('R19', 'Ouder, kort voor het einde van de machtiging', young, { age: 7, relation: parent })),
  ]
}

/** The one row that does not say who signs, but what everybody but staff reads meanwhile. */
export const whileWaiting = 'Ouder, zolang de aanvraag wacht (het kind zei ja, nee, later of nog niets)'

const with_ = (of: TableCase, change: (facts: Facts) => Facts): TableCase => ({
  ...of,
  facts: change(of.facts),
  otherPapers: of.otherPapers.map(change),
})
const other = (of: TableCase, standing: 'refused' | 'notAsked'): TableCase =>
  with_(of, (facts) => ({
    ...facts,
    coHolder: { standing, blocked: false, deceased: false, sameAsApplicant: false, sameAsPatient: false },
  }))
const saidNo = (of: TableCase): TableCase =>
  with_(of, (facts) => ({ ...facts, patient: { ...facts.patient, answer: 'no' } }))
const dead = (of: TableCase): TableCase =>
  with_(of, (facts) => ({ ...facts, patient: { ...facts.patient, deceased: true } }))
const changing = (of: TableCase): TableCase =>
  with_(of, (facts) => ({
    ...facts,
    request: { ...facts.request, act: 'change' },
    mandates: { samePair: 'active', voluntary: 0 },
  }))

const renewing = (of: TableCase): TableCase =>
  with_(of, (facts) => ({ ...facts, mandates: { samePair: 'active', voluntary: 0, endsOn: facts.today } }))

type Papers = Pick<Facts['evidence'], 'authorityExtract' | 'ruling'>

const withPapers = (facts: Facts, [first, ...others]: readonly Papers[]): Pick<TableCase, 'facts' | 'otherPapers'> => {
  const shown = (papers: Papers | undefined): Facts => ({ ...facts, evidence: { ...facts.evidence, ...papers } })
  return { facts: shown(first), otherPapers: others.map(shown) }
}

/** Every choice of papers that the policy accepts of this person, the usual one first. */
function papersOf(today: CalendarDay, change: Change, { authority }: Asked): readonly Papers[] {
  const { relation, joint = false } = change
  const none: Papers = { authorityExtract: null, ruling: null }
  const paper = (source: 'extract' | 'brp'): Papers => ({
    ...none,
    authorityExtract: { source, issuedOn: today, authority: joint ? 'joint' : 'sole' },
  })
  const ruling = (measure: NonNullable<Papers['ruling']>['measure']): Papers => {
    const recently = addYears(today, -1)
    return {
      ...none,
      ruling: {
        measure,
        joint,
        pronouncedOn: recently,
        effectiveOn: recently,
        until: null,
        newestLetterOn: null,
        kinds: null,
      },
    }
  }
  switch (relation) {
    case 'parentWithAuthority': {
      const accepted = authority.parentEvidence
      return accepted === 'either' ? [paper('extract'), paper('brp')] : [paper(accepted)]
    }
    case 'guardian':
    case 'otherHolderOfAuthority': {
      const accepted = authority.guardianEvidence
      const [byRuling, byExtract] = [ruling('guardianship'), [paper('extract'), paper('brp')]]
      const both = byExtract.map(({ authorityExtract }) => ({ ...byRuling, authorityExtract }))
      const alone = accepted === 'extract' ? [] : [byRuling]
      const registered = accepted === 'ruling' ? [] : byExtract
      // A guardian mostly brings the ruling, another holder the extract.
      return relation === 'guardian' ? [...alone, ...registered, ...both] : [...registered, ...alone, ...both]
    }
    case 'curator':
      return [ruling('curatele')]
    case 'mentor':
      return [ruling('mentorship')]
    default:
      return [none]
  }
}

function factsOf(today: CalendarDay, kinds: KindSet, change: Change): Facts {
  const { age, relation, lacking = false, organisation = false } = change
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
      // A grandchild is a generation younger than a patient of 80, a grandparent two older than one of 30.
      birth: addYears(today, relation === 'grandparent' || relation === 'parentOfAdult' ? -75 : -45),
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
      authorityExtract: null,
      ruling: null,
      authorization: relation === 'writtenProxy' ? { signedOn: addYears(today, -1), kinds: null } : null,
      kinship: 'shown',
      curateleRegister: relation === 'curator' ? 'listed' : 'notListed',
    },
    others: { courtAppointed: 'none', writtenProxy: 'none', partner: 'none', sameStep: false },
    mandates: { samePair: 'none', voluntary: 0 },
    checks: { documentDoubtful: false, staffIsParty: false },
  }
}
