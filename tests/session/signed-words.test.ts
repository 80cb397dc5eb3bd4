/** Whoever signs a part of a set reads on every screen the words that he signs, whatever he came for himself. */
import { describe, expect, it } from 'vitest'
import { documentName } from '../../domain/identity/written-name.ts'
import type { Signer } from '../../domain/rules/basis/decision.ts'
import type { JourneyId } from '../../domain/ids.ts'
import { advance } from '../../session/machine/advance.ts'
import { toView } from '../../session/machine/to-view.ts'
import type { State } from '../../session/flow/state.ts'
import { actInputOf } from '../../session/signing/act-input.ts'
import { contentOf } from '../../session/signing/sign-act.ts'
import { apartStates } from './support/apart-states.ts'
import { bound, context, hospital, intent, play, way } from './support/machine-way.ts'
import { ink } from './support/stage.ts'

const states = () => apartStates(way(), { bound, play, now: context.moment })
const screenOf = (state: State) => toView(state, 1, context).screen

/** At the page that says that a set waits, asked for on this journey and with this kind of yes. */
function waits(journey: JourneyId, gives: Signer['gives']): State {
  const state = states().find(({ place }) => place.at === 'setWaits')
  if (state?.place.at !== 'setWaits') throw new Error('nothing waits')
  const { waiting } = state.place
  const signers = waiting.decision.signers.map((one) => (one.role === 'coHolder' ? { ...one, gives } : one))
  return {
    ...state,
    place: { ...state.place, waiting: { ...waiting, journey, decision: { ...waiting.decision, signers } } },
  }
}

/** The pad after this review, questions answered rightly. */
function toPad(review: State): State {
  let state = play(review, intent({ kind: 'next' }))
  while (state.place.at === 'understand') {
    const question = state.place.of.form.understanding[state.place.index]
    state = play(state, intent({ kind: 'answer', linkId: question?.linkId, values: [question?.right] }))
  }
  return state
}

function signed(pad: State) {
  const { effects, state } = advance(pad, intent({ kind: 'ink', ink }), context)
  const [effect] = effects
  if (effect?.do !== 'signAct') throw new Error('nothing is signed')
  const input = actInputOf(state, effect)
  const signer = input.of.decision.signers.find(({ role }) => role === input.role)
  if (signer === undefined) throw new Error('nobody signs')
  return contentOf({ hospital }, input, signer)
}

function read(review: State) {
  const page = screenOf(review)
  const pad = toPad(review)
  const [drawn, typed] = [
    screenOf(pad),
    screenOf(play(pad, intent({ kind: 'cannotDraw' }), intent({ kind: 'signBy', way: 'typed' }))),
  ]
  if (page.step !== 'review' || drawn.step !== 'sign' || typed.step !== 'signTyped') throw new Error('another way')
  const who = page.rows.find(({ linkId }) => linkId === 'representative')
  return { statements: [page.statement, drawn.statement, typed.statement], who, content: signed(pad) }
}

describe('a part of a set', () => {
  it.each([
    ['child', 'signature'],
    ['child', 'consent'],
    ['child', 'noObjection'],
    ['guardian', 'signature'],
    ['guardian', 'consent'],
  ] as const)(
    'that waits, asked for as %s and given as %s, is signed in the words that were read',
    (journey, gives) => {
      const state = waits(journey, gives)
      expect(state.journey).toBe('child')
      const { statements, who, content } = read(play(state, intent({ kind: 'next' })))
      expect(statements).toEqual([content.statement, content.statement, content.statement])
      expect(content.signer.map(({ value }) => value)).toEqual(expect.arrayContaining([who?.value, who?.detail]))
    },
  )

  it('that begins here is signed in the words that were read', () => {
    const review = states().find(({ place }) => place.at === 'review')
    if (review === undefined) throw new Error('nobody asks')
    const { statements, who, content } = read(review)
    expect(statements).toEqual([content.statement, content.statement, content.statement])
    expect(who?.value).toBe(review.claim === null ? '' : documentName(review.claim))
  })
})

describe('"stopping is always possible"', () => {
  const reviews = () => {
    const one = way().find(({ place }) => place.at === 'review')
    const begins = states().find(({ place }) => place.at === 'review')
    if (one === undefined || begins === undefined) throw new Error('no review')
    return { one, parts: [begins, play(waits('child', 'signature'), intent({ kind: 'next' }))] }
  }

  it('is said of a form, and not of a part of a set, which nobody can take back yet', () => {
    const { one, parts } = reviews()
    expect(JSON.stringify(screenOf(one))).toContain('Stoppen kan altijd')
    for (const part of parts) {
      expect(part.place.at).toBe('review')
      expect(JSON.stringify(screenOf(part))).not.toContain('Stoppen kan')
    }
  })
})
