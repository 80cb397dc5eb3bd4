import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Instant } from '../../domain/ids.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { asOf, nextOfSet } from '../../domain/requests/sets/next.ts'
import { openSetOf } from '../../domain/requests/sets/open-set.ts'
import type { SetEvent, SetNext, SetState, SetTerms } from '../../domain/requests/sets/set.ts'
import { shownToOthers, shownToStaff } from '../../domain/requests/sets/shown.ts'
import { notFor } from '../../domain/requests/sets/turn.ts'
import { act, decision } from '../prove/sets.ts'
import { day } from './sample.ts'

const terms: SetTerms = { days: 30, warnPhysicianDays: 7, lateDays: 30 }
const first = day('2026-11-23')
const lastDay = addDays(first, 30)
const child = decision.signers.filter(({ role }) => role !== 'coHolder')
const parents = decision.signers.filter(({ role }) => role !== 'patient')

function begin(
  event: ReturnType<typeof act>,
  signers: typeof decision.signers | typeof child = decision.signers,
): SetState {
  const set = openSetOf({
    decision: { signers, approver: 'physician' },
    patientBirth: day('2013-03-01'),
    act: event.act,
    terms,
  })
  if ('notTaken' in set) throw new Error(set.notTaken)
  return set.state
}
const on = (state: SetState, event: SetEvent, today = first): SetNext => nextOfSet(state, event, { today, terms })
const after = (state: SetState, ...events: readonly SetEvent[]): SetState =>
  events.reduce((before, event) => on(before, event).state, state)
const came: SetEvent = { kind: 'dayCame' }
const granted: SetEvent = { kind: 'granted', by: 'physician', again: 'same' }
const withChild = () => begin(act('applicant', first), child)

describe('a set of acts', () => {
  it('counts its days from the act of the person who asks, never from a child’s earlier act', () => {
    const byChild = begin(act('patient', first, 'yes'), child)
    expect(byChild.lastDay).toBeNull()
    const asked = nextOfSet(byChild, act('applicant', addDays(first, 5)), { today: addDays(first, 5), terms })
    expect(asked.state.lastDay).toBe(addDays(first, 35))
  })

  it('counts from the first signature where the patient signs openly', () => {
    const open = decision.signers.map((signer) => ({ ...signer, alone: false }))
    const set = openSetOf({
      decision: { signers: open, approver: 'staff' },
      patientBirth: day('1980-01-01'),
      act: { by: 'patient', key: 'one', at: v.parse(Instant, '2026-11-23T10:00:00Z'), day: first, answer: null },
      terms,
    })
    expect('state' in set && set.state.lastDay).toBe(lastDay)
  })

  it('is for a child that came first and whom nobody asked for gone without a word', () => {
    const set = on(begin(act('patient', first, 'yes'), child), came, addDays(first, 31))
    expect(set).toMatchObject({ state: { outcome: { because: 'nobodyAsked' } }, notices: [], erase: true })
  })

  it('takes an act on the last day, and none that was certified after it', () => {
    expect(on(withChild(), act('patient', lastDay, 'yes'), lastDay).state.acts).toHaveLength(2)
    const late = addDays(lastDay, 1)
    expect(on(withChild(), act('patient', late, 'yes'), late).notTaken).toBe('late')
  })

  it('ends in one act with one sentence after a no, a silence, a later, a refusal and a yes that nobody answered', () => {
    const courses: readonly (readonly SetEvent[])[] = [
      [],
      [act('patient', first, 'no')],
      [act('patient', first, 'later')],
      [act('patient', first, 'yes')],
      [act('patient', first, 'yes'), { kind: 'refused', by: 'physician' }],
      [act('patient', first, 'yes'), { kind: 'withdrew', by: 'patient' }],
    ]
    const ends = courses.map((events) => {
      const before = after(withChild(), ...events)
      const end = on(before, came, addDays(lastDay, 1))
      return [shownToOthers(before), shownToOthers(end.state), end.notices]
    })
    const told = [{ to: 'applicant', what: 'ended', on: addDays(lastDay, 1) }]
    expect(ends).toEqual(courses.map(() => ['waits', 'ended', told]))
  })

  it('is also over at the kiosk on the day after its last, when no job has run', () => {
    const state = after(withChild(), act('patient', first, 'yes'))
    expect(shownToOthers(asOf(state, { today: addDays(lastDay, 1), terms }))).toBe('ended')
    expect(on(state, granted, addDays(lastDay, 1)).notTaken).toBe('closed')
  })

  it('shows a grant at once, and only a grant', () => {
    const state = after(withChild(), act('patient', first, 'yes'))
    expect(shownToOthers(on(state, granted).state)).toBe('granted')
    expect(on(state, { kind: 'granted', by: 'staff', again: 'same' }).notTaken).toBe('physicianOnly')
    expect(on(withChild(), granted).notTaken).toBe('notComplete')
    expect(on(after(withChild(), act('patient', first, 'no')), granted).notTaken).toBe('notComplete')
  })

  it('lets a child replace its own no by a yes while the set is open; the set’s day stays', () => {
    const no = after(withChild(), act('patient', first, 'no', 10))
    expect([shownToStaff(no), notFor(no, 'patient')]).toEqual(['refusedByChild', null])
    const yes = on(no, act('patient', addDays(first, 3), 'yes'), addDays(first, 3))
    expect([shownToStaff(yes.state), yes.state.lastDay]).toEqual(['complete', lastDay])
    expect(yes.notices).toContainEqual({ to: 'physician', what: 'pleaseApprove', on: addDays(first, 3) })
  })

  it('lets the later of two private answers count, in whatever order they arrive, and the no at one instant', () => {
    const [no, yes] = [act('patient', first, 'no', 10), act('patient', first, 'yes', 11)]
    expect(shownToStaff(after(withChild(), no, yes))).toBe('complete')
    expect(shownToStaff(after(withChild(), yes, no))).toBe('complete')
    const same = [act('patient', first, 'yes', 10), act('patient', first, 'no', 10)]
    expect(shownToStaff(after(withChild(), ...same))).toBe('refusedByChild')
    expect(shownToStaff(after(withChild(), ...same.toReversed()))).toBe('refusedByChild')
    expect(shownToStaff(after(withChild(), no, act('patient', first, 'later', 12)))).toBe('refusedByChild')
    expect(shownToStaff(after(withChild(), act('patient', first, 'later', 9), yes))).toBe('complete')
  })

  it('takes acts of two persons in the same minute, and asks only the same person to look again', () => {
    const both = after(begin(act('applicant', first, null, 10)), act('coHolder', first, null, 10))
    expect(both.acts).toHaveLength(2)
    expect(on(both, act('coHolder', first, null, 11)).notTaken).toBe('refresh')
    expect(on(both, act('coHolder', first, null, 10))).toMatchObject({ notTaken: null, notices: [] })
  })

  it('waits for nobody whom the decision does not ask, and for nobody before his turn', () => {
    expect(on(withChild(), act('coHolder', first)).notTaken).toBe('notAsked')
    const later = child.map((signer) => ({ ...signer, step: signer.role === 'patient' ? 2 : 1 }))
    const set = openSetOf({
      decision: { signers: later, approver: 'physician' },
      patientBirth: day('2013-03-01'),
      act: { by: 'patient', key: 'one', at: v.parse(Instant, '2026-11-23T10:00:00Z'), day: first, answer: 'yes' },
      terms,
    })
    expect(set).toEqual({ notTaken: 'notYet' })
  })

  it('ends whole when one who signed openly withdraws, without a word on who', () => {
    const both = after(begin(act('applicant', first)), act('coHolder', first))
    const ends = (['applicant', 'coHolder'] as const).map((by) => on(both, { kind: 'withdrew', by }))
    expect(ends.map(({ state }) => shownToOthers(state))).toEqual(['ended', 'ended'])
    expect(ends[0]?.notices).toEqual(ends[1]?.notices)
    expect(on(withChild(), { kind: 'withdrew', by: 'patient' }).notTaken).toBe('notAsked')
  })

  it('lets a patient take back a yes that he gave alone, and nothing else of what he answered', () => {
    const back: SetEvent = { kind: 'withdrew', by: 'patient' }
    const takenBack = (answer: 'yes' | 'no' | 'later') => after(withChild(), act('patient', first, answer), back)
    expect((['yes', 'no', 'later'] as const).map((answer) => shownToStaff(takenBack(answer)))).toEqual([
      'notGranted',
      'refusedByChild',
      'waiting',
    ])
    expect(on(takenBack('yes'), granted).notTaken).toBe('closed')
    const anew = after(takenBack('yes'), act('patient', first, 'yes', 15))
    expect(shownToStaff(anew)).toBe('complete')
    const late: SetEvent = { kind: 'withdrew', by: 'patient', at: v.parse(Instant, `${first}T14:00:00Z`) }
    expect(shownToStaff(after(anew, late))).toBe('complete')
  })

  it('keeps a first refusal of a co-holder from everybody but staff, and no physician overrules it', () => {
    const refused = after(begin(act('applicant', first)), { kind: 'coHolderRefused' }, act('patient', first, 'yes'))
    expect(shownToOthers(refused)).toBe('waits')
    expect(on(refused, granted).notTaken).toBe('closed')
  })

  it('tells a refusal at once where nobody has a private answer', () => {
    const both = after(begin(act('applicant', first), parents), act('coHolder', first))
    const refused = on(both, { kind: 'refused', by: 'physician' })
    expect([shownToOthers(refused.state), refused.notices.map(({ to }) => to)]).toEqual([
      'ended',
      ['applicant', 'coHolder'],
    ])
    expect(on(both, { kind: 'refused', by: 'staff' }).notTaken).toBe('physicianOnly')
  })

  it.each([
    ['patientDied', ['staff'], true],
    ['signerDied', ['staff'], true],
    ['blocked', ['staff'], true],
    ['policyWithdrawn', ['applicant'], true],
    ['formWithdrawn', ['applicant'], true],
    // Signed honestly: it stays for staff, who look who should hear what a physician found.
    ['outdated', ['staff'], false],
  ] as const)('ends at once when it is stopped: %s', (because, heard, erase) => {
    const stopped = on(withChild(), { kind: 'stopped', because })
    expect(stopped).toMatchObject({ state: { outcome: { kind: 'ended', because } }, erase })
    expect(stopped.notices.map(({ to }) => to)).toEqual(heard)
    expect(on(stopped.state, act('patient', first, 'yes')).notTaken).toBe('closed')
  })

  it.each([12, 16, 18])('ends on the birthday of %i, on which others must sign, also when the job is late', (age) => {
    const birth = day(`${String(2026 - age)}-11-30`)
    const state = { ...withChild(), patientBirth: birth }
    expect(shownToOthers(on(state, came, day('2026-11-29')).state)).toBe('waits')
    const ended = on(state, came, day('2026-12-05'))
    expect(ended.state.outcome).toEqual({ kind: 'ended', because: 'ageReached', on: day('2026-11-30') })
    expect(ended.notices).toEqual([{ to: 'applicant', what: 'ended', on: day('2026-11-30') }])
  })

  it('asks for a new form when the facts of a later act need other signers', () => {
    const parent: SetEvent = { ...act('coHolder', first), again: 'changed' }
    expect(on(begin(act('applicant', first)), parent).state.outcome).toMatchObject({ because: 'outdated' })
    const byChild: SetEvent = { ...act('patient', first, 'yes'), again: 'changed' }
    const hidden = on(withChild(), byChild)
    expect([shownToStaff(hidden.state), shownToOthers(hidden.state)]).toEqual(['notGranted', 'waits'])
    const atGrant = on(after(withChild(), act('patient', first, 'yes')), { ...granted, again: 'changed' })
    expect(shownToOthers(atGrant.state)).toBe('waits')
  })

  it('is taken away by staff only when it is out of date, everybody knows and nobody froze it', () => {
    const removed: SetEvent = { kind: 'removed' }
    const outdated = on(withChild(), { kind: 'stopped', because: 'outdated' }).state
    expect(on(outdated, removed)).toMatchObject({ erase: true, notices: [{ to: 'applicant', what: 'removed' }] })
    expect(on(after(outdated, { kind: 'froze', by: 'anna' }), removed).notTaken).toBe('frozen')
    expect(on(withChild(), removed).notTaken).toBe('notOutdated')
    const hidden = on(withChild(), { ...act('patient', first, 'yes'), again: 'changed' }).state
    expect(on(hidden, removed).notTaken).toBe('notOutdated')
  })

  it('warns the approver once, seven days before the last, of a complete set', () => {
    const state = after(withChild(), act('patient', first, 'yes'))
    expect(on(state, came, addDays(lastDay, -8)).notices).toEqual([])
    const warned = on(state, came, addDays(lastDay, -7))
    expect(warned.notices).toEqual([{ to: 'physician', what: 'endsSoon', on: lastDay }])
    expect(on(warned.state, came, addDays(lastDay, -6)).notices).toEqual([])
    expect(on(withChild(), came, addDays(lastDay, -7)).notices).toEqual([])
  })

  it('drops the warning when the job comes after the last day, and tells the end once with its true date', () => {
    const state = after(withChild(), act('patient', first, 'yes'))
    const late = on(state, came, addDays(lastDay, 20))
    expect(late.notices).toEqual([{ to: 'applicant', what: 'ended', on: addDays(lastDay, 1) }])
    expect(on(late.state, came, addDays(lastDay, 21)).notices).toEqual([])
    expect(on(late.state, { kind: 'stopped', because: 'formWithdrawn' }, addDays(lastDay, 21)).notices).toEqual([])
  })

  it('hands an end that is older than the hospital’s days to staff', () => {
    expect(on(withChild(), came, addDays(lastDay, 40)).notices).toEqual([
      { to: 'staff', what: 'endedLongAgo', on: addDays(lastDay, 1) },
    ])
  })

  it('takes in what was certified in time and arrives late: others see an end until it is granted', () => {
    const over = on(withChild(), came, addDays(lastDay, 1)).state
    const late = on(over, act('patient', lastDay, 'yes'), addDays(lastDay, 4))
    expect([shownToStaff(late.state), shownToOthers(late.state)]).toEqual(['complete', 'ended'])
    expect(late.notices).toEqual([{ to: 'physician', what: 'pleaseApprove', on: addDays(lastDay, 4) }])
    expect(shownToOthers(on(late.state, granted, addDays(lastDay, 5)).state)).toBe('granted')
  })

  it('erases what lapsed after as many days as it was open, and nothing under a freeze', () => {
    const over = on(withChild(), came, addDays(lastDay, 1))
    expect(over.erase).toBe(false)
    expect(on(over.state, came, addDays(lastDay, 31)).erase).toBe(false)
    expect(on(over.state, came, addDays(lastDay, 32)).erase).toBe(true)
    const frozen = on(over.state, { kind: 'froze', by: 'anna' }, addDays(lastDay, 2)).state
    expect(on(frozen, came, addDays(lastDay, 90)).erase).toBe(false)
    expect(on(frozen, { kind: 'stopped', because: 'patientDied' }, addDays(lastDay, 90)).erase).toBe(false)
  })

  it('grants nothing that is frozen, and is released by somebody else', () => {
    const frozen = after(withChild(), act('patient', first, 'yes'), { kind: 'froze', by: 'anna' })
    expect([shownToStaff(frozen), shownToOthers(frozen)]).toEqual(['frozen', 'waits'])
    expect(on(frozen, granted).notTaken).toBe('frozen')
    expect(on(frozen, { kind: 'froze', by: 'bram' }).notTaken).toBe('frozen')
    expect(on(frozen, { kind: 'released', by: 'anna' }).notTaken).toBe('sameWhoFroze')
    const released = after(frozen, { kind: 'released', by: 'bram' })
    expect([shownToStaff(released), on(released, { kind: 'released', by: 'bram' }).notTaken]).toEqual([
      'complete',
      'notFrozen',
    ])
  })
})
