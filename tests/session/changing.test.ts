/** A form that takes the place of access that there is: told before anything is asked, and chosen by who signs. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { EnvelopeId } from '../../domain/ids.ts'
import { toView } from '../../session/machine/to-view.ts'
import type { State } from '../../session/flow/state.ts'
import { changing, confirming, holds, told } from './support/changing.ts'
import { context, intent, play, turn } from './support/machine-way.ts'
import { lookingAlong } from './support/look-along-states.ts'
import { ink } from './support/stage.ts'

const by = (old: 'atStart' | 'now' | 'keeps') => intent({ kind: 'replaceOld', old })
const screen = (state: State) => toView(state, 1, context).screen
const answers = [
  intent({ kind: 'answer', linkId: 'scope', values: ['letters'] }),
  intent({ kind: 'answer', linkId: 'purpose', values: ['look'] }),
]

describe('Who has access already', () => {
  it('is told so, and nothing is sent before he chose', () => {
    const { state, effects } = turn(confirming([holds]), intent({ kind: 'confirmPatient', yes: true }))
    expect(screen(state)).toMatchObject({ step: 'replaceOld', whose: 'own', patient: 'M., 2019' })
    expect(effects).toEqual([])
  })

  it.each(['atStart', 'now'] as const)('signs what becomes of it: %s', (old) => {
    const review = play(told([holds]), by(old), ...answers)
    const page = screen(review)
    if (page.step !== 'review') throw new Error('the review stands')
    expect(page.rows.find(({ linkId }) => linkId === 'old')?.value).toBe(
      old === 'now' ? 'Stopt nu' : 'Stopt zodra de nieuwe ingaat',
    )
    const { state, effects } = turn(play(review, intent({ kind: 'next' })), intent({ kind: 'ink', ink }))
    expect(effects).toMatchObject([{ do: 'sign', of: { decision: { supersedes: true } } }])
    expect(state.change).toEqual({ replaces: ['Consent/old'], old })
  })

  it('leaves it as it is: nothing is signed, and what was accepted travels alone', () => {
    const { state, effects } = turn(told([holds]), by('keeps'))
    expect(state.place).toMatchObject({ at: 'outcome', outcome: 'refusedByRules' })
    expect(effects).toMatchObject([{ do: 'sendAcceptance' }])
  })

  it('changes all that he has, and of nobody else anything', () => {
    const other = { id: 'other', status: 'active', sameGrantee: false } as const
    const both = told([holds, { ...holds, id: 'older' }, other])
    expect(play(both, by('now')).change?.replaces).toEqual(['Consent/old', 'Consent/older'])
    expect(told([other]).place.at).toBe('question')
  })

  it('is told that it waits while a change is under way', () => {
    const waits = { ...holds, id: 'new', status: 'proposed' } as const
    expect(told([holds, waits]).place.at).toBe('outcome')
    expect(told([waits]).place.at).toBe('outcome')
  })

  it('who signs with another one does so in one visit: alone nothing is begun', () => {
    const asked = play(told([holds], 'joint'), by('atStart'))
    expect(asked.place.at).toBe('otherHere')
    const alone = play(asked, intent({ kind: 'otherHere', yes: false }))
    expect(screen(alone)).toMatchObject({ sentence: expect.stringContaining('Kom samen terug') as string })
    expect(play(asked, intent({ kind: 'otherHere', yes: true })).place.at).toBe('question')
  })

  it('of a child that answers by itself goes to the desk: there nobody signs together', () => {
    const twelve = confirming([holds])
    if (twelve.place.at !== 'confirmPatient') throw new Error('the child is shown')
    const { bound } = twelve.place
    const of = { ...bound, patient: { ...bound.patient, birthDate: '2013-02-03' } }
    const asked = play(
      { ...twelve, place: { at: 'confirmPatient', bound: of } },
      intent({ kind: 'confirmPatient', yes: true }),
    )
    expect(asked.place.at).toBe('replaceOld')
    const told = play(asked, by('atStart'))
    expect(told.place).toMatchObject({ at: 'outcome', outcome: 'refusedByRules', sentence: null })
  })

  it.each(['now', 'atStart'] as const)('reads at the end whether the old access stops with it: %s', (old) => {
    const signing = play(told([holds]), by(old), ...answers, intent({ kind: 'next' }), intent({ kind: 'ink', ink }))
    const envelope = v.parse(EnvelopeId, '7b6f1c1e-5f0d-4c7b-9d0e-3f6a1b2c3d4e')
    const signed = { envelope, reference: '4F7K2-09M3Q', at: context.moment.now }
    const ended = screen(play(signing, { type: 'stored', signed }))
    expect(ended).toMatchObject({ step: 'done', delivery: 'waiting' })
    expect('oldStops' in ended).toBe(old === 'now')
  })

  it('chooses anew after going back to the child', () => {
    const asked = play(told([holds], 'joint'), by('now'), intent({ kind: 'back' }))
    expect(asked.place.at).toBe('confirmPatient')
    expect(play(asked, intent({ kind: 'confirmPatient', yes: true }))).toMatchObject({
      change: null,
      place: { at: 'replaceOld' },
    })
  })

  it('hears after his choice what the clerk took back meanwhile', () => {
    const [asked] = changing()
    if (asked?.record == null) throw new Error('it is asked')
    const record = { ...asked.record, evidence: [], evidenceMissing: true }
    expect(play(asked, { type: 'record', record }, by('now')).place.at).toBe('incomplete')
  })

  it('is what the patient says of whom he lets look along, when the screen is his again', () => {
    const compared = lookingAlong().find(({ companion, busy }) => companion !== null && busy)
    const asked = lookingAlong()[0]
    if (compared === undefined || asked?.place.at !== 'confirmPatient') throw new Error('the other one is compared')
    const { bound } = asked.place
    const has = { ...bound, mandates: { ...bound.mandates, existing: [holds] } }
    const handed = play(compared, { type: 'bound', bound: has })
    expect(handed.place).toMatchObject({ at: 'handOver', to: 'visitor' })
    const told = play(handed, intent({ kind: 'next' }))
    expect(screen(told)).toMatchObject({ step: 'replaceOld', whose: 'others' })
    expect(play(told, by('now'))).toMatchObject({ part: 'visitor', change: { old: 'now' }, place: { at: 'question' } })
  })
})
