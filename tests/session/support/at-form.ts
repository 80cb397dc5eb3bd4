/** A mother who alone has authority, and her child of seven, where a form begins: for what happens between there and ink. */
import * as v from 'valibot'
import { ContentBundle } from '../../../domain/contract/content/bundle.ts'
import { VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import { Intent } from '../../../domain/contract/messages/channel.ts'
import type { Form } from '../../../domain/forms/form.ts'
import { Instant } from '../../../domain/ids.ts'
import { defaultPolicy } from '../../../domain/policy/default.ts'
import { decideFor } from '../../../session/flow/decision.ts'
import { ask } from '../../../session/flow/form.ts'
import { firstState } from '../../../session/flow/state.ts'
import type { FormCase, State } from '../../../session/flow/state.ts'
import type { Context } from '../../../session/flow/turn.ts'
import { advance } from '../../../session/machine/advance.ts'
import { claimOf } from '../../gateway/bench.ts'
import { day } from '../../rules/sample.ts'
import { extractOf } from '../../support/extract.ts'
import { content } from './content.ts'
import { milan } from './people.ts'

export interface AtForm {
  readonly context: Context
  readonly of: FormCase
  /** At the first question. */
  readonly state: State
  /** After these wishes. */
  tap(state: State, ...intents: readonly object[]): State
}

export function atForm(form: Form): AtForm {
  const now = v.parse(Instant, '2026-11-23T09:00:00Z')
  const context: Context = {
    hospital: {
      content: v.parse(ContentBundle, { ...content, validUntil: '2027-01-01T00:00:00Z' }),
      policy: defaultPolicy,
      forms: [form],
    },
    moment: { now, today: day('2026-11-23') },
  }
  const claim = claimOf('child')
  const known: State = {
    ...firstState,
    journey: 'child',
    claim,
    record: v.parse(VisitRecord, {
      visit: '1b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11',
      state: 'bound',
      callNumber: 42,
      assurance: 'identified',
      claim,
      declined: false,
      evidence: [extractOf(day('2026-11-02'), { recordedAt: now })],
      evidenceMissing: false,
      patient: 'Patient/milan',
      lookUpsLeft: 2,
      deskPicks: false,
      endedBecause: null,
    }),
  }
  const { birthDate, bsn } = milan
  const patient = { reference: 'Patient/milan', birthDate, given: 'Milan', family: 'de Bruijn', bsn, deceased: false }
  const bound = { patient, mandates: { existing: [], blocked: false, suspended: false } }
  const decided = decideFor({ state: known, bound, context })
  if (decided.kind !== 'form') throw new Error('the rules ask for a form')
  return {
    context,
    of: decided.of,
    state: ask(known, decided.of, context).state,
    tap: (state, ...intents) =>
      intents.reduce<State>(
        (before, intent) => advance(before, { type: 'intent', intent: v.parse(Intent, intent) }, context).state,
        state,
      ),
  }
}
