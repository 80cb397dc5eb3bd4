/** What one person signed or answered of a set, found by the person alone. */
import type { OwnPart } from '../../../domain/contract/gateway/stoppable.ts'
import type { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { sameClaimant } from '../../../domain/identity/same-claim.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import type { SetRow, StoredAct } from './set-row.ts'

/** Null: nothing, or somebody else's; in doubt it is nobody's. */
export function ownAct(
  { acts }: Pick<SetRow, 'acts'>,
  { claim, today }: { readonly claim: IdentityClaim; readonly today: CalendarDay },
): StoredAct | null {
  return acts.find((act) => sameClaimant(act.claim, claim, today) === 'same') ?? null
}

/** As its signer is told of it: the same for every answer that he gave alone. */
export function partOf({ id, state }: Pick<SetRow, 'id' | 'state'>, { role }: Pick<StoredAct, 'role'>): OwnPart {
  const alone = state.signers.some((one) => one.role === role && one.alone)
  return { set: id, gave: alone ? 'answer' : 'signature', until: state.lastDay }
}
