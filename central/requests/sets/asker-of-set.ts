/** Who asks for what a set asks, with his visit as the desk knew it when he signed. */
import type { Asker } from '../../../domain/requests/sets/decide-set.ts'
import type { SetRow } from './set-row.ts'

/** Null: only others have signed. */
export function askerOfSet({ acts }: Pick<SetRow, 'acts'>): Asker | null {
  const signed = acts.find(({ role }) => role === 'applicant') ?? null
  return signed === null ? null : { claim: signed.claim, record: signed.record, earlier: true }
}
