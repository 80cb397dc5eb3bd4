/** The rules in words for a lawyer: Dutch sentences for what a decision says. */
import type { EndReason, FormDecision, ProofId, Signer } from '../../domain/rules/basis/decision.ts'
import type { Mark } from '../../domain/policy/cell.ts'
import type { Relation } from '../../domain/rules/basis/relations.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'

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

/** What each proof is called, how hard it is asked and where that comes from. */
export const proofs: Readonly<Record<ProofId, { readonly nl: string; readonly mark: Mark; readonly source: string }>> =
  {
    identity: { nl: 'identiteitsbewijs', mark: 'law', source: 'L18; L21' },
    authorityExtract: { nl: 'bewijs van gezag', mark: 'law', source: 'L13' },
    ruling: { nl: 'uitspraak van de rechter', mark: 'law', source: 'H7; L10' },
    physicianFinding: { nl: 'bevinding van de arts', mark: 'norm', source: 'L9' },
    employeeMandate: { nl: 'machtiging van de medewerker', mark: 'judgement', source: 'L11' },
    curateleRegister: { nl: 'openbaar register', mark: 'law', source: 'BW 1:391; L10' },
    writtenAuthorization: { nl: 'schriftelijke volmacht', mark: 'law', source: 'BW 7:465(3)' },
    kinship: { nl: 'bewijs van familieband', mark: 'law', source: 'BW 7:465(3)' },
  }

/** When a mandate ends, with the ages of this hospital. */
function endsWhen(reason: EndReason, { ages }: HospitalPolicy): string {
  const words: Record<EndReason, string> = {
    firstAge: `op de ${ages.childSigns}e verjaardag`,
    twelfthBirthday: 'op de 12e verjaardag',
    sixteenthBirthday: `op de ${ages.parentAccessEnds}e verjaardag`,
    eighteenthBirthday: 'op de 18e verjaardag',
    physicianDate: 'na de datum van de arts',
    rulingEnd: 'na de einddatum van de uitspraak',
    courtTerm: 'na de vaste termijn sinds de uitspraak of nieuwste brief',
    employeeMandateEnd: 'als de medewerker vertrekt',
    termOfPolicy: 'na de looptijd van dit ziekenhuis',
    asked: 'na de gevraagde dag',
    untilWithdrawn: 'als iemand haar intrekt',
  }
  return words[reason]
}

/** How a parent is called: in the tables the mother asks and the father is the other one. */
export type Parents = { readonly asks: string; readonly other: string }
const inTables: Parents = { asks: 'de moeder', other: 'de vader' }
/** In a single case nobody knows which. */
export const anyParent: Parents = { asks: 'de ouder', other: 'de andere ouder' }

const relationWords: Partial<Readonly<Record<Relation, string>>> = {
  otherHolderOfAuthority: 'de andere gezagsdrager',
  guardian: 'de voogd',
  curator: 'de curator',
  mentor: 'de mentor',
  writtenProxy: 'de schriftelijk gemachtigde',
  partner: 'de partner',
  childOfAdult: 'het kind van de patiënt',
  sibling: 'de broer of zus',
  grandparent: 'de grootouder',
  grandchild: 'het kleinkind',
}

/** A signer as a person says it: the mother and the father, not the applicant and the other holder of authority. */
function signerInWords({ role, relation }: Signer, { form, row, signers }: FormDecision, parents: Parents): string {
  if (role === 'patient')
    return form === 'childForm' ? 'het kind' : form === 'youngPersonForm' ? 'de jongere' : 'de patiënt'
  const asks = signers.find((one) => one.role === 'applicant')?.relation
  if (role === 'coHolder')
    return asks === 'parentWithAuthority'
      ? parents.other
      : asks === 'guardian'
        ? 'de andere voogd'
        : 'de ouder met gezag'
  if (form === 'capableAdultForm' || form === 'youngPersonForm') return 'de gekozen persoon'
  if (row === 'R13') return `de medewerker van de organisatie (${relation === 'curator' ? 'curator' : 'mentor'})`
  return relationWords[relation] ?? parents.asks
}

/** Who signs, how, and what each may see of the others. */
export const signersInWords = (decision: FormDecision, parents: Parents = inTables): string =>
  decision.signers
    .map((signer) => {
      const { gives, alone, sees, ownForm } = signer
      const does = { signature: 'tekent', consent: 'stemt toe', noObjection: 'heeft geen bezwaar' }[gives]
      const how = `${alone ? ' (alleen gevraagd)' : ''}${ownForm ? ' (eigen formulier)' : ''}`
      const blind =
        sees === 'formWithoutPrivateAnswers'
          ? decision.form === 'childForm'
            ? ', ziet geen antwoord van het kind'
            : ', ziet geen antwoord van de patiënt'
          : ''
      return `${signerInWords(signer, decision, parents)} ${does}${how}${blind}`
    })
    .join('; ')

/** What each signer must prove. */
export const proofsInWords = (decision: FormDecision, parents: Parents = inTables): string =>
  decision.signers
    .map((signer) => {
      const papers = signer.proves.map((id) => proofs[id].nl).join(', ')
      return `${signerInWords(signer, decision, parents)}: ${papers}`
    })
    .join('; ')

export const formInWords = ({ form }: FormDecision): string => formWords[form]

export function endInWords({ end, pauses, reviews }: FormDecision, policy: HospitalPolicy): string {
  const pause =
    pauses.length > 0 ? `pauzeert bij ${pausesAt(pauses, policy)} tot het kind toestemt; eindigt ` : 'eindigt '
  const review = reviews.length > 0 ? '; het ziekenhuis kijkt eerder opnieuw' : ''
  return `${pause}${endsWhen(end.reason, policy)}${review}`
}

/** A hospital that asks a child before it is 12 asks it again then; where one pause is left, it is the one at 12. */
const pausesAt = (pauses: FormDecision['pauses'], { ages }: HospitalPolicy): string =>
  pauses.length > 1 ? `${String(ages.childSigns)} en bij 12` : '12'

export const approverInWords = ({ approver }: FormDecision): string =>
  ({ physician: 'behandelend arts', staff: 'medewerker' })[approver]
