/** Facts that a later version of the rules added: what they are where nobody said them, which is how it was before. */
import type { Facts, FactsIn } from './facts.ts'
import type { Plain } from './world.ts'

/** The facts with nothing unsaid. What a paper does not say of itself is taken as whoever recorded it took it: it holds. */
export function everyFact(facts: Facts): FactsIn<Plain> {
  const { patient, applicant, coHolder, evidence, others, mandates, request, checks } = facts
  const { authorityExtract, otherExtract = null, ruling, authorization } = evidence
  return {
    ...facts,
    request: { department: 'open', beyondKinds: false, ...request },
    patient: {
      answerKinds: null,
      underBewind: false,
      ...patient,
      finding: patient.finding && { source: 'record', ...patient.finding },
    },
    applicant: { terms: 'accepted', worksHere: false, alsoIs: [], ...applicant },
    coHolder: coHolder && { kinds: null, allows: null, answer: 'notAsked', answerKinds: null, ...coHolder },
    evidence: {
      ...evidence,
      authorityExtract: authorityExtract && { ofPatient: true, ...authorityExtract },
      otherExtract: otherExtract && { ofPatient: true, ...otherExtract },
      ruling: ruling && { ...ofRuling, ...ruling },
      authorization: authorization && { ofPatient: true, conditionOpen: false, beyondKinds: false, ...authorization },
    },
    others: { courtTopics: null, ...others },
    mandates: { endsOn: null, ...mandates },
    checks: { papersCollide: false, ...checks },
  }
}

const ofRuling = {
  copy: 'original',
  newest: true,
  ofPatient: true,
  appoints: 'applicant',
  beyondKinds: false,
} as const
