/** What the visitor's side can put right about a refusal, and how the facts then stand at best. */
import { addYears } from '../days/calendar.ts'
import { purposes } from '../policy/kinds.ts'
import type { CalendarDay } from '../ids.ts'
import type { HospitalPolicy } from '../policy/policy.ts'
import type { Facts } from './basis/facts.ts'
import type { NextId } from './refusals/next.ts'
import { refusals, type RefusalId } from './refusals/index.ts'
import type { Relation } from './basis/relations.ts'

export type Cure = { readonly next: NextId; readonly facts: Facts }

/** The steps that could help, best first; null where the refusal sends him to a person, or nothing can be tried out. */
export function curesOf(id: RefusalId, facts: Facts, policy: HospitalPolicy): readonly Cure[] | null {
  const { next } = refusals[id]
  if (next === 'otherForm') return otherForms(id, facts, policy)
  const to = cured(next, id, facts, policy)
  return to === null ? null : [{ next, facts: to }]
}

function cured(next: NextId, id: RefusalId, facts: Facts, policy: HospitalPolicy): Facts | null {
  const { today, patient, applicant, evidence, request } = facts
  switch (next) {
    case 'correct':
      return id === 'period.empty' || id === 'input.endInPast' || id === 'input.endBeforeStart'
        ? { ...facts, request: { ...request, from: null, until: null } }
        : null
    case 'makeChange':
      return { ...facts, request: { ...request, act: 'change' } }
    case 'bringDocument':
      return { ...facts, applicant: { ...applicant, identity: { ...applicant.identity, documentValidUntil: null } } }
    case 'bringChildDocument':
      return { ...facts, patient: { ...patient, identity: { level: 'identified', documentValidUntil: null } } }
    case 'bringPatientDocument':
      return { ...facts, patient: { ...patient, identity: { level: 'identified', documentValidUntil: null } } }
    case 'readTerms':
      return { ...facts, applicant: { ...applicant, terms: 'accepted' } }
    case 'comeWithPatient':
      return { ...facts, patient: { ...patient, present: true } }
    case 'askPatient':
      return chosen(facts, policy)
    case 'bringExtract': {
      const authority = evidence.authorityExtract?.authority === 'joint' ? 'joint' : 'sole'
      return withPaper(facts, { authorityExtract: { source: 'extract', issuedOn: today, authority } })
    }
    case 'bringRuling':
      return withPaper(facts, { ruling: newRuling(facts) })
    case 'bringProxy':
      return withPaper(facts, {
        authorization: { signedOn: later(addYears(patient.birth, 18), applicant.birth), kinds: null },
      })
    case 'bringKinship':
      return withPaper(facts, { kinship: 'shown' })
    case 'bringEmployeeProof':
      return { ...facts, applicant: { ...applicant, organisation: { employeeMandate: 'shown', until: null } } }
    default:
      return null
  }
}

/** A proxy is of an adult, and names nobody who was not born. */
const later = (one: CalendarDay, other: CalendarDay): CalendarDay => (one < other ? other : one)

const withPaper = (facts: Facts, paper: Partial<Facts['evidence']>): Facts => ({
  ...facts,
  evidence: { ...facts.evidence, ...paper },
})

function newRuling({ today, relation, evidence: { ruling } }: Facts): Facts['evidence']['ruling'] {
  const measure = relation === 'curator' ? 'curatele' : relation === 'mentor' ? 'mentorship' : 'guardianship'
  return {
    measure: ruling?.measure === 'partialAuthority' && measure === 'guardianship' ? ruling.measure : measure,
    joint: ruling?.joint ?? false,
    pronouncedOn: today,
    effectiveOn: today,
    until: null,
    newestLetterOn: null,
    kinds: ruling?.kinds ?? null,
  }
}

/** Another relation, purpose or act. The relations are those that the same person can have towards this patient. */
function otherForms(id: RefusalId, facts: Facts, policy: HospitalPolicy): readonly Cure[] {
  const { request } = facts
  switch (id) {
    case 'purpose.closed':
    case 'purpose.notForChosen':
      return purposes.map((purpose) => ({ next: 'otherForm', facts: { ...facts, request: { ...request, purpose } } }))
    case 'mandate.nothingToChange':
      return [{ next: 'otherForm', facts: { ...facts, request: { ...request, act: 'grant' } } }]
    default:
      return [...otherRelations(facts), { next: 'askPatient', facts: chosen(facts, policy) }]
  }
}

/** Somebody who came with the relation of before, or of later, the patient's coming of age. */
const grown: { readonly [from in Relation]?: Relation } = {
  parentWithAuthority: 'parentOfAdult',
  parentOfAdult: 'parentWithAuthority',
}

function otherRelations(facts: Facts): readonly Cure[] {
  const relation = grown[facts.relation]
  return relation === undefined ? [] : [{ next: 'otherForm', facts: { ...facts, relation } }]
}

/** The patient comes along and chooses him, to look along or to arrange care. */
function chosen(facts: Facts, { scope }: HospitalPolicy): Facts {
  const purpose = scope.look === 'allowed' ? 'look' : 'arrangeCare'
  return {
    ...facts,
    relation: 'voluntaryProxy',
    patient: { ...facts.patient, present: true },
    request: { ...facts.request, purpose },
  }
}
