/** What somebody's part of a set of acts means, in one sentence: above his signature, on his copy and in what he signs. */
import { signerPhrases } from '../document/phrases.ts'
import type { InEveryLanguage } from '../language.ts'
import type { PrivateAnswer } from '../requests/acts/act-content.ts'
import type { Signer } from '../rules/basis/decision.ts'
import { formWords, roleOf } from './index.ts'
import type { Journey } from './journey.ts'

/** What a child answered alone. Whoever reads it is twelve: `nl` is its own Dutch, not an adult's. */
const childAnswered: Readonly<Record<PrivateAnswer, InEveryLanguage>> = {
  yes: {
    nl: 'Ik vind het goed dat mijn ouder in mijn dossier kijkt.',
    nlSimple: 'Mijn ouder mag in mijn dossier kijken.',
    en: 'I agree that my parent can look in my record.',
  },
  no: {
    nl: 'Ik wil niet dat mijn ouder in mijn dossier kijkt.',
    nlSimple: 'Mijn ouder mag niet in mijn dossier kijken.',
    en: 'I do not want my parent to look in my record.',
  },
  later: {
    nl: 'Ik zeg later of mijn ouder in mijn dossier mag kijken.',
    nlSimple: 'Ik zeg later of mijn ouder mag kijken.',
    en: 'I will say later whether my parent can look in my record.',
  },
}

const patientAgrees: InEveryLanguage = {
  nl: 'U vindt het goed dat deze persoon in uw dossier kijkt.',
  nlSimple: 'Deze persoon mag in uw dossier kijken.',
  en: 'You agree that this person can look in your record.',
}

/** The same where a guardian asks. */
const wardAnswered: typeof childAnswered = {
  yes: {
    nl: 'Ik vind het goed dat mijn voogd in mijn dossier kijkt.',
    nlSimple: 'Mijn voogd mag in mijn dossier kijken.',
    en: 'I agree that my guardian can look in my record.',
  },
  no: {
    nl: 'Ik wil niet dat mijn voogd in mijn dossier kijkt.',
    nlSimple: 'Mijn voogd mag niet in mijn dossier kijken.',
    en: 'I do not want my guardian to look in my record.',
  },
  later: {
    nl: 'Ik zeg later of mijn voogd in mijn dossier mag kijken.',
    nlSimple: 'Ik zeg later of mijn voogd mag kijken.',
    en: 'I will say later whether my guardian can look in my record.',
  },
}

/** @param who the patient, masked. @param journey of the person who asks. @param answer of a patient who is asked alone. */
export function actStatement(of: {
  readonly journey: Journey
  readonly signer: Pick<Signer, 'role' | 'gives'>
  readonly who: string
  readonly answer: PrivateAnswer | null
}): InEveryLanguage {
  const { journey, signer, who, answer } = of
  if (signer.role === 'patient') {
    if (answer === null) return patientAgrees
    return (journey.relations.includes('guardian') ? wardAnswered : childAnswered)[answer]
  }
  if (signer.gives === 'signature') return formWords(journey).statement(who)
  return {
    nl: `U vindt het goed dat de ander toegang krijgt tot het dossier van ${who}.`,
    nlSimple: `U vindt het goed dat de ander het dossier van ${who} ziet.`,
    en: `You agree that the other person gets access to the record of ${who}.`,
  }
}

/** What a signer is to the patient, as the paper says it. @param journey of the person who asks. */
export function actRole(journey: Journey, signer: Pick<Signer, 'role'>): InEveryLanguage {
  return signer.role === 'patient' ? signerPhrases.patient : roleOf(formWords(journey), signer)
}
