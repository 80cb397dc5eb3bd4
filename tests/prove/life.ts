/**
 * The life of a mandate, explored over every state and event. Beside the machine runs a witness that only remembers what
 * happened; access is judged by the witness, so the machine cannot be its own judge.
 */
import { next, type Event } from '../../domain/lifecycle/machine.ts'
import { givesAccess, isFinal, shownToApplicant, states, type Role, type State } from '../../domain/lifecycle/states.ts'

const roles: readonly Role[] = ['applicant', 'coHolder', 'patient']
const signerSets: readonly (readonly Role[])[] = [1, 2, 3, 4, 5, 6, 7].map((bits) =>
  roles.filter((_, bit) => (bits & (1 << bit)) !== 0),
)
const approvers = ['physician', 'staff'] as const
const again = ['same', 'changed'] as const

export const events: readonly Event[] = [
  ...signerSets.flatMap((signers) => approvers.map((approver): Event => ({ kind: 'prepared', signers, approver }))),
  { kind: 'prepared', signers: [], approver: 'staff' },
  ...roles.flatMap((by) => again.map((outcome): Event => ({ kind: 'signed', by, again: outcome }))),
  ...approvers.flatMap((by) => again.map((outcome): Event => ({ kind: 'approved', by, again: outcome }))),
  ...again.map((outcome): Event => ({ kind: 'registered', again: outcome })),
  { kind: 'childSaidNo' },
  { kind: 'rejected' },
  { kind: 'started' },
  { kind: 'froze', by: 'anna' },
  { kind: 'released', by: 'anna' },
  { kind: 'released', by: 'bram' },
  { kind: 'personSuspended' },
  { kind: 'personResumed' },
  { kind: 'agePause' },
  { kind: 'childConsented' },
  { kind: 'reviewAsked' },
  { kind: 'reviewed', goesOn: true },
  { kind: 'reviewed', goesOn: false },
  { kind: 'withdrawn' },
  { kind: 'replaced' },
  { kind: 'over', because: 'patientDied' },
]

/** What has happened, apart from what the machine made of it. */
type Witness = {
  readonly needed: readonly Role[]
  readonly approver: string
  readonly signed: readonly Role[]
  readonly approved: boolean
  readonly registered: boolean
  readonly started: boolean
  readonly childNo: boolean
  readonly stale: boolean
  readonly suspended: boolean
  readonly awaitsConsent: boolean
  readonly frozenBy: string | null
}
const nothing: Witness = {
  needed: [],
  approver: '',
  signed: [],
  approved: false,
  registered: false,
  started: false,
  childNo: false,
  stale: false,
  suspended: false,
  awaitsConsent: false,
  frozenBy: null,
}

/** `happened`: the machine took the event. A suspension or birthday of a registered mandate happens in any case. */
function witnessed(before: Witness, event: Event, happened: boolean): Witness {
  if (event.kind === 'personSuspended' && before.registered) return { ...before, suspended: true }
  if (event.kind === 'agePause' && before.registered) return { ...before, awaitsConsent: true }
  if (event.kind === 'personResumed') return { ...before, suspended: false }
  if (event.kind === 'childConsented') return { ...before, awaitsConsent: false }
  if (!happened) return before
  switch (event.kind) {
    case 'prepared':
      return { ...before, needed: event.signers, approver: event.approver }
    case 'signed':
      return { ...before, signed: [...before.signed, event.by], stale: before.stale || event.again === 'changed' }
    case 'approved':
      return {
        ...before,
        approved: event.by === 'physician' || before.approver === 'staff',
        stale: before.stale || event.again === 'changed',
      }
    case 'registered':
      return { ...before, registered: true, stale: before.stale || event.again === 'changed' }
    case 'started':
      return { ...before, started: true }
    case 'childSaidNo':
      return { ...before, childNo: true }
    case 'froze':
      return { ...before, frozenBy: event.by }
    case 'released':
      return { ...before, frozenBy: event.by === before.frozenBy ? before.frozenBy : null }
    default:
      return before
  }
}

type Promise = readonly [promise: string, holds: (state: State, witness: Witness) => boolean]
const promises: readonly Promise[] = [
  [
    'no access without every required signature',
    (state, { needed, signed }) =>
      !givesAccess(state) || (needed.length > 0 && needed.every((role) => signed.includes(role))),
  ],
  ['nobody signs twice', (_, { signed }) => new Set(signed).size === signed.length],
  ['no access without the approval that is needed', (state, { approved }) => !givesAccess(state) || approved],
  [
    'no access before registration and start',
    (state, { registered, started }) => !givesAccess(state) || (registered && started),
  ],
  ['no access against the child’s no', (state, { childNo }) => !givesAccess(state) || !childNo],
  ['no access on an outcome of the rules that changed', (state, { stale }) => !givesAccess(state) || !stale],
  ['no access of a suspended person, whenever he was suspended', (state, of) => !givesAccess(state) || !of.suspended],
  ['no access past the first age without the child’s consent', (state, of) => !givesAccess(state) || !of.awaitsConsent],
  [
    'no access while frozen, and nobody releases what he froze',
    (state, of) => !givesAccess(state) || of.frozenBy === null,
  ],
  [
    'withdrawal, death, an end and a new mandate take effect at once from every state',
    (state) =>
      (['withdrawn', 'replaced', 'over'] as const).every((kind) => {
        const after = next(state, kind === 'over' ? { kind, because: 'patientDied' } : { kind })
        return isFinal(state) ? after.kind === 'notHere' : after.kind === 'state' && isFinal(after.state)
      }),
  ],
  [
    'nothing leaves a final state',
    (state) => !isFinal(state) || events.every((event) => next(state, event).kind === 'notHere'),
  ],
  [
    'a child’s no, its yes and its silence look the same to everybody but staff',
    (state) =>
      [{ kind: 'childSaidNo' } as const, { kind: 'signed', by: 'patient', again: 'same' } as const].every((event) => {
        const after = next(state, event)
        return after.kind === 'notHere' || shownToApplicant(after.state) === shownToApplicant(state)
      }),
  ],
]

/** Three times what there is: layers that pile up on each other would give states without end. */
const mostStates = 5000
const bounded = 'no layer is laid twice, so that the states are few enough to look at each'

export type Life = {
  readonly states: number
  readonly steps: number
  readonly promises: number
  readonly broken: readonly string[]
  readonly unreached: readonly string[]
}

/** Every reachable pair of state and witness; `machine` is replaced only by tests that break it to see red. */
export function proveLife(machine: typeof next = next): Life {
  const start = { state: { name: 'draft' } satisfies State as State, witness: nothing }
  const found = new Map([[JSON.stringify(start), start]])
  const broken = new Set<string>()
  let steps = 0
  for (const { state, witness } of found.values()) {
    if (found.size > mostStates) {
      broken.add(bounded)
      break
    }
    for (const [promise, holds] of promises) if (!holds(state, witness)) broken.add(promise)
    for (const event of events) {
      steps++
      const after = machine(state, event)
      const moved = {
        state: after.kind === 'state' ? after.state : state,
        witness: witnessed(witness, event, after.kind === 'state'),
      }
      // A final state is left by nothing, so what happens after it is not looked at again.
      const ended = isFinal(moved.state) ? { state: moved.state, witness: { ...nothing, needed: roles } } : moved
      const key = JSON.stringify(ended)
      if (!found.has(key)) found.set(key, ended)
    }
  }
  const reached = new Set([...found.values()].map(({ state }) => state.name))
  return {
    states: found.size,
    steps,
    promises: promises.length + 1,
    broken: [...broken],
    unreached: states.filter((name) => !reached.has(name)),
  }
}
