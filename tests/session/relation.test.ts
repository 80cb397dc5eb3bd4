/** "For somebody else" leads to nine capacities; each goes its own way, and back again. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Instant } from '../../domain/ids.ts'
import { ContentBundle } from '../../domain/contract/content/bundle.ts'
import { Intent } from '../../domain/contract/messages/channel.ts'
import { journeysBehind, leadsOn } from '../../domain/journeys/index.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { nextSteps } from '../../domain/rules/refusals/next.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import { advance } from '../../session/machine/advance.ts'
import { toView } from '../../session/machine/to-view.ts'
import { firstState } from '../../session/flow/state.ts'
import type { State } from '../../session/flow/state.ts'
import type { Context } from '../../session/flow/turn.ts'
import { day } from '../rules/sample.ts'
import { content } from './support/content.ts'

const context: Context = {
  hospital: {
    content: v.parse(ContentBundle, { ...content, validUntil: '2027-01-01T00:00:00Z' }),
    policy: defaultPolicy,
    forms: [],
  },
  moment: { now: v.parse(Instant, '2026-11-23T09:00:00Z'), today: day('2026-11-23') },
}
const after = (state: State, ...intents: readonly object[]): State =>
  intents.reduce<State>(
    (before, intent) => advance(before, { type: 'intent', intent: v.parse(Intent, intent) }, context).state,
    state,
  )
const asked = after(firstState, { kind: 'language', language: 'nl' }, { kind: 'door', door: 'someoneElse' })
const behind = journeysBehind('someoneElse')

describe('The page "what are you to this person?"', () => {
  it('offers each capacity once, with what it needs', () => {
    const { screen } = toView(asked, 0, context)
    if (screen.step !== 'relation') throw new Error('another screen')
    expect(screen.choices.map(({ journey }) => journey)).toEqual(behind.map(({ id }) => id))
    for (const { needs, leads } of screen.choices) expect(needs.length > 0).toBe(leads)
  })

  it.each(behind.filter(leadsOn))('goes on to the terms as $id, and back to the same page', ({ id }) => {
    const terms = after(asked, { kind: 'journey', journey: id })
    expect([terms.place.at, terms.journey]).toEqual(['terms', id])
    expect(after(terms, { kind: 'back' }).place).toEqual(asked.place)
  })

  it('explains in the words of the rules why an administrator of money may not look', () => {
    const { place } = after(asked, { kind: 'journey', journey: 'administrator' })
    if (place.at !== 'notHere') throw new Error('another screen')
    expect(place.explained?.ruled[0]).toEqual(refusals['R17.administrator'].visitor)
    expect(Object.values(nextSteps)).toContainEqual(place.explained?.ruled[1])
  })

  it('takes no journey that is not behind this door', () => {
    expect(after(asked, { kind: 'journey', journey: 'child' })).toEqual(asked)
    expect(after(asked, { kind: 'journey', journey: 'own-dossier' })).toEqual(asked)
    expect(after(firstState, { kind: 'journey', journey: 'curator' })).toEqual(firstState)
  })

  it('lets whoever does not know ask the desk, and opens no other door from here', () => {
    expect(after(asked, { kind: 'door', door: 'dontKnow' }).place).toMatchObject({ at: 'notHere', door: 'dontKnow' })
    expect(after(asked, { kind: 'door', door: 'self' })).toEqual(asked)
  })

  it('goes back to the doors', () => {
    expect(after(asked, { kind: 'back' }).place).toEqual({ at: 'forWhom' })
  })
})
