/** The other holder of authority: signs, consents, is not asked for a recorded reason, or refuses. */
import type { Notice } from '../decision.ts'
import type { Authority } from '../evidence.ts'
import { refuse, type Case, type RefusalOutline, type SignerOutline } from '../outline.ts'
import type { World } from '../world.ts'

export type CoHolderPart = {
  readonly kind: 'part'
  readonly signers: readonly SignerOutline[]
  /** Not asked: a physician approves, whatever the approver cell says, and the co-holder is told nothing. */
  readonly physicianApproves: boolean
  readonly notices: readonly Notice[]
}

const nobody: CoHolderPart = { kind: 'part', signers: [], physicianApproves: false, notices: [] }

/** What the co-holder must do. No recorded standing means that he signs. */
export function coHolderPart<W extends World>(it: Case<W>, authority: Authority): CoHolderPart | RefusalOutline {
  if (authority === 'sole') {
    it.cite('authority.sole')
    return nobody
  }
  const { coHolder } = it.facts
  if (coHolder !== null && (coHolder.sameAsApplicant || coHolder.sameAsPatient)) return refuse('input.twoRoles')
  if (coHolder?.standing === 'refused') return refuse('coHolder.refused')
  if (it.policy.authority.required === 'applicant') {
    it.cite('authority.applicantOnly')
    return nobody
  }
  if (coHolder !== null && (coHolder.deceased || coHolder.blocked || coHolder.standing === 'notAsked')) {
    it.cite('authority.notAsked')
    return { ...nobody, physicianApproves: true, notices: [{ to: 'physician', what: 'coHolderNotAsked' }] }
  }
  return asked(it, coHolder?.standing === 'consentsOnly' ? 'consent' : 'signature')
}

function asked<W extends World>(it: Case<W>, gives: 'signature' | 'consent'): CoHolderPart {
  it.cite('authority.all')
  if (gives === 'consent') it.cite('authority.consentOnly')
  const { relation } = it.facts
  return {
    ...nobody,
    signers: [
      {
        role: 'coHolder',
        relation,
        step: 1,
        gives,
        alone: false,
        sees: 'form',
        proves: ['identity', 'authorityExtract'],
      },
    ],
    notices: [{ to: 'coHolder', what: 'registered' }],
  }
}
