/** The contract of a set and the form that was composed of it: the set hears in the same commit what became of its mandates. */
import type { Bundle, Consent } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Commit } from '../../../central/requests/request-store.ts'
import { consentForm, loinc } from '../../../domain/coding/systems.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'
import { day, race } from './node.ts'
import type { MakeStore, Nodes } from './node.ts'
import { commitOf } from './requests.ts'
import { act, newId, patient, setOf, whenAt } from './sets-cast.ts'

const mandate = (status: Consent['status'], document: string): Consent => ({
  resourceType: 'Consent',
  status,
  scope: { text: 'x' },
  category: [{ coding: [{ system: loinc, code: consentForm }] }],
  patient: { reference: patient },
  policy: [{ uri: 'urn:x' }],
  sourceReference: { reference: document },
})
const paper: NonNullable<Bundle['entry']> = [
  {
    fullUrl: 'urn:uuid:00000000-0000-4000-8000-00000000000f',
    resource: {
      resourceType: 'DocumentReference',
      status: 'current',
      content: [{ attachment: { contentType: 'application/pdf', data: 'JVBERi0=' } }],
    },
    request: { method: 'POST', url: 'DocumentReference' },
  },
]
const asked = (): NonNullable<Bundle['entry']>[number] => ({
  resource: mandate('proposed', 'urn:uuid:00000000-0000-4000-8000-00000000000f'),
  request: { method: 'POST', url: 'Consent' },
})
const bundleOf = (entry: NonNullable<Bundle['entry']>): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry,
})

export function setFormsContract(make: MakeStore): void {
  let nodes: Nodes
  beforeEach(async () => {
    nodes = await make(() => day)
  })
  afterEach(async () => await nodes.close())

  const commit = async (more: Partial<Commit>, stores = nodes.one) =>
    await stores.requests.commit({
      ...commitOf(newId()),
      events: () => [],
      judged: { patient, turn: await stores.requests.turnOf(patient) },
      ...more,
    })

  /** A set of these, composed with so many mandates. */
  async function composed(mandates: number): Promise<EnvelopeId> {
    const set = setOf(['applicant', 'coHolder'])
    const acts = [act(set, 'applicant'), act(set, 'coHolder')]
    for (const step of acts)
      await commit({
        bundle: bundleOf([]),
        ledger: commitOf(step.act.envelope).ledger,
        set: { id: step.set.id, step, when: whenAt(0) },
      })
    const row = await nodes.one.sets.find(set.id)
    if (row === null) throw new Error('no set')
    const entry = [...paper, ...Array.from({ length: mandates }, asked)]
    const turn = await nodes.one.requests.turnOf(patient)
    const judged = { patient, turn }
    const form = { bundle: bundleOf(entry), events: () => [], due: day, judged, set: row, when: whenAt(0) }
    expect(await nodes.one.requests.commitSet(form)).toEqual({ kind: 'stored' })
    return set.id
  }
  const consents = async (): Promise<readonly Consent[]> =>
    ((await nodes.other.fhir.search('Consent', new URLSearchParams())).entry ?? []).flatMap(({ resource }) =>
      resource?.resourceType === 'Consent' ? [resource] : [],
    )
  /** So many of the mandates come to this, in the version in which they are. */
  async function become(status: Consent['status'], most: number): Promise<Bundle> {
    const now = (await consents()).filter((one) => one.status === 'proposed').slice(0, most)
    return bundleOf(
      now.map((one) => ({
        resource: { ...one, status },
        request: {
          method: 'PUT' as const,
          url: `Consent/${one.id ?? ''}`,
          ifMatch: `W/"${one.meta?.versionId ?? ''}"`,
        },
      })),
    )
  }
  const outcomeOf = async (id: EnvelopeId) => (await nodes.other.sets.find(id))?.state.outcome ?? null

  describe('a set whose form was composed', () => {
    it.each([
      ['active', { kind: 'granted' }],
      ['rejected', { kind: 'notGranted', because: 'refusedByApprover' }],
      ['inactive', { kind: 'ended', because: 'formEnded' }],
      ['entered-in-error', { kind: 'ended', because: 'formEnded' }],
    ] as const)('hears in the same commit that its mandates are %s, on that day', async (status, outcome) => {
      const id = await composed(2)
      expect(await commit({ bundle: await become(status, 2), hears: whenAt(1) })).toEqual({ kind: 'stored' })
      expect(await outcomeOf(id)).toEqual({ ...outcome, on: whenAt(1).today })
      await nodes.one.sets.happen(id, { kind: 'moved', event: { kind: 'dayCame' } }, whenAt(40))
      expect(await outcomeOf(id)).toEqual({ ...outcome, on: whenAt(1).today })
    })

    it('waits as long as one of its mandates does', async () => {
      const id = await composed(2)
      await commit({ bundle: await become('inactive', 1), hears: whenAt(1) })
      expect(await outcomeOf(id)).toBeNull()
      await commit({ bundle: await become('active', 1), hears: whenAt(1) })
      expect(await outcomeOf(id)).toMatchObject({ kind: 'granted' })
    })

    it('hears nothing of a commit that is refused, and nothing of another form', async () => {
      const [id, other] = [await composed(1), await composed(1)]
      const bad = await become('inactive', 2)
      const refused = { ...bad, entry: [...(bad.entry ?? []), { resource: { resourceType: 'Task' } as never }] }
      expect(await commit({ bundle: refused, hears: whenAt(1) })).toEqual({ kind: 'refused' })
      expect([await outcomeOf(id), await outcomeOf(other)]).toEqual([null, null])
      await commit({ bundle: await become('inactive', 1), hears: whenAt(1) })
      expect([await outcomeOf(id), await outcomeOf(other)]).toMatchObject([{ because: 'formEnded' }, null])
    })

    it('is not granted while it is frozen: nothing is written, and it can be ended all the same', async () => {
      const id = await composed(1)
      await nodes.one.sets.happen(id, { kind: 'moved', event: { kind: 'froze', by: 'clerk-1' } }, whenAt(0))
      const grant = await commit({ bundle: await become('active', 1), hears: whenAt(1) })
      expect(grant).toEqual({ kind: 'notTaken', why: 'frozen' })
      expect((await consents()).map(({ status }) => status)).toEqual(['proposed'])
      expect(await commit({ bundle: await become('inactive', 1), hears: whenAt(1) })).toEqual({ kind: 'stored' })
      const now = await nodes.other.sets.find(id)
      expect([now?.state.outcome, now?.acts.length]).toMatchObject([{ kind: 'ended' }, 2])
    })
  })

  describe('a step of a set with what follows in the record', () => {
    const event = { resourceType: 'AuditEvent', type: { code: 'rest' }, recorded: day.toISOString() } as const
    const logged = { ...event, agent: [{ requestor: true }], source: { observer: { display: 'x' } } }
    const stop = { kind: 'moved', event: { kind: 'stopped', because: 'outdated' } } as const
    const lines = async () => (await nodes.other.fhir.search('AuditEvent', new URLSearchParams())).total

    it('is one commit, of two at once one', async () => {
      const id = await composed(1)
      const set = await nodes.one.sets.find(id)
      if (set === null) throw new Error('no set')
      const bundle = await become('inactive', 1)
      const done = await race(nodes, (stores) =>
        stores.requests.commitStep({ set, step: stop, when: whenAt(1), bundle, events: [logged] }),
      )
      expect(done.map(({ kind }) => kind).toSorted()).toEqual(['overtaken', 'stored'])
      expect([await lines(), (await consents()).map(({ status }) => status)]).toEqual([1, ['inactive']])
      expect(await outcomeOf(id)).toMatchObject({ because: 'outdated' })
    })

    it('changes nothing when the set does not take it, or the record changed meanwhile', async () => {
      const id = await composed(1)
      const set = await nodes.one.sets.find(id)
      if (set === null) throw new Error('no set')
      const bundle = await become('inactive', 1)
      const released = { kind: 'moved', event: { kind: 'released', by: 'clerk-1' } } as const
      const of = { set, when: whenAt(1), bundle, events: [logged] }
      expect(await nodes.one.requests.commitStep({ ...of, step: released })).toEqual({
        kind: 'notTaken',
        why: 'notFrozen',
      })
      await nodes.other.fhir.transaction(await become('proposed', 1))
      expect(await nodes.one.requests.commitStep({ ...of, step: stop })).toEqual({ kind: 'overtaken' })
      const unknown = { ...of, bundle: bundleOf([]), set: { id: newId(), version: 1 }, step: stop }
      expect(await nodes.one.requests.commitStep(unknown)).toEqual({ kind: 'notTaken', why: 'unknown' })
      expect([await lines(), await outcomeOf(id)]).toEqual([0, null])
    })
  })
}
