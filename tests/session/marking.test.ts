/** Who cannot draw: the ways to sign, one deliberate step at a time, and who may see a mark made. */
import { describe, expect, it } from 'vitest'
import type { Input } from '../../session/flow/input.ts'
import type { State } from '../../session/flow/state.ts'
import { toView } from '../../session/machine/to-view.ts'
import {
  bound,
  context,
  envelope,
  extract,
  identified,
  intent,
  play,
  together,
  turn,
  way,
} from './support/machine-way.ts'
import { choosing, marking, neighbour, seenAs, shows } from './support/marking.ts'
import { apartStates } from './support/apart-states.ts'
import { cardOf, mother } from './support/people.ts'
import { stopping } from './support/stopping.ts'
import { ink } from './support/stage.ts'

const [, tapping, read, here, reads, waits, claimed, mark, signs, sealing] = marking()
const by = (way: 'typed' | 'tapped' | 'witnessed') => intent({ kind: 'signBy', way })
const at = (state: State | undefined): State => {
  if (state === undefined) throw new Error('there is such a state')
  return state
}
const screen = (state: State) => toView(state, 1, context).screen
const back = intent({ kind: 'back' })
/** The clerk says of the witness. */
const said = (state: State, of: Parameters<typeof seenAs>[1]): Input => ({ type: 'record', record: seenAs(state, of) })

describe('Who cannot draw', () => {
  it('chooses among three ways, and goes back from each to the choice and from there to the pad', () => {
    expect(screen(choosing())).toMatchObject({ step: 'cannotDraw', witness: true, problem: null })
    expect(play(choosing(), by('typed'), back).place.at).toBe('cannotDraw')
    expect(play(choosing(), by('tapped'), back).place.at).toBe('cannotDraw')
    expect(play(choosing(), by('witnessed'), back).place.at).toBe('cannotDraw')
    expect(play(choosing(), back).place.at).toBe('sign')
  })

  it('agrees only after saying that the sentence was read, and a second touch of it takes nothing back', () => {
    expect(play(at(tapping), intent({ kind: 'agree' })).place).toMatchObject({ at: 'signTapped', read: false })
    expect(play(at(read), intent({ kind: 'haveRead' })).place).toMatchObject({ at: 'signTapped', read: true })
    const { state, effects } = turn(at(read), intent({ kind: 'agree' }))
    expect(state.place.at).toBe('sealing')
    expect(effects).toMatchObject([{ do: 'sign', signatures: [{ mark: { method: 'tapped' } }] }])
  })

  it('stops a mandate by name or touch, with nobody beside him', () => {
    const found = at(way()[9])
    const signed = { envelope, reference: '4F7K2-09M3Q', at: context.moment.now }
    const pad = stopping({ found, record: { ...identified, state: 'bound' }, bound, play, signed })[4]
    const chosen = play(at(pad), intent({ kind: 'cannotDraw' }))
    expect(screen(chosen)).toMatchObject({ step: 'cannotDraw', witness: false })
    expect(play(chosen, by('witnessed'))).toEqual(chosen)
    const tapped = turn(play(chosen, by('tapped'), intent({ kind: 'haveRead' })), intent({ kind: 'agree' }))
    expect(tapped.effects).toMatchObject([{ do: 'withdraw', mark: { method: 'tapped' } }])
  })

  it('signs a part of a set by name or touch: whether a witness signs elsewhere nobody can know here', () => {
    const asks = at(apartStates(way(), { bound, play, now: context.moment })[1])
    const chosen = play(asks, intent({ kind: 'next' }), intent({ kind: 'cannotDraw' }))
    expect(screen(chosen)).toMatchObject({ step: 'cannotDraw', witness: false })
    expect(play(chosen, by('witnessed'))).toEqual(chosen)
    const tapped = turn(play(chosen, by('tapped'), intent({ kind: 'haveRead' })), intent({ kind: 'agree' }))
    expect(tapped.effects).toMatchObject([{ do: 'signAct', mark: { method: 'tapped' } }])
  })
})

describe('A witness', () => {
  it('has a document of his own read and compared, and nothing of the signer is lost meanwhile', () => {
    expect(at(here).place.at).toBe('witnessHere')
    expect(at(reads)).toMatchObject({ part: 'witness', claim: null, acceptance: null, place: { at: 'document' } })
    expect(turn(at(reads), intent({ kind: 'back' })).state).toEqual({ ...at(here), busy: false })
    expect(at(waits)).toMatchObject({ busy: true, place: { at: 'document' } })
    expect(at(claimed).place.at).toBe('desk')
    expect(at(mark)).toMatchObject({ part: 'visitor', marking: null, place: { at: 'mark' } })
    const { claim, acceptance, visitor } = at(mark)
    expect({ claim, acceptance, visitor }).toEqual({
      claim: choosing().claim,
      acceptance: choosing().acceptance,
      visitor: null,
    })
  })

  it('sees the mark made and signs that he did: one act of the signer, in the signer’s own language', () => {
    expect(screen(at(signs))).toMatchObject({ step: 'witnessSigns', witness: 'CORNELIS HENDRIK OVERBEEK' })
    const english = play(at(signs), intent({ kind: 'language', language: 'en' }))
    const { state, effects } = turn(english, intent({ kind: 'ink', ink }))
    expect(effects).toMatchObject([
      {
        do: 'sign',
        signatures: [
          {
            part: 'visitor',
            language: 'nl',
            mark: { method: 'witnessed', ink, witness: { part: 'witness', assurance: 'identified', ink } },
          },
        ],
      },
    ])
    expect(state).toMatchObject({ language: 'nl', place: { at: 'sealing' } })
    expect(at(sealing).place.at).toBe('sealing')
  })

  it('chose his own language for his document, and the mark is made in the signer’s again', () => {
    const english = play(at(reads), intent({ kind: 'language', language: 'en' }))
    const seen = play(english, shownBy(neighbour))
    expect(
      play(seen, { type: 'claimed', record: seenAs(seen, {}) }, said(seen, { assurance: 'identified' })),
    ).toMatchObject({ language: 'nl', place: { at: 'mark' } })
  })

  it('is asked for enough ink as the signer is, and no movement of a pen', () => {
    const little = intent({ kind: 'ink', ink: { ...ink, strokes: [] } })
    expect(play(at(mark), little).place).toMatchObject({ at: 'mark', problem: 'inkTooLittle' })
    expect(play(at(signs), little).place).toMatchObject({ at: 'witnessSigns', problem: 'inkTooLittle' })
    expect(play(at(signs), back).place.at).toBe('mark')
    expect(play(at(mark), back).place.at).toBe('cannotDraw')
    expect(play(at(mark), back, by('witnessed')).place).toMatchObject({ at: 'mark', problem: null })
  })

  it.each([
    ['the signer under another document', { ...mother, number: 'NX4L9K3P8' }, 'witnessSigns'],
    ['the signer with the same document', mother, 'sameDocument'],
    ['the patient', { ...neighbour, family: 'de Bruijn', given: 'Milan' }, 'witnessIsPatient'],
  ])('is not %s: said before the desk is asked, and nothing is sent', (_, holder, problem) => {
    const shown = shows(choosing(), holder)
    expect(shown).toMatchObject({ busy: false, place: { at: 'document', problem } })
  })

  it('whom the desk typed and who takes part is refused after all', () => {
    const record = seenAs(
      { ...at(claimed), claim: { ...at(claimed).claim, family: 'DE BRUIJN', given: 'MILAN' } as never },
      { assurance: 'identified' },
    )
    expect(play(at(claimed), { type: 'record', record })).toMatchObject({
      part: 'visitor',
      place: { at: 'cannotDraw', problem: 'witnessIsPatient' },
    })
  })

  it('whom the clerk does not know yet shows another document, or the signer chooses another way', () => {
    const declined = play(at(claimed), said(at(claimed), { declined: true }))
    expect(declined.place).toMatchObject({ at: 'outcome', outcome: 'notConfirmed', back: 'document' })
    expect(play(declined, back, back, back)).toMatchObject({ part: 'visitor', place: { at: 'cannotDraw' } })
  })

  it.each([
    ['before the mark', mark],
    ['after the mark', signs],
  ])('whose document is doubted %s is none any more, and nobody hears why', (_, state) => {
    const doubted = play(
      at(state),
      said({ ...at(state), claim: at(claimed).claim }, { assurance: 'identified', declined: true }),
    )
    expect(doubted.place).toMatchObject({ at: 'cannotDraw', problem: 'witnessDoubted' })
    expect(screen(doubted)).toMatchObject({ witness: false })
    expect(play(doubted, by('witnessed'))).toEqual(doubted)
  })

  it('waits while the clerk changes a paper: the signer reviews what it now is, in his own hands', () => {
    const { record } = at(claimed)
    if (record === null) throw new Error('there is a record')
    const joint = { ...record, evidence: [{ ...extract, authority: 'joint' as const }] }
    expect(play(at(claimed), { type: 'record', record: joint })).toMatchObject({
      part: 'visitor',
      marking: null,
      place: { at: 'otherHere' },
    })
  })
})

describe('Two who sign in one visit', () => {
  /** The first parent's mark was seen by the neighbour; the second one's document is read. */
  function secondAfterMark(second: Partial<typeof mother>): State {
    const pad = at(together().find(({ place, part }) => place.at === 'sign' && part === 'visitor'))
    const shown = shows(play(pad, intent({ kind: 'cannotDraw' })), neighbour)
    const seen = play(shown, { type: 'claimed', record: seenAs(shown, {}) }, said(shown, { assurance: 'identified' }))
    const handed = play(seen, intent({ kind: 'ink', ink }), intent({ kind: 'ink', ink }), intent({ kind: 'next' }))
    const accepted = play(handed, intent({ kind: 'language', language: 'nl' }), intent({ kind: 'acceptTerms' }))
    const mrz = shownBy({ ...mother, number: 'NX4L9K3P2', given: 'Jan', ...second })
    return play(accepted, mrz)
  }
  function identifiedSecond(state: State): State {
    if (state.claim === null || state.record === null) throw new Error('the second document was read')
    const other = { part: 'coHolder', claim: state.claim, assurance: 'claimed', declined: false } as const
    const others = (assurance: 'claimed' | 'identified') => [...(state.record?.others ?? []), { ...other, assurance }]
    return play(
      state,
      { type: 'claimed', record: { ...state.record, others: others('claimed') } },
      { type: 'record', record: { ...state.record, others: others('identified') } },
    )
  }

  it('have one witness: the second one’s mark is seen by the same', () => {
    const review = identifiedSecond(secondAfterMark({}))
    expect(review).toMatchObject({ part: 'coHolder', place: { at: 'review' } })
    const marked = play(review, intent({ kind: 'next' }), intent({ kind: 'cannotDraw' }), by('witnessed'))
    expect(screen(marked)).toMatchObject({ step: 'mark', witness: 'CORNELIS HENDRIK OVERBEEK' })
    const { effects } = turn(play(marked, intent({ kind: 'ink', ink })), intent({ kind: 'ink', ink }))
    expect(effects).toMatchObject([
      {
        do: 'sign',
        signatures: [{ mark: { method: 'witnessed' } }, { part: 'coHolder', mark: { method: 'witnessed' } }],
      },
    ])
  })

  it('the witness is not the second signer: by his document at once, by his name the first one signs again', () => {
    const same = secondAfterMark({ ...neighbour })
    expect(same.place).toMatchObject({ at: 'document', problem: 'sameDocument' })
    const named = identifiedSecond(secondAfterMark({ ...neighbour, number: 'NX4L9K3P5' }))
    expect(named).toMatchObject({ set: null, place: { at: 'handOver', to: 'visitor' } })
  })

  it('a witness who is doubted after the first mark undoes it: the first one signs again', () => {
    const review = identifiedSecond(secondAfterMark({}))
    const others = review.record?.others.map((one) => (one.part === 'witness' ? { ...one, declined: true } : one)) ?? []
    if (review.record === null) throw new Error('there is a record')
    const again = play(review, { type: 'record', record: { ...review.record, others } })
    expect(again).toMatchObject({ set: null, place: { at: 'handOver', to: 'visitor' } })
  })
})

function shownBy(holder: typeof mother): Input {
  return intent({ kind: 'mrz', text: cardOf(holder), overflow: false })
}
