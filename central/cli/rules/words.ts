/** The rules in words for a lawyer: Dutch sentences for what a decision says. */
import type { EndReason, FormDecision, ProofId } from '../../../domain/rules/decision.ts'

export const markWords = {
  law: 'wet',
  norm: 'norm',
  choice: 'keuze van het ziekenhuis',
  judgement: 'ons oordeel',
} as const

const formWords = {
  childForm: 'kindformulier',
  youngPersonForm: 'formulier 16–17',
  capableAdultForm: 'formulier wilsbekwame volwassene',
  incapableAdultForm: 'formulier wilsonbekwame volwassene',
} as const

const proofWords: Record<ProofId, string> = {
  identity: 'identiteitsbewijs',
  authorityExtract: 'bewijs van gezag',
  ruling: 'uitspraak van de rechter',
  physicianFinding: 'bevinding van de arts',
  employeeMandate: 'machtiging van de medewerker',
  curateleRegister: 'openbaar register',
  writtenAuthorization: 'schriftelijke volmacht',
  kinship: 'bewijs van familieband',
}

export const endWords: Record<EndReason, string> = {
  twelfthBirthday: 'op de verjaardag waarop het kind zelf gevraagd wordt (12)',
  sixteenthBirthday: 'op de verjaardag waarop toegang van ouders stopt (16)',
  eighteenthBirthday: 'op de 18e verjaardag',
  physicianDate: 'na de datum van de arts',
  rulingEnd: 'na de einddatum van de uitspraak',
  courtTerm: 'na de vaste termijn sinds de uitspraak of nieuwste brief',
  employeeMandateEnd: 'als de medewerker vertrekt',
  termOfPolicy: 'na de looptijd van dit ziekenhuis',
  asked: 'na de gevraagde dag',
  untilWithdrawn: 'als iemand haar intrekt',
}

export const signersInWords = ({ signers }: FormDecision): string =>
  signers
    .map(({ role, gives, alone, proves, ownForm }) => {
      const who = { applicant: 'de aanvrager', coHolder: 'de andere gezagsdrager', patient: 'de patiënt' }[role]
      const does = { signature: 'tekent', consent: 'stemt toe', noObjection: 'heeft geen bezwaar' }[gives]
      const how = `${alone ? ' (alleen gevraagd)' : ''}${ownForm ? ' (eigen formulier)' : ''}`
      return `${who} ${does}${how}: ${proves.map((proof) => proofWords[proof]).join(', ')}`
    })
    .join('; ')

export const formInWords = ({ form }: FormDecision): string => formWords[form]

export function endInWords({ end, pauses, reviews }: FormDecision): string {
  const pause = pauses.length > 0 ? 'pauzeert bij 12 tot het kind toestemt; eindigt ' : 'eindigt '
  const review = reviews.length > 0 ? '; het ziekenhuis kijkt eerder opnieuw' : ''
  return `${pause}${endWords[end.reason]}${review}`
}

export const approverInWords = ({ approver }: FormDecision): string =>
  ({ physician: 'behandelend arts', staff: 'medewerker' })[approver]
