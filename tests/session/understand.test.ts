/** Three questions between review and ink: nobody is stopped by them, and nothing of them is kept. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { incapableAdultForm } from '../../central/published/content/incapable-adult-form.ts'
import { childForm } from '../../central/published/content/child-form.ts'
import { ContentBundle } from '../../domain/contract/content/bundle.ts'
import { Intent } from '../../domain/contract/messages/channel.ts'
import { readForm } from '../../domain/forms/form.ts'
import type { Form } from '../../domain/forms/form.ts'
import { Instant } from '../../domain/ids.ts'
import { languages } from '../../domain/language.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { decideFor } from '../../session/flow/decision.ts'
import { claimOf } from '../gateway/bench.ts'
import { extractOf } from '../support/extract.ts'
import { milan } from './support/people.ts'
import { advance } from '../../session/machine/advance.ts'
import { beforeInk } from '../../session/flow/understanding.ts'
import { firstState } from '../../session/flow/state.ts'
import type { Case, State } from '../../session/flow/state.ts'
import { toView } from '../../session/machine/to-view.ts'
import type { Context } from '../../session/flow/turn.ts'
import { day } from '../rules/sample.ts'
import { content } from './support/content.ts'

const read = (resource: object): Form => readForm(resource) ?? never()
const form = read(childForm)
const now = v.parse(Instant, '2026-11-23T09:00:00Z')
const context: Context = {
  house: {
    content: v.parse(ContentBundle, { ...content, validUntil: '2027-01-01T00:00:00Z' }),
    policy: defaultPolicy,
    forms: [form],
  },
  moment: { now, today: day('2026-11-23') },
}
/** Of a mother who alone has authority, and her child of seven. */
const of: Case = (() => {
  const state: State = {
    ...firstState,
    claim: claimOf('child'),
    record: v.parse(VisitRecord, {
      visit: '1b0c9a52-54a0-4d2f-8d2c-6a4e0f1c7d11',
      state: 'bound',
      callNumber: 42,
      assurance: 'identified',
      claim: claimOf('child'),
      declined: false,
      evidence: [extractOf(day('2026-11-02'), { recordedAt: now })],
      evidenceMissing: false,
      patient: 'Patient/milan',
      lookUpsLeft: 2,
      deskPicks: false,
      endedBecause: null,
    }),
  }
  const patient = { reference: 'Patient/milan', birthDate: milan.birthDate, given: 'Milan', family: 'de Bruijn', bsn: milan.bsn, deceased: false } // prettier-ignore
  const bound = { patient, mandates: { existing: [], blocked: false, suspended: false } }
  const decided = decideFor({ state, bound, context })
  if (decided.kind !== 'form') throw new Error('the rules ask for a form')
  return decided.of
})()
const asked: State = { ...firstState, place: beforeInk(of, 0) }
const tap = (state: State, ...intents: readonly object[]): State =>
  intents.reduce<State>(
    (before, intent) => advance(before, { type: 'intent', intent: v.parse(Intent, intent) }, context).state,
    state,
  )
const answer = (linkId: string, ...values: readonly string[]) => ({ kind: 'answer', linkId, values })
const right = form.understanding.map((one) => answer(one.linkId, one.right))
const wrong = form.understanding.map((one) => answer(one.linkId, one.right === 'yes' ? 'no' : 'yes'))
const screen = (state: State) => {
  const view = toView(state, 0, context).screen
  return view.step === 'understand' ? view : never()
}
function never(): never {
  throw new Error('another screen')
}

describe('Questions whether all was understood', () => {
  it('are three on each form of the training hospital, not all with the same answer', () => {
    for (const one of [form, read(incapableAdultForm)]) {
      expect(one.understanding).toHaveLength(3)
      expect(new Set(one.understanding.map((check) => check.right)).size).toBe(2)
    }
  })

  it('lead to the pad one after the other when each is answered right', () => {
    expect(right.map((_, at) => tap(asked, ...right.slice(0, at + 1)).place.at)).toEqual([
      'understand',
      'understand',
      'sign',
    ])
  })

  it('explain a wrong answer and ask again; help is offered from the second time on', () => {
    const [first, second] = [tap(asked, wrong[0] ?? never()), tap(asked, wrong[0] ?? never(), wrong[0] ?? never())]
    expect([screen(asked).explained, screen(asked).offersHelp]).toEqual([null, false])
    expect([screen(first).explained, screen(first).offersHelp]).toEqual([form.understanding[0]?.explained.nl, false])
    expect(screen(second)).toMatchObject({ at: 1, offersHelp: true })
  })

  it('stop nobody, however often the answer is wrong', () => {
    let state = asked
    for (const [at, bad] of wrong.entries()) {
      for (let times = 0; times < 5; times += 1) state = tap(state, bad)
      expect(state.place.at).toBe('understand')
      state = tap(state, right[at] ?? never())
    }
    expect(state.place.at).toBe('sign')
  })

  it('begin anew with the next question: what was wrong before is not held against anybody', () => {
    const next = tap(asked, wrong[0] ?? never(), wrong[0] ?? never(), right[0] ?? never())
    expect(screen(next)).toMatchObject({ at: 2, explained: null, offersHelp: false })
  })

  it('leave nothing in what is signed', () => {
    const signed = tap(asked, wrong[0] ?? never(), ...right)
    expect(signed).toEqual({ ...asked, place: { at: 'sign', of, problem: null } })
  })

  it.each([
    ['no answer', answer('check.when')],
    ['two answers', answer('check.when', 'yes', 'no')],
    ['an answer that is no option', answer('check.when', 'maybe')],
    ['an answer to another question', answer('check.stop', 'yes')],
    ['next', { kind: 'next' }],
  ])('do not go on with %s', (_name, intent) => {
    expect(tap(asked, intent)).toEqual(asked)
  })

  it('lead back to the review', () => {
    expect(tap(asked, { kind: 'back' }).place).toEqual({ at: 'review', of })
  })

  it.each(languages)('are asked in %s', (language) => {
    expect(screen({ ...asked, language }).text).toBe(form.understanding[0]?.text[language])
  })

  it('are passed over where a form has none', () => {
    expect(beforeInk({ ...of, form: { ...form, understanding: [] } }, 0).at).toBe('sign')
  })
})
