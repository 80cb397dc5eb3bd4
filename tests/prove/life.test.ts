import { describe, expect, it } from 'vitest'
import { next, type Event } from '../../domain/lifecycle/machine.ts'
import { isFinal, type State } from '../../domain/lifecycle/states.ts'
import { proveLife } from './life.ts'

describe('the proof of the life of a mandate', () => {
  it.each<[string, (state: State, event: Event) => State | null, string]>([
    [
      'a suspension between registration and start is lost',
      (state, event) => (state.name === 'registered' && event.kind === 'personSuspended' ? state : null),
      'no access of a suspended person, whenever he was suspended',
    ],
    [
      'the first age passes while a mandate is under review',
      (state, event) => (state.name === 'underReview' && event.kind === 'agePause' ? state : null),
      'no access past the first age without the child’s consent',
    ],
    [
      'one person signs for two',
      (state, event) =>
        state.name === 'waitingForSigner' && event.kind === 'signed' && event.again === 'same'
          ? state.open.length === 1
            ? { name: 'submitted', approver: state.approver }
            : { ...state, open: state.open.slice(1) }
          : null,
      'no access without every required signature',
    ],
    [
      'staff approve what a physician must approve',
      (state, event) =>
        state.name === 'submitted' && event.kind === 'approved' && event.again === 'same' ? { name: 'approved' } : null,
      'no access without the approval that is needed',
    ],
    [
      'a child’s no is passed over',
      (state, event) => (event.kind === 'childSaidNo' ? state : null),
      'no access against the child’s no',
    ],
    [
      'a frozen request is frozen again and again',
      (state, event) =>
        event.kind === 'froze' && !isFinal(state) ? { name: 'frozen', before: state, by: event.by } : null,
      'no layer is laid twice, so that the states are few enough to look at each',
    ],
  ])('is seen to be broken when %s', (_, wrong, promise) => {
    const broken = proveLife((state, event) => {
      const to = wrong(state, event)
      return to === null ? next(state, event) : { kind: 'state', state: to }
    })
    expect(broken.broken).toContain(promise)
  })
})
