/** The part of a set that somebody takes back: his own, found by his document, and what the set makes of it. */
import { dayInAmsterdam } from '../../../../domain/days/amsterdam.ts'
import type { OwnPart } from '../../../../domain/contract/gateway/stoppable.ts'
import type { IdentityClaim } from '../../../../domain/contract/gateway/visit-record.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import * as v from 'valibot'
import { Instant } from '../../../../domain/ids.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import { changed } from '../../../requests/sets/change.ts'
import type { SetStep, When } from '../../../requests/sets/change.ts'
import { ownAct, partOf } from '../../../requests/sets/own-part.ts'
import type { StoredAct } from '../../../requests/sets/set-row.ts'
import type { SetStore } from '../../../requests/sets/set-store.ts'
import { whenAt } from '../../../requests/sets/when.ts'
import { askPort } from '../../../store/fhir/reading.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { BoundPatient } from './patient.ts'
import type { SignedWithdrawal } from './withdrawal.ts'

export interface TakenPart {
  /** As its signer was told of it; of what was erased, both ways. */
  readonly parts: readonly OwnPart[]
  readonly role: StoredAct['role'] | null
  /** `DocumentReference/<id>` of the form, where one was composed. */
  readonly document: string | null
  /** Null: the set is over, and what was granted of it ends with its mandates. */
  readonly step: Extract<SetStep, { kind: 'moved' }> | null
  readonly when: When
}

/** `taken` null: what was signed stops a mandate. */
export async function takenPart(of: {
  readonly withdrawal: SignedWithdrawal
  readonly payload: EnvelopePayload
  readonly claim: IdentityClaim
  readonly patient: BoundPatient
  readonly policy: HospitalPolicy
  readonly sets: Pick<SetStore, 'find'>
  readonly now: Date
}): Promise<Checked<{ readonly taken: TakenPart | null }>> {
  const { withdrawal, payload, claim, patient, policy, sets, now } = of
  const { content } = withdrawal.act
  if (content.balie === 'withdrawal/1') return good({ taken: null })
  const today = dayInAmsterdam(payload.times.signedAt)
  const set = await askPort(() => sets.find(content.set))
  if (set === null || set.patient !== patient.reference) return refuse('rules', 'set')
  const when = whenAt(now, policy)
  const document = set.composed?.document ?? null
  if (set.erasedAt !== null) {
    // It is over, and says nothing any more of who signed it: what was granted of it, its mandates tell.
    const parts = (['signature', 'answer'] as const).map((gave) => ({ set: set.id, gave, until: null }))
    return good({ taken: { parts, role: null, document, step: null, when } })
  }
  const act = ownAct(set, { claim, today })
  if (act === null) return refuse('rules', 'part')
  const at = v.parse(Instant, new Date(payload.times.signedAt).toISOString())
  const step = { kind: 'moved', event: { kind: 'withdrew', by: act.role, at } } as const
  const change = changed(set, step, when)
  return good({
    taken: { parts: [partOf(set, act)], role: act.role, document, step: change.ok ? step : null, when },
  })
}
