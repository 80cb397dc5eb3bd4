import { describe, expect, it } from 'vitest'
import { nextOfSet } from '../../domain/requests/sets/next.ts'
import { saidNo } from '../../domain/requests/sets/shown.ts'
import { day } from '../rules/sample.ts'
import { findBetrayal, type Machine } from './sets.ts'

describe('the proof that a set betrays nothing', () => {
  it('is one state, one sentence and one day for everybody but staff, whatever the child or the physician answers', () => {
    const { pairs, betrayal } = findBetrayal()
    expect(betrayal).toBeNull()
    expect(pairs).toBeGreaterThan(1000)
  })

  it('is so across a birthday on which others must sign', () => {
    expect(findBetrayal(nextOfSet, day('2014-11-25')).betrayal).toBeNull()
  })

  it.each<[string, Machine]>([
    [
      'a no is told at once',
      (state, event, on) => {
        const to = nextOfSet(state, event, on)
        return saidNo(to.state) && to.state.told === null ? { ...to, state: { ...to.state, told: on.today } } : to
      },
    ],
    [
      'a no closes the set to the second parent',
      (state, event, on) => {
        const to = nextOfSet(state, event, on)
        return event.kind === 'acted' && event.act.by === 'coHolder' && saidNo(state)
          ? { ...to, notTaken: 'closed' }
          : to
      },
    ],
    [
      'a physician’s refusal is written home',
      (state, event, on) => {
        const to = nextOfSet(state, event, on)
        return event.kind === 'refused' && to.notTaken === null
          ? { ...to, notices: [...to.notices, { to: 'applicant', what: 'ended', on: on.today }] }
          : to
      },
    ],
    [
      'a complete set that nobody answered goes on past its last day',
      (state, event, on) => {
        const to = nextOfSet(state, event, on)
        const { outcome, told } = to.state
        return state.told === null && told !== null && outcome?.kind === 'notGranted' && state.acts.length === 3
          ? { ...to, state: { ...to.state, told: null } }
          : to
      },
    ],
  ])('goes red when %s', (_, machine) => {
    expect(findBetrayal(machine).betrayal).not.toBeNull()
  })
})
