/** One paper of each kind, as a clerk records it today: about Milan, born on 4 September 2019. */
import * as v from 'valibot'
import { Evidence, type EvidenceKind, type EvidenceOf } from '../../domain/contract/gateway/evidence.ts'

export const milanOnPaper = { birthDate: '2019-09-04', given: 'Milan' }
const recordedAt = '2026-11-23T09:00:00Z'

const plain: { readonly [Kind in EvidenceKind]: object } = {
  authorityExtract: { source: 'brp', issuedOn: '2026-11-01', authority: 'notHolder' },
  ruling: {
    measure: 'guardianship',
    joint: true,
    court: 'Rechtbank Den Haag',
    pronouncedOn: '2025-02-03',
    effectiveOn: '2025-03-01',
    until: '2027-02-28',
    newestLetterOn: '2026-01-05',
    kinds: ['medication'],
    copy: 'original',
  },
  finding: { capacity: 'lacking', on: '2026-10-01', until: '2027-04-01', physician: 'H. Bos', source: 'transcribed' },
  authorization: { signedOn: '2024-05-06', kinds: null, copy: 'original' },
  kinship: {},
  curateleRegister: { answer: 'listed', on: '2026-11-23' },
  employeeMandate: { organisation: 'Stichting Voogdij Rijnmeer', until: '2026-12-31' },
  coHolderNotAsked: { reason: 'safety' },
  coHolderRefused: {},
  otherRepresentatives: { courtAppointed: 'declines', writtenProxy: 'acts', partner: 'none', sameStep: true },
}

export const paperKinds = Object.keys(plain) as readonly EvidenceKind[]

export function paper<Kind extends EvidenceKind>(kind: Kind, change: object = {}): EvidenceOf<Kind> {
  const made = v.parse(Evidence, { kind, ...plain[kind], concerns: milanOnPaper, recordedAt, ...change })
  return made as EvidenceOf<Kind>
}
