/** The other holder of authority: signs, consents, is not asked for a recorded reason, or refuses. */
import type { Notice } from '../basis/decision.ts'
import { refuse, when, type Case, type RefusalOutline, type SignerOutline } from '../basis/outline.ts'
import type { RuleId } from '../basis/rulebook.ts'
import type { World } from '../basis/world.ts'

export type CoHolderPart = {
  readonly signers: readonly SignerOutline[]
  /** Not asked: a physician approves, whatever the approver cell says, and the co-holder is told nothing. */
  readonly physicianApproves: boolean
  readonly notices: readonly Notice[]
  /** The rules that led to it. */
  readonly cites: readonly RuleId[]
}

/** Of the applicant's part: whether another holds authority too, by what paper, and how much of the form a parent sees. */
type OfApplicant = {
  readonly joint: boolean
  readonly proof: 'authorityExtract' | 'ruling'
  readonly sees: SignerOutline['sees']
}

/** What the co-holder must do. No recorded standing means that he signs. */
export function coHolderPart<W extends World>(it: Case<W>, of: OfApplicant): CoHolderPart | RefusalOutline {
  if (!of.joint) return nobody('authority.sole')
  return it.ops.settle(`coHolder by ${of.proof}, ${of.sees}`, () => besides(it, of))
}

function besides<W extends World>(it: Case<W>, of: OfApplicant): CoHolderPart | RefusalOutline {
  const { coHolder } = it.facts
  if (coHolder !== null && (coHolder.sameAsApplicant || coHolder.sameAsPatient)) return refuse('input.twoRoles')
  // Who died refuses nothing any more (Civil Code 1:253f); a physician still looks, as the paper shows him as holder.
  if (coHolder?.standing === 'refused' && !coHolder.deceased) return refuse('coHolder.refused')
  if (it.policy.authority.required === 'applicant') return nobody('authority.applicantOnly')
  if (coHolder !== null && (coHolder.deceased || coHolder.blocked || coHolder.standing === 'notAsked'))
    return {
      ...nobody('authority.notAsked'),
      physicianApproves: true,
      notices: [{ to: 'physician', what: 'coHolderNotAsked' }],
    }
  return asked(it, of, coHolder?.standing === 'consentsOnly' ? 'consent' : 'signature')
}

const nobody = (why: RuleId): CoHolderPart => ({ signers: [], physicianApproves: false, notices: [], cites: [why] })

/** The paper that shows the authority as joint is the other holder's proof too: one extract or one ruling names both. */
function asked<W extends World>(it: Case<W>, of: OfApplicant, gives: 'signature' | 'consent'): CoHolderPart {
  return {
    ...nobody('authority.all'),
    cites: ['authority.all', ...when(gives === 'consent', 'authority.consentOnly')],
    signers: [
      {
        role: 'coHolder',
        // One ruling names two guardians. Else nobody recorded it: beside a step-parent it is a parent, and the reverse.
        relation: it.facts.relation === 'guardian' && of.proof === 'ruling' ? 'guardian' : 'otherHolderOfAuthority',
        step: 1,
        gives,
        alone: false,
        sees: of.sees,
        proves: ['identity', of.proof],
      },
    ],
    notices: [{ to: 'coHolder', what: 'registered' }],
  }
}
