/** Three questions between review and ink: nobody is stopped by them, and nothing of them is kept. */
import { describe, expect, it } from 'vitest'
import { capableAdultForm } from '../../central/published/content/capable-adult-form.ts'
import { incapableAdultForm } from '../../central/published/content/incapable-adult-form.ts'
import { childForm } from '../../central/published/content/child-form.ts'
import { readForm } from '../../domain/forms/form.ts'
import type { Form } from '../../domain/forms/form.ts'
import { languages } from '../../domain/language.ts'
import { beforeInk } from '../../session/flow/understanding.ts'
import type { State } from '../../session/flow/state.ts'
import { atForm } from './support/at-form.ts'
import { toView } from '../../session/machine/to-view.ts'

const read = (resource: object): Form => readForm(resource) ?? never()
const form = read(childForm)
const { of, context, state, tap } = atForm(form)
const asked: State = { ...state, place: beforeInk(of, 0, state) }
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
    for (const one of [form, read(incapableAdultForm), read(capableAdultForm)]) {
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
    expect(beforeInk({ ...of, form: { ...form, understanding: [] } }, 0, state).at).toBe('sign')
  })
})
