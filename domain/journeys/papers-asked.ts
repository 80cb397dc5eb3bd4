/**
 * Which papers a clerk looks at for whom: what the rules ask a signer of that relation to prove
 * (`Signer.proves`, domain/rules/basis/decision.ts), and what else may change their answer.
 */
import type { EvidenceKind } from '../contract/gateway/evidence.ts'
import type { ProofId } from '../rules/basis/decision.ts'
import type { Relation } from '../rules/basis/relations.ts'

/** The paper that proves it; identity is compared with the document itself. */
export const paperOfProof = {
  identity: null,
  authorityExtract: 'authorityExtract',
  ruling: 'ruling',
  physicianFinding: 'finding',
  employeeMandate: 'employeeMandate',
  curateleRegister: 'curateleRegister',
  writtenAuthorization: 'authorization',
  kinship: 'kinship',
} as const satisfies Readonly<Record<ProofId, EvidenceKind | null>>

export interface PapersAsked {
  /** Looked at for everybody of this relation; of a guardian one of the first two is enough, by the hospital's rules. */
  readonly asked: readonly EvidenceKind[]
  /** Where it applies. */
  readonly also: readonly EvidenceKind[]
}

const nothing: PapersAsked = { asked: [], also: [] }
const coHolder = ['coHolderNotAsked', 'coHolderRefused'] as const
const family: PapersAsked = {
  asked: ['kinship', 'finding'],
  also: ['curateleRegister', 'otherRepresentatives', 'ruling'],
}

/** In the order in which the desk asks. */
export const papersAsked: { readonly [of in Relation]: PapersAsked } = {
  self: nothing,
  parentWithAuthority: { asked: ['authorityExtract'], also: [...coHolder, 'ruling', 'finding'] },
  otherHolderOfAuthority: {
    asked: ['authorityExtract', 'ruling'],
    also: ['employeeMandate', ...coHolder, 'finding'],
  },
  guardian: { asked: ['ruling', 'authorityExtract'], also: ['employeeMandate', ...coHolder, 'finding'] },
  curator: { asked: ['ruling', 'curateleRegister', 'finding'], also: ['employeeMandate', 'otherRepresentatives'] },
  mentor: { asked: ['ruling', 'finding'], also: ['curateleRegister', 'employeeMandate', 'otherRepresentatives'] },
  writtenProxy: {
    asked: ['authorization', 'finding'],
    also: ['curateleRegister', 'otherRepresentatives', 'ruling'],
  },
  partner: family,
  parentOfAdult: family,
  childOfAdult: family,
  sibling: family,
  grandparent: family,
  grandchild: family,
  voluntaryProxy: nothing,
  parentWithoutAuthority: nothing,
  supervisionWorker: nothing,
  fosterParent: nothing,
  stepParent: nothing,
  carer: nothing,
  administrator: nothing,
  otherRelation: nothing,
}

/** For a journey that can be of several relations: what any of them asks. */
export function papersFor(relations: readonly Relation[]): PapersAsked {
  const all = relations.map((relation) => papersAsked[relation])
  const asked = [...new Set(all.flatMap((one) => one.asked))]
  const also = [...new Set(all.flatMap((one) => one.also))].filter((kind) => !asked.includes(kind))
  return { asked, also }
}
