/** Envelopes between a session that hands them over and the disk that keeps them: in memory for that moment only. */
import type { SessionToMain } from '../../domain/contract/control/session.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import { kindOf } from '../custody/outbox/check-envelope.ts'
import type { Appended } from '../custody/outbox/outbox.ts'
import type { Held } from './held.ts'
import type { SupervisorPorts, ToStore } from './ports.ts'
import type { PairId } from './state.ts'

type Refused = Extract<Appended, { kind: 'refused' }>

export class Envelopes {
  readonly #append: SupervisorPorts['append']
  readonly #waiting = new Map<EnvelopeId, ToStore & { readonly pair: PairId }>()

  constructor(append: SupervisorPorts['append']) {
    this.#append = append
  }

  /** One waits at a time (in-visit.ts); what a session sends besides is not even kept in memory. */
  keep(pair: PairId, { envelope, jwe }: Extract<SessionToMain, { type: 'store' }>, held: Held | undefined): void {
    if (!this.#waiting.has(envelope)) this.#waiting.set(envelope, { jwe, pair, keyset: held?.keyset ?? null })
  }

  forget(envelope: EnvelopeId): void {
    this.#waiting.delete(envelope)
  }

  /** Puts a kept envelope on the disk. `held`: what is left of the pair that sent it. */
  async store(envelope: EnvelopeId, held: (pair: PairId) => Held | undefined): Promise<Appended> {
    const stored = this.#waiting.get(envelope)
    this.#waiting.delete(envelope)
    const of = stored === undefined ? undefined : held(stored.pair)
    const appended = stored === undefined ? diskError : await this.#try(envelope, stored, of)
    if (appended.kind === 'refused') of?.seal.cameToNothing(envelope)
    return appended
  }

  async #try(envelope: EnvelopeId, { jwe, keyset }: ToStore, held: Held | undefined): Promise<Appended> {
    try {
      return refusal(envelope, jwe, held) ?? (await this.#append({ id: envelope, jwe, keyset }))
    } catch {
      // Stays refused: an outbox that throws has not said that it is durable.
      return diskError
    }
  }
}

const diskError: Refused = { kind: 'refused', reason: 'diskError' }

/**
 * Why an envelope is not even offered to the outbox; null: it is. A form must be the one that was sealed; acts, withdrawals
 * and acceptances are not sealed here.
 */
function refusal(envelope: EnvelopeId, jwe: string, held: Held | undefined): Refused | null {
  // The pair died since: what it signed is kept.
  if (held === undefined) return null
  const kind = kindOf(jwe)
  if ((kind === 'form' || kind === null) && !held.seal.isFor(envelope)) return { kind: 'refused', reason: 'notSealed' }
  return held.quota.take(jwe.length, kind === 'acceptance' ? 'acceptance' : 'form')
    ? null
    : { kind: 'refused', reason: 'visitFull' }
}
