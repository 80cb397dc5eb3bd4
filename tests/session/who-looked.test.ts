/** Who looked in my file, in the session: asked for from the own dossier, shown in words, and covered again. */
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { CalendarDay, Instant } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import { hourInWords } from '../../session/flow/hour-in-words.ts'
import type { State } from '../../session/flow/state.ts'
import { toView } from '../../session/machine/to-view.ts'
import { bound, context, identified, intent, play, turn, way } from './support/machine-way.ts'
import { looked } from './support/who-looked-states.ts'

function dossierOf(born: string): State {
  const [found] = way().slice(9)
  if (found === undefined) throw new Error('no state')
  const patient = { ...bound.patient, birthDate: v.parse(CalendarDay, born) }
  const own: State = {
    ...found,
    journey: 'own-dossier',
    place: { at: 'confirmPatient', bound: { ...bound, patient } },
    busy: false,
    record: { ...identified, state: 'bound' },
  }
  const yes = intent({ kind: 'confirmPatient', yes: true })
  return play(own, yes, { type: 'dossier', bound: { ...bound, patient }, resources: [] })
}
const ask = intent({ kind: 'whoLooked' })
const screenOf = (state: State) => toView(state, 1, context).screen

describe('who looked in my file', () => {
  it('is offered and asked for from 16, and by nobody younger', () => {
    const [grown, young] = [dossierOf('1980-03-01'), dossierOf('2012-03-01')]
    expect(screenOf(grown)).toMatchObject({ step: 'dossier', mayAsk: true })
    expect(screenOf(young)).not.toHaveProperty('mayAsk')
    expect(turn(grown, ask).effects).toEqual([{ do: 'loadWhoLooked' }])
    expect(turn(young, ask)).toEqual({ state: young, effects: [] })
  })

  it('shows hour, role and kind with how much there is, leads back to a covered dossier, and covers itself', () => {
    const open = play(dossierOf('1980-03-01'), intent({ kind: 'openAll' }), ask, { type: 'whoLooked', looked })
    expect(screenOf(open)).toEqual({
      step: 'whoLooked',
      lines: [
        { when: expect.stringContaining('2026'), who: 'you', what: ['log'], refused: false },
        { when: expect.stringContaining('2026'), who: 'desk', what: ['search'], refused: true },
      ],
      shown: 4,
      total: 900,
    })
    for (const after of [intent({ kind: 'back' }), { type: 'coverDue' } as const])
      expect(screenOf(play(open, after))).toMatchObject({ step: 'dossier', anyOpen: false })
  })

  it('an answer that nobody waits for changes nothing', () => {
    const state = dossierOf('1980-03-01')
    expect(turn(state, { type: 'whoLooked', looked }).state).toEqual(state)
  })

  it.each<[Language, string, string]>([
    ['nl', '2026-11-23T09:00:00.000Z', '23 november 2026, tussen 10 en 11 uur'],
    ['nl', '2026-07-01T22:00:00.000Z', '2 juli 2026, tussen 0 en 1 uur'],
    ['en', '2026-11-23T22:00:00.000Z', '23 November 2026, 23:00 to 00:00'],
  ])('says an hour of the hospital’s day in words: %s', (language, hour, words) => {
    expect(hourInWords(v.parse(Instant, hour), language)).toBe(words)
  })
})
