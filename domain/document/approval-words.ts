/** The fixed words of an approval. Dutch and English; simple Dutch uses the Dutch ones, as on the form. */
import type { ApprovalDecision, SignatureLevel } from './approval.ts'
import type { Language } from '../language.ts'

interface Words {
  readonly title: Readonly<Record<ApprovalDecision['outcome'], string>>
  readonly decision: string
  readonly outcome: Readonly<Record<ApprovalDecision['outcome'], string>>
  readonly reason: string
  readonly reasons: Readonly<Record<ApprovalDecision['reason'], string>>
  readonly about: string
  readonly form: string
  readonly version: string
  readonly reference: string
  readonly digest: string
  readonly approver: string
  readonly name: string
  readonly role: string
  readonly roles: Readonly<Record<'physician' | 'staff', string>>
  readonly registration: string
  readonly identified: string
  readonly at: string
  readonly signature: string
  readonly level: string
  readonly levels: Readonly<Record<SignatureLevel, string>>
  readonly asked: string
  readonly policy: string
  readonly check: string
  readonly checkText: string
  readonly page: (at: number, of: number) => string
}

const nl: Words = {
  title: { approve: 'Goedkeuring van een aanvraag', refuse: 'Afwijzing van een aanvraag' },
  decision: 'Besluit',
  outcome: { approve: 'Goedgekeurd', refuse: 'Niet goedgekeurd' },
  reason: 'Reden',
  reasons: {
    conditionsMet: 'De aanvraag voldoet aan de regels',
    interestOfPatient: 'Belang van de patiënt',
    proofInsufficient: 'Bewijs is niet genoeg',
    capacityInDoubt: 'Twijfel of de patiënt zelf kan beslissen',
    notMyPatient: 'Niet de behandelaar van deze patiënt',
    other: 'Andere reden, in het dossier',
  },
  about: 'Het gaat over',
  form: 'Formulier',
  version: 'Versie',
  reference: 'Formuliernummer',
  digest: 'SHA-256 van het formulier',
  approver: 'Wie besliste',
  name: 'Naam',
  role: 'Rol',
  roles: { physician: 'Behandelend arts', staff: 'Medewerker' },
  registration: 'BIG-nummer',
  identified: 'Hoe wij dat weten',
  at: 'Besloten op',
  signature: 'Handtekening',
  level: 'Soort handtekening',
  levels: { simple: 'Gewoon (zegel van het ziekenhuis)', advanced: 'Geavanceerd', qualified: 'Gekwalificeerd' },
  asked: 'Het ziekenhuis vraagt',
  policy: 'Regels van het ziekenhuis',
  check: 'Controleren',
  checkText:
    'Dit bestand hoort bij het formulier met dit nummer. Het programma van Balie controleert beide samen, ook zonder internet. Een afdruk is een kopie.',
  page: (at, of) => `Pagina ${String(at)} van ${String(of)}`,
}

const en: Words = {
  title: { approve: 'Approval of a request', refuse: 'Refusal of a request' },
  decision: 'Decision',
  outcome: { approve: 'Approved', refuse: 'Not approved' },
  reason: 'Reason',
  reasons: {
    conditionsMet: 'The request meets the rules',
    interestOfPatient: 'Interest of the patient',
    proofInsufficient: 'Proof is not sufficient',
    capacityInDoubt: 'Doubt whether the patient can decide',
    notMyPatient: 'Not the physician of this patient',
    other: 'Another reason, in the record',
  },
  about: 'This is about',
  form: 'Form',
  version: 'Version',
  reference: 'Form number',
  digest: 'SHA-256 of the form',
  approver: 'Who decided',
  name: 'Name',
  role: 'Role',
  roles: { physician: 'Treating physician', staff: 'Staff member' },
  registration: 'BIG register number',
  identified: 'How we know',
  at: 'Decided on',
  signature: 'Signature',
  level: 'Kind of signature',
  levels: { simple: 'Simple (seal of the hospital)', advanced: 'Advanced', qualified: 'Qualified' },
  asked: 'The hospital asks for',
  policy: 'Rules of the hospital',
  check: 'Checking',
  checkText:
    'This file belongs to the form with this number. Balie’s program checks both together, also without the internet. A print is a copy.',
  page: (at, of) => `Page ${String(at)} of ${String(of)}`,
}

export const approvalWords = (language: Language): Words => (language === 'en' ? en : nl)

/** Words of earlier editions, where they were others: an approval that was sealed with them is read for ever. */
const earlier: Readonly<Record<'nl' | 'en', Partial<Words>>> = {
  nl: {
    reference: 'Kenmerk',
    checkText:
      'Dit bestand hoort bij het formulier met dit kenmerk. Het programma van Balie controleert beide samen, ook zonder internet. Een afdruk is een kopie.',
  },
  en: {
    reference: 'Reference',
    checkText:
      'This file belongs to the form with this reference. Balie’s program checks both together, also without the internet. A print is a copy.',
  },
}

/** The words of every edition that were ever printed on an approval, the present one first. */
export function approvalWordEditions(language: Language): readonly [Words, ...Words[]] {
  const now = approvalWords(language)
  return [now, { ...now, ...earlier[language === 'en' ? 'en' : 'nl'] }]
}
