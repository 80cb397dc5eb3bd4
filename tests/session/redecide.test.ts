/** What the desk records, heard at once; a wrong patient taken back; a document that only a person can read. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { advance } from '../../session/machine/advance.ts'
import type { Input } from '../../session/flow/input.ts'
import { firstState } from '../../session/flow/state.ts'
import type { State } from '../../session/flow/state.ts'
import { toView } from '../../session/machine/to-view.ts'
import { Evidence } from '../../domain/contract/gateway/evidence.ts'
import { extractOf } from '../support/extract.ts'
import { bound, context, intent, play, record as opened } from './support/machine-way.ts'
import { cardOf, mother } from './support/people.ts'

const extract = (authority: 'sole' | 'joint', issuedOn: string) =>
  extractOf(issuedOn, { authority, recordedAt: context.moment.now })
const refused = v.parse(Evidence, { kind: 'coHolderRefused', recordedAt: context.moment.now })
const reading = play(
  firstState,
  intent({ kind: 'language', language: 'nl' }),
  intent({ kind: 'door', door: 'child' }),
  intent({ kind: 'acceptTerms' }),
)
const scanned = play(reading, intent({ kind: 'mrz', text: cardOf(mother), overflow: false }))
const { claim } = scanned
const waiting = play(scanned, { type: 'claimed', record: { ...opened, claim } })
const said = (part: Partial<VisitRecord>): Input => ({
  type: 'record',
  record: { ...opened, claim, state: 'identified', assurance: 'identified', ...part },
})
const shown = (state: State): string => JSON.stringify(toView(state, 1, context).screen)

describe('screens 4: what the paper says already is told before anybody is asked for numbers', () => {
  it.each([
    ['no extract', { evidenceMissing: true }, 'incomplete', 'uittreksel'],
    ['an extract of 2019', { evidence: [extract('sole', '2019-05-01')] }, 'incomplete', 'uittreksel'],
    ['one of three months and a day', { evidence: [extract('sole', '2026-08-22')] }, 'incomplete', 'uittreksel'],
    [
      'that the other holder refuses',
      { evidence: [extract('joint', '2026-11-01'), refused] },
      'outcome',
      'De arts kijkt',
    ],
  ] as const)('%s', (_name, part, at, words) => {
    const page = play(waiting, said({ ...part, evidence: 'evidence' in part ? [...part.evidence] : [] }))
    expect(page.place.at).toBe(at)
    expect(shown(page)).toContain(words)
  })

  it('asks for them when it depends on the child', () => {
    for (const authority of ['sole', 'joint'] as const)
      expect(play(waiting, said({ evidence: [extract(authority, '2026-08-23')] })).place.at).toBe('findPatient')
  })
})

describe('screens 2: what the clerk corrects decides again, at once', () => {
  const tooOld = play(waiting, said({ evidence: [extract('sole', '2019-05-01')] }))

  it('leads on from "something is still missing"', () => {
    expect(play(tooOld, said({ evidence: [extract('sole', '2026-11-01')] })).place.at).toBe('findPatient')
    expect(play(tooOld, said({ evidence: [extract('sole', '2026-11-01')], deskPicks: true })).place.at).toBe(
      'deskPicks',
    )
  })

  it('changes the sentence, and is no way round the rules', () => {
    const joint = play(tooOld, said({ evidence: [extract('joint', '2026-11-01'), refused] }))
    expect(shown(joint)).not.toEqual(shown(tooOld))
    expect(play(joint, said({ evidence: [extract('joint', '2026-11-02'), refused] })).place.at).toBe('outcome')
    expect(play(joint, said({ evidence: [extract('sole', '2026-11-01')] })).place.at).toBe('findPatient')
  })

  it('goes on to the form of the child that was already known', () => {
    const good = said({ evidence: [extract('sole', '2026-11-01')], state: 'bound', patient: 'Patient/milan' })
    const child = play(waiting, good, { type: 'bound', bound })
    const asked = play(
      { ...child, place: { at: 'confirmPatient', bound }, busy: false },
      intent({ kind: 'confirmPatient', yes: true }),
    )
    expect(asked.place.at).toBe('question')
    const missing = play(asked, said({ evidenceMissing: true, state: 'bound', patient: 'Patient/milan' }))
    expect(missing.place.at).toBe('incomplete')
    expect(play(missing, good).place.at).toBe('question')
  })

  it('stops the search for the child too', () => {
    const finding = play(waiting, said({ evidence: [extract('sole', '2026-11-01')] }))
    expect(play(finding, said({ evidenceMissing: true })).place.at).toBe('incomplete')
    // The same record again changes nothing.
    expect(play(finding, said({ evidence: [extract('sole', '2026-11-01')] }))).toEqual(finding)
  })
})

describe('screens 3: not my child', () => {
  const confirming: State = {
    ...play(waiting, said({ evidence: [extract('sole', '2026-11-01')] })),
    place: { at: 'confirmPatient', bound },
  }

  it('goes back to the numbers, or the clerk picks when no try is left', () => {
    const { state, effects } = advance(confirming, intent({ kind: 'confirmPatient', yes: false }), context)
    expect(effects).toEqual([{ do: 'reject' }])
    const record: VisitRecord = { ...opened, claim, state: 'identified', assurance: 'identified', lookUpsLeft: 2 }
    expect(play(state, { type: 'rejected', record }).place).toEqual({ at: 'findPatient', problem: null })
    expect(play(state, { type: 'rejected', record: { ...record, lookUpsLeft: 0, deskPicks: true } }).place.at).toBe(
      'deskPicks',
    )
  })

  it('screens 3: what was answered for one child is not there for the next', () => {
    const answering: State = { ...confirming, answers: { purpose: ['look'] }, conflicted: true, busy: true }
    const record: VisitRecord = { ...opened, claim, state: 'identified', assurance: 'identified', lookUpsLeft: 2 }
    const next = play(answering, { type: 'rejected', record })
    expect(next).toEqual({ ...answering, record, answers: {}, conflicted: false, busy: false, place: next.place })
    const other = { ...bound, patient: { ...bound.patient, reference: 'Patient/other' } }
    expect(play({ ...next, answers: { purpose: ['look'] } }, { type: 'bound', bound: other }).answers).toEqual({})
  })

  it('screens 3: for the next child the desk looks at the paper again before anything is asked', () => {
    const paperless = said({ state: 'bound', patient: 'Patient/milan' })
    const again = play({ ...confirming }, paperless, intent({ kind: 'confirmPatient', yes: true }))
    expect(again.place.at).toBe('desk')
    expect(play(again, paperless).place.at).toBe('desk')
    const seen = advance(
      again,
      said({ evidence: [extract('sole', '2026-11-01')], state: 'bound', patient: 'Patient/milan' }),
      context,
    )
    expect(seen.effects).toEqual([{ do: 'loadPatient' }])
    const asked = play(seen.state, { type: 'bound', bound }, intent({ kind: 'confirmPatient', yes: true }))
    expect(asked.place.at).toBe('question')
  })
})

describe('machine 4: the accepted terms travel once for each child', () => {
  it('however often the clerk corrects what the paper says', () => {
    const with_ = (...evidence: VisitRecord['evidence']) => said({ evidence, state: 'bound', patient: 'Patient/milan' })
    const [sole, joint] = [extract('sole', '2026-11-01'), extract('joint', '2026-11-01')]
    let state: State = {
      ...play(waiting, with_(sole)),
      place: { at: 'confirmPatient', bound },
      busy: false,
    }
    let sent = 0
    const step = (input: Input): void => {
      const turn = advance(state, input, context)
      state = turn.state
      sent += turn.effects.filter((effect) => effect.do === 'sendAcceptance').length
    }
    step(intent({ kind: 'confirmPatient', yes: true }))
    for (let n = 0; n < 6; n += 1) {
      step(with_(joint, refused))
      expect(state.place.at).toBe('outcome')
      step(with_(sole))
      expect(state.place.at).toBe('question')
    }
    expect(sent).toBe(1)
    expect(state.acceptanceSentFor).toEqual(['Patient/milan'])
  })
})

describe('screens 8: a document that the kiosk cannot read', () => {
  const entered = v.parse(IdentityClaim, {
    document: { kind: 'passport', issuer: 'NLD', number: 'NX4L9K3P2', expires: '2030-01-01' },
    family: 'Jansen',
    given: 'Pieter',
    birthDate: '1960-04-12',
    journey: 'own-dossier',
  })
  const record: VisitRecord = { ...opened, claim: entered }

  it('goes on to the comparison when the clerk has typed it, for whom the clerk asked', () => {
    const unknown = play(reading, intent({ kind: 'askDesk' }))
    for (const page of [reading, unknown]) {
      const known = play(page, { type: 'record', record })
      expect(known).toMatchObject({ place: { at: 'desk' }, journey: 'own-dossier', claim: entered })
    }
  })

  it('leaves a visitor alone who reads another document while the old claim stands', () => {
    const again = play(waiting, intent({ kind: 'back' }))
    expect(again.place.at).toBe('document')
    expect(play(again, { type: 'record', record: { ...opened, claim } }).place.at).toBe('document')
  })
})

describe('papers that the clerk is still looking at', () => {
  it('keep the visitor at the desk, and lead on when he says that these are all', () => {
    const open = play(waiting, said({ evidence: [extract('sole', '2026-11-01')], papersOpen: true }))
    expect(open.place.at).toBe('desk')
    expect(play(open, said({ evidence: [extract('sole', '2026-11-01')] })).place.at).toBe('findPatient')
  })

  it('that name somebody else than the child, or perhaps, send the visitor to the desk after his yes', () => {
    const sure: State = { ...play(waiting, said({ evidence: [extract('sole', '2026-11-01')] })), busy: false }
    const state: State = { ...sure, place: { at: 'confirmPatient', bound } }
    const none = play(state, said({ state: 'bound', patient: 'Patient/milan' }))
    expect(play(none, intent({ kind: 'confirmPatient', yes: true })).place.at).toBe('desk')
  })

  it('that are doubtful stop everything, with no more than that the desk helps', () => {
    const page = play(waiting, said({ evidence: [extract('sole', '2026-11-01')], documentDoubtful: true }))
    expect(page.place.at).toBe('outcome')
    expect(shown(page)).not.toMatch(/twijfel|echt|vals/i)
    expect(play(page, said({ evidence: [extract('sole', '2026-11-01')] })).place.at).toBe('findPatient')
  })
})
