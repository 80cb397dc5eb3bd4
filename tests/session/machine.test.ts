/** The visit's state machine: every screen takes every input, nothing throws, and what does not belong does nothing. */
import * as v from 'valibot'
import { apartStates } from './support/apart-states.ts'
import { asksChild, childStates } from './support/child-states.ts'
import { describe, expect, it } from 'vitest'
import { Instant } from '../../domain/ids.ts'
import { Intent } from '../../domain/contract/messages/channel.ts'
import { Screen } from '../../domain/contract/messages/screen.ts'
import { steps } from '../../domain/contract/control/step.ts'
import { advance } from '../../session/machine/advance.ts'
import type { CallProblem, Effect, Input } from '../../session/flow/input.ts'
import { firstState } from '../../session/flow/state.ts'
import type { State } from '../../session/flow/state.ts'
import { toView } from '../../session/machine/to-view.ts'
import type { Context } from '../../session/flow/turn.ts'
import { day } from '../rules/sample.ts'
import { cardOf, milan, mother } from './support/people.ts'
import {
  bound,
  checking,
  context,
  envelope,
  hospital,
  identified,
  intent,
  play,
  record,
  together,
  turn,
  way,
} from './support/machine-way.ts'
import { lookingAlong } from './support/look-along-states.ts'
import { changing } from './support/changing.ts'
import { ink } from './support/stage.ts'
import { marking } from './support/marking.ts'
import { stopping } from './support/stopping.ts'
import { looked, lookedInto } from './support/who-looked-states.ts'

const signed = { envelope, reference: '4F7K2-09M3Q', at: context.moment.now }

/** States beside that way. */
function others(): readonly State[] {
  const doors = play(firstState, intent({ kind: 'language', language: 'en' }))
  const [desk = firstState, found = firstState] = [way()[5], way()[9]]
  const self: State = {
    ...found,
    journey: 'own-dossier',
    place: { at: 'confirmPatient', bound },
    busy: false,
    record: { ...identified, state: 'bound' },
  }
  return [
    play(doors, intent({ kind: 'door', door: 'youngPerson' })),
    play(doors, intent({ kind: 'door', door: 'someoneElse' })),
    checking(),
    ...together(),
    ...lookingAlong(),
    ...changing(),
    ...marking(),
    ...apartStates(way(), { bound, play, now: context.moment }),
    ...childStates(way(), { bound, play, now: context.moment }),
    { ...desk, place: { at: 'deskPicks' } },
    play(self, intent({ kind: 'confirmPatient', yes: true })),
    play(self, intent({ kind: 'confirmPatient', yes: true }), { type: 'dossier', bound, resources: [] }),
    lookedInto(self),
    play({ ...self, record: { ...identified, assurance: 'claimed' } }, intent({ kind: 'confirmPatient', yes: true })),
    play(found, { type: 'bound', bound }, intent({ kind: 'confirmPatient', yes: false })),
    {
      ...found,
      place: {
        at: 'incomplete',
        outcome: 'extractMissing',
        sentence: { nl: '', nlSimple: '', en: '' },
        next: 'bringProof',
        bound: null,
      },
    },
    play(doors, intent({ kind: 'door', door: 'child' }), intent({ kind: 'declineTerms' })),
    ...stopping({ found: way()[9] ?? firstState, record: { ...identified, state: 'bound' }, bound, play, signed }),
  ]
}

const intents: readonly unknown[] = [
  { kind: 'back' },
  { kind: 'next' },
  { kind: 'language', language: 'en' },
  { kind: 'door', door: 'self' },
  { kind: 'door', door: 'stopMandate' },
  { kind: 'journey', journey: 'capable-adult' },
  { kind: 'journey', journey: 'curator' },
  { kind: 'journey', journey: 'administrator' },
  { kind: 'stopMandate', at: 0 },
  { kind: 'stopMandate', at: 9 },
  { kind: 'urgent', on: true },
  { kind: 'acceptTerms' },
  { kind: 'declineTerms' },
  { kind: 'entry', entry: 'type' },
  { kind: 'mrz', text: cardOf(mother), overflow: false },
  { kind: 'mrz', text: 'x', overflow: true },
  { kind: 'askDesk' },
  { kind: 'findPatient', birthDate: milan.birthDate, bsn: milan.bsn },
  { kind: 'findPatient', birthDate: null, bsn: '11111111' },
  { kind: 'confirmPatient', yes: true },
  { kind: 'confirmPatient', yes: false },
  { kind: 'answer', linkId: 'scope', values: ['letters'] },
  { kind: 'answer', linkId: 'scope', values: [] },
  { kind: 'answer', linkId: 'nowhere', values: ['gossip'] },
  { kind: 'answer', linkId: 'check.when', values: ['no'] },
  { kind: 'answer', linkId: 'check.when', values: ['yes'] },
  { kind: 'freeWill', answer: 'yes' },
  { kind: 'freeWill', answer: 'desk' },
  { kind: 'freeWill', answer: 'later' },
  { kind: 'edit', linkId: 'scope' },
  { kind: 'edit', linkId: 'nowhere' },
  { kind: 'ink', ink },
  { kind: 'ink', ink: { ...ink, strokes: [] } },
  { kind: 'cannotDraw' },
  { kind: 'signBy', way: 'typed' },
  { kind: 'signBy', way: 'tapped' },
  { kind: 'signBy', way: 'witnessed' },
  { kind: 'haveRead' },
  { kind: 'agree' },
  { kind: 'typedName', name: 'Willeke Liselotte de Bruijn' },
  { kind: 'typedName', name: '' },
  { kind: 'whoLooked' },
  { kind: 'subject', subject: 'medication' },
  { kind: 'open', id: 'e1' },
  { kind: 'openAll' },
  { kind: 'takeOut', id: 'appointments-1' },
  { kind: 'putBack' },
  { kind: 'cover', id: 'e1' },
  { kind: 'part', from: null },
  { kind: 'replaceOld', old: 'atStart' },
  { kind: 'replaceOld', old: 'keeps' },
  { kind: 'otherHere', yes: true },
  { kind: 'otherHere', yes: false },
  ...['yes', 'no', 'later'].map((answer) => ({ kind: 'privateAnswer', says: answer })),
  { kind: 'talkAlone' },
  { kind: 'print' },
  { kind: 'coverAll' },
]
const problems: readonly CallProblem[] = ['unreachable', 'ended', 'conflict', 'tooManyTries', 'fault']
const events: readonly Input[] = [
  ...[record, identified, { ...identified, deskPicks: true }, { ...record, declined: true }].map((one) => ({ type: 'record', record: one }) as const),
  ...([null, 'staff', 'deceased', 'blocked'] as const).map((endedBecause) => ({ type: 'record', record: { ...record, state: 'ended', endedBecause } }) as const),
  ...(['bound', 'notFound', 'deskPicks', 'ended'] as const).map((result) => ({ type: 'lookedUp', answer: { result, record: identified } }) as const),
  { type: 'bound', bound },
  { type: 'bound', bound: { ...bound, patient: { ...bound.patient, deceased: true } } },
  { type: 'dossier', bound, resources: [] },
  { type: 'whoLooked', looked },
  ...problems.map((problem) => ({ type: 'failed', problem }) as const),
  { type: 'lost' },
  { type: 'ended' },
  { type: 'stored', signed },
  { type: 'notSigned', why: 'sealFailed' },
  { type: 'notSigned', why: 'notStored' },
  ...(['stored', 'quarantined', 'waiting'] as const).map((state) => ({ type: 'delivery', envelope, state }) as const),
  { type: 'coverDue' },
  { type: 'receiptDue' },
  { type: 'stoppable', bound, mandates: [] },
] // prettier-ignore

const claimAnswers: readonly Input[] = [record, identified].map((one) => ({ type: 'claimed', record: one }) as const)
const everyState = [...way(), ...others()]
const everyInput: readonly Input[] = [...intents.map(intent), ...events, ...claimAnswers]

describe('the visit as a state machine', () => {
  it('walks visit one in this order', () => {
    const order = way().map(({ place, busy }) => (busy ? `${place.at}…` : place.at))
    expect(order).toEqual([
      'language', 'forWhom', 'terms', 'document', 'document…', 'desk', 'desk', 'findPatient', 'findPatient…',
      'findPatient…', 'confirmPatient', 'question', 'question', 'review', 'sign', 'cannotDraw', 'signTyped', 'sign', 'sealing', 'done',
    ]) // prettier-ignore
  })

  it('is tried with every wish that there is', () => {
    const tried = new Set(intents.map((one) => v.parse(Intent, one).kind))
    expect(Intent.options.map(({ entries }) => entries.kind.literal).filter((kind) => !tried.has(kind))).toEqual([])
  })

  it('stands at every step that a session can show', () => {
    const stood = new Set<string>(everyState.map(({ place }) => place.at))
    expect(steps.filter((step) => step !== 'attract' && !stood.has(step))).toEqual([])
  })

  it('takes every input in every state and always has a screen to show', () => {
    for (const before of everyState)
      for (const busy of [before.busy, true, false])
        for (const input of everyInput) {
          const { state } = turn({ ...before, busy }, input)
          const view = toView(state, 1, context)
          expect(v.is(Screen, view.screen), `${before.place.at} and ${JSON.stringify(input).slice(0, 80)}`).toBe(true)
        }
  })

  it('ignores every tap but a change of language while it works', () => {
    for (const state of everyState)
      for (const one of intents) {
        const parsed = v.parse(Intent, one)
        if (parsed.kind === 'language') continue
        const after = turn({ ...state, busy: true }, { type: 'intent', intent: parsed })
        expect(after).toEqual({ state: { ...state, busy: true }, effects: [] })
      }
  })

  it('changes the language on every screen, and only where it is asked for does a screen go on by it', () => {
    for (const state of everyState) {
      const { state: after, effects } = turn(state, intent({ kind: 'language', language: 'en' }))
      expect(after).toEqual({
        ...state,
        language: 'en',
        place: state.place.at === 'language' ? { at: state.part === 'visitor' ? 'forWhom' : 'terms' } : state.place,
      })
      expect(effects).toEqual([])
    }
  })

  it('signs from the pad, the typed name, the agreeing touch and the witness’s signature; a child’s no needs no mark', () => {
    const signs = (effects: readonly Effect[]): boolean => effects.some((one) => ['sign', 'signAct'].includes(one.do))
    for (const state of everyState)
      for (const input of everyInput)
        if (signs(turn(state, input).effects)) {
          expect(['sign', 'signTyped', 'signTapped', 'witnessSigns', 'childAnswers']).toContain(state.place.at)
          if (state.place.at === 'childAnswers') expect(['no', 'later']).toContain(state.place.chosen)
        }
  })

  it('shows "done" only after main said that the envelope is durable', () => {
    for (const state of everyState)
      for (const input of everyInput) {
        const reached = turn(state, input).state.place.at === 'done' && state.place.at !== 'done'
        if (reached) expect([state.place.at, input.type]).toEqual(['sealing', 'stored'])
      }
  })

  it('never loses what is signed when the central ends the visit', () => {
    for (const state of everyState.filter(({ place }) => place.at === 'sealing' || place.at === 'done'))
      for (const input of [
        { type: 'ended' } as const,
        { type: 'record', record: { ...record, state: 'ended', endedBecause: 'staff' } } as const,
      ])
        expect(turn(state, input).state.place).toEqual(state.place)
  })

  it('sends to paper who waits for the clerk when the central is gone, and nobody else', () => {
    for (const state of everyState) {
      const { state: after } = turn({ ...state, busy: false }, { type: 'lost' })
      if (state.place.at === 'desk' || state.place.at === 'deskPicks')
        expect(after.place).toMatchObject({ at: 'outcome', outcome: 'centralUnreachable', next: 'paperRoute' })
      else expect(after.place).toEqual(state.place)
    }
  })

  it('does not say why somebody’s record is closed', () => {
    for (const endedBecause of ['blocked', 'suspended', 'deceased'] as const) {
      const { state } = turn(way()[5] ?? firstState, {
        type: 'record',
        record: { ...record, state: 'ended', endedBecause },
      })
      expect(state.place).toMatchObject({ at: 'outcome', outcome: 'patientEnded' })
    }
  })

  it('asks again only once when the central says that its record moved on', () => {
    const waiting: State = { ...(way()[8] ?? firstState), busy: true }
    const first = turn(waiting, { type: 'failed', problem: 'conflict' })
    expect(first.effects).toEqual([{ do: 'readRecord' }])
    const second = turn({ ...first.state, busy: true }, { type: 'failed', problem: 'conflict' })
    expect(second.state.place).toMatchObject({ at: 'outcome', outcome: 'somethingBroke' })
  })

  it('goes back where that is honest, and a correction returns to the review', () => {
    const review = way().find(({ place }) => place.at === 'review') ?? firstState
    const correcting = play(review, intent({ kind: 'edit', linkId: 'scope' }))
    expect(correcting.place).toMatchObject({ at: 'question', linkId: 'scope', correcting: true })
    expect(play(correcting, intent({ kind: 'back' })).place.at).toBe('review')
    const corrected = play(correcting, intent({ kind: 'answer', linkId: 'scope', values: ['medication'] }))
    expect(corrected).toMatchObject({ place: { at: 'review' }, answers: { scope: ['medication'] } })
    const opened = play(
      review,
      intent({ kind: 'edit', linkId: 'purpose' }),
      intent({ kind: 'answer', linkId: 'purpose', values: ['arrangeCare'] }),
    )
    expect(opened.place).toMatchObject({ at: 'question', linkId: 'messages' })
    expect(play(review, intent({ kind: 'back' })).place).toMatchObject({ at: 'question', linkId: 'purpose' })
    expect(play(review, intent({ kind: 'edit', linkId: 'patient' })).place.at).toBe('review')
  })

  it('refuses empty ink and another name in words, and keeps the page', () => {
    const pad = way().find(({ place }) => place.at === 'sign') ?? firstState
    expect(play(pad, intent({ kind: 'ink', ink: { ...ink, strokes: [] } })).place).toMatchObject({
      at: 'sign',
      problem: 'inkTooLittle',
    })
    const typed = play(pad, intent({ kind: 'cannotDraw' }), intent({ kind: 'signBy', way: 'typed' }))
    expect(play(typed, intent({ kind: 'typedName', name: 'Iemand anders' })).place).toMatchObject({
      at: 'signTyped',
      problem: 'nameMissing',
    })
    expect(play(typed, intent({ kind: 'typedName', name: 'willeke liselotte de bruijn' })).place.at).toBe('sealing')
  })

  it('offers the desk after misreads and keeps counting', () => {
    const page = way()[3] ?? firstState
    const twice = play(
      page,
      intent({ kind: 'mrz', text: 'x', overflow: false }),
      intent({ kind: 'mrz', text: 'A', overflow: true }),
    )
    expect(twice.place).toMatchObject({ at: 'document', misreads: 2, problem: 'mrzTooLong' })
    expect(play(twice, intent({ kind: 'askDesk' })).place).toMatchObject({
      at: 'outcome',
      outcome: 'deskReads',
      back: 'document',
    })
  })

  it('refuses a date that lies ahead and a number that fails the eleven test without using up a try', () => {
    const page = way()[7] ?? firstState
    const future = turn(page, intent({ kind: 'findPatient', birthDate: '2026-11-24', bsn: milan.bsn }))
    expect(future).toMatchObject({ state: { place: { problem: 'birthDateImpossible' } }, effects: [] })
    const wrong = turn(page, intent({ kind: 'findPatient', birthDate: milan.birthDate, bsn: '123456789' }))
    expect(wrong).toMatchObject({ state: { place: { problem: 'bsnWrong' } }, effects: [] })
  })

  it('lets a parent of a child of 12 sign a part of his own, and asks nothing of who else is here', () => {
    const before: State = { ...(way()[9] ?? firstState), busy: true }
    const asked = turn(
      play(before, { type: 'bound', bound: asksChild(bound) }),
      intent({ kind: 'confirmPatient', yes: true }),
    )
    expect(asked.state).toMatchObject({ place: { at: 'question', linkId: 'scope' }, apart: { waiting: null } })
    const back = play(asked.state, intent({ kind: 'back' }))
    expect(back.place.at).toBe('confirmPatient')
  })

  it('tells a parent of a child of 12 at the end how the child goes on', () => {
    const [done] = childStates(way(), { bound, play, now: context.moment }).filter(({ place }) => place.at === 'done')
    if (done === undefined) throw new Error('the parent’s part ends')
    expect(toView(done, 1, context).screen).toMatchObject({ about: 'form', child: 'alone', waits: '23 december 2026' })
  })

  it('shows the same end of a child’s yes, no and later', () => {
    const ends = childStates(way(), { bound, play, now: context.moment })
      .filter((state) => state.place.at === 'done' && state.apart?.answer !== undefined)
      .map((state) => JSON.stringify({ ...toView(state, 1, context), seq: 0 }))
    expect(ends).toEqual([ends[0], ends[0], ends[0]])
    expect(ends[0]).toContain('"about":"ownAnswer"')
  })

  it('gives nothing of a child whose own document is doubted', () => {
    const states = childStates(way(), { bound, play, now: context.moment })
    const asked = states.filter(({ place }) => ['childReads', 'childAnswers'].includes(place.at))
    for (const state of asked) {
      if (state.record === null) throw new Error('whoever is asked was identified')
      const doubted = turn(state, { type: 'record', record: { ...state.record, documentDoubtful: true } })
      expect(doubted.state.place).toMatchObject({ at: 'outcome', outcome: 'refusedByRules' })
    }
  })

  /** The ways to sign without anybody beside him, each at its page after the review. */
  const acts = (): readonly (readonly [State, Input])[] => {
    const pad = way()[14] ?? firstState
    const typed = play(pad, intent({ kind: 'cannotDraw' }), intent({ kind: 'signBy', way: 'typed' }))
    return [
      [pad, intent({ kind: 'ink', ink })],
      [typed, intent({ kind: 'typedName', name: 'Willeke Liselotte de Bruijn' })],
      [
        play(
          pad,
          intent({ kind: 'cannotDraw' }),
          intent({ kind: 'signBy', way: 'tapped' }),
          intent({ kind: 'haveRead' }),
        ),
        intent({ kind: 'agree' }),
      ],
    ]
  }

  it('signs the decision of the signing act, at the instant on whose day it was made', () => {
    for (const [page, act] of acts()) {
      const later: Context = { hospital, moment: { ...context.moment, now: v.parse(Instant, '2026-11-23T22:59:59Z') } }
      const { state, effects } = advance(page, act, later)
      expect(state.place.at).toBe('sealing')
      expect(effects).toMatchObject([
        { do: 'sign', signatures: [{ at: later.moment.now }], of: { decision: { start: { day: '2026-11-23' } } } },
      ])
    }
  })

  it('asks the first parent again when midnight passed between two acts, and seals nothing of yesterday', () => {
    const pad = together().at(-1)
    if (pad?.place.at !== 'sign') throw new Error('the second parent is at the pad')
    const after: Context = {
      hospital,
      moment: { now: v.parse(Instant, '2026-11-23T23:01:00Z'), today: day('2026-11-24') },
    }
    const { state, effects } = advance(pad, intent({ kind: 'ink', ink }), after)
    expect(state).toMatchObject({ set: null, place: { at: 'handOver', to: 'visitor' } })
    expect(effects).toEqual([])
    const again = advance(state, intent({ kind: 'next' }), after).state
    expect(again).toMatchObject({ part: 'visitor', visitor: null, claim: { document: { number: 'SPECI2014' } } })
    expect(again.place).toMatchObject({ at: 'review', of: { decision: { start: { day: '2026-11-24' } } } })
  })

  it('signs nothing when the clerk records the proof as missing while the visitor stands at the signature', () => {
    for (const [page, act] of acts()) {
      if (page.record === null) throw new Error('the signature has a record')
      const withdrawn = { ...page.record, evidence: [], evidenceMissing: true }
      const { state, effects } = turn(page, { type: 'record', record: withdrawn })
      expect(state.place).toMatchObject({ at: 'incomplete', outcome: 'extractMissing' })
      expect(effects.map((effect) => effect.do)).toEqual(['sendAcceptance'])
      expect(turn(state, act).effects).toEqual([])
    }
  })

  it('goes back to the review when midnight passed since, and signs the new day after it', () => {
    const now = v.parse(Instant, '2026-11-23T23:01:00Z')
    const after: Context = { hospital, moment: { now, today: day('2026-11-24') } }
    for (const [page, act] of acts()) {
      const back = advance(page, act, after)
      expect(back.state.place).toMatchObject({ at: 'review', of: { decision: { start: { day: '2026-11-24' } } } })
      expect(back.effects).toEqual([])
      const again = advance(back.state, intent({ kind: 'next' }), after)
      const signed = advance(again.state, intent({ kind: 'ink', ink }), after)
      expect(signed.state.place.at).toBe('sealing')
      expect(signed.effects).toMatchObject([
        { do: 'sign', signatures: [{ at: now }], of: { decision: { start: { day: '2026-11-24' } } } },
      ])
    }
  })
})
