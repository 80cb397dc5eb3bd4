/** The state machine and the record say the same: one table, over every state that the machine can reach. */
import { describe, expect, it } from 'vitest'
import { fhirStatusOf, submittedStatus } from '../../domain/fhir/lifecycle.ts'
import { next } from '../../domain/lifecycle/machine.ts'
import { whenSigned } from '../../domain/lifecycle/signed.ts'
import { givesAccess, isFinal, states, type OpenState, type State } from '../../domain/lifecycle/states.ts'
import { events } from '../prove/life.ts'

/** Every state with every layer over it. */
function reachable(): readonly State[] {
  const known = new Map<string, State>()
  const open: State[] = [{ name: 'draft' }]
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const key = JSON.stringify(state)
    if (known.has(key)) continue
    known.set(key, state)
    for (const event of events) {
      const to = next(state, event)
      if (to.kind === 'state') open.push(to.state)
    }
  }
  return [...known.values()]
}
const all = reachable()

/** The same state with a child's no in place of a request that is being looked at. */
const silent = (state: State): State => (isFinal(state) ? state : silentWhileOpen(state))
const silentWhileOpen = (state: OpenState): OpenState =>
  'before' in state
    ? { ...state, before: silentWhileOpen(state.before) }
    : state.name === 'submitted'
      ? { name: 'refusedByChild' }
      : state

describe('the status in the record', () => {
  it('exists for every state of the machine, and a mandate is active exactly where there is access', () => {
    expect(new Set(all.map(({ name }) => name))).toEqual(new Set(states))
    expect(all.filter((state) => (fhirStatusOf(state).consent === 'active') !== givesAccess(state))).toEqual([])
  })

  it('is over exactly where nothing leads on, an outdated request and what lies beneath a layer apart', () => {
    const closed = ({ consent }: { consent: string }) => consent === 'rejected' || consent === 'inactive'
    const odd = all.filter((state) => closed(fhirStatusOf(state)) !== isFinal(state))
    expect(new Set(odd.map(({ name }) => name))).toEqual(new Set(['outdated', 'frozen', 'suspended', 'paused']))
  })

  it('never tells a child’s no: it looks like a request that is being looked at, beneath every layer too', () => {
    const looked = all.filter((state) => JSON.stringify(state).includes('"submitted"'))
    expect(looked.length).toBeGreaterThan(1)
    for (const state of looked) expect(fhirStatusOf(silent(state))).toEqual(fhirStatusOf(state))
  })

  it.each<[State, string, string | null]>([
    [{ name: 'draft' }, 'draft', 'draft'],
    [{ name: 'waitingForSigner', open: ['applicant'], approver: 'staff' }, 'draft', 'draft'],
    [{ name: 'submitted', approver: 'staff' }, 'proposed', 'requested'],
    [{ name: 'outdated' }, 'rejected', 'cancelled'],
    [{ name: 'approved' }, 'proposed', 'completed'],
    [{ name: 'registered' }, 'proposed', 'completed'],
    [{ name: 'active' }, 'active', 'completed'],
    [{ name: 'underReview' }, 'active', 'completed'],
    [{ name: 'paused', before: { name: 'active' } }, 'inactive', 'completed'],
    [{ name: 'suspended', before: { name: 'registered' } }, 'proposed', 'completed'],
    [{ name: 'frozen', before: { name: 'submitted', approver: 'staff' }, by: 'x' }, 'proposed', 'on-hold'],
    [{ name: 'frozen', before: { name: 'suspended', before: { name: 'active' } }, by: 'x' }, 'inactive', 'on-hold'],
    [{ name: 'ended', because: 'rejected' }, 'rejected', 'rejected'],
    [{ name: 'ended', because: 'notCompleted' }, 'rejected', 'cancelled'],
    [{ name: 'ended', because: 'term' }, 'inactive', null],
    [{ name: 'superseded' }, 'inactive', null],
    [{ name: 'withdrawn' }, 'inactive', null],
  ])('of %o is %s, its task %s', (state, consent, task) => {
    expect(fhirStatusOf(state)).toEqual({ consent, task })
  })
})

describe('a form that everybody signed', () => {
  const signer = (role: 'applicant' | 'coHolder' | 'patient') => ({
    ...({ relation: 'parentWithAuthority', step: 1, gives: 'signature', alone: false, sees: 'form' } as const),
    ...({ ownForm: false, proves: ['identity'], minimumIdentity: 'identified' } as const),
    role,
  })
  it.each([[['applicant']], [['applicant', 'coHolder']], [['applicant', 'coHolder', 'patient']]] as const)(
    'by %s is submitted, and leaves the kiosk as that',
    (roles) => {
      const state = whenSigned({ signers: roles.map(signer), approver: 'physician' })
      expect(state).toEqual({ name: 'submitted', approver: 'physician' })
      expect(state === null ? null : fhirStatusOf(state)).toEqual(submittedStatus)
    },
  )
  it('by nobody is none, nor is one that somebody would sign twice', () => {
    expect(whenSigned({ signers: [], approver: 'staff' })).toBeNull()
    const twice = [signer('applicant'), signer('applicant'), signer('patient')]
    expect(whenSigned({ signers: twice.slice(0, 2), approver: 'staff' })).toBeNull()
    expect(whenSigned({ signers: twice, approver: 'staff' })).toBeNull()
  })
})
