/** The contract of sets: each act once, whoever brings it and in whatever order; a set is composed once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Acted, SetStep, When } from '../../../central/requests/sets/change.ts'
import type { SetCommit } from '../../../central/requests/request-store.ts'
import type { SetRow } from '../../../central/requests/sets/set-row.ts'
import type { Stores } from '../../../central/store/stores.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'
import { shownToOthers, shownToStaff } from '../../../domain/requests/sets/shown.ts'
import { delayed, seeded } from './delayed.ts'
import { day, race } from './node.ts'
import type { MakeStore, Nodes } from './node.ts'
import { commitOf } from './requests.ts'
import { act, newId, patient, setOf, whenAt } from './sets-cast.ts'

type Moved = Extract<SetStep, { kind: 'moved' }>['event']
const both = ['applicant', 'coHolder'] as const
const withChild = [...both, 'patient'] as const

export function setsContract(make: MakeStore): void {
  let nodes: Nodes
  beforeEach(async () => {
    nodes = await make(() => day)
  })
  afterEach(async () => await nodes.close())

  /** One act as the intake commits it: judged again as long as something came in between. */
  async function take(stores: Stores, step: Acted, when: When = whenAt(0)): Promise<string> {
    for (;;) {
      const turn = await stores.requests.turnOf(patient)
      const commit = commitOf(step.act.envelope, { judged: { patient, turn }, set: { id: step.set.id, step, when } })
      const done = await stores.requests.commit({ ...commit, bundle: { ...commit.bundle, entry: [] } })
      if (done.kind === 'overtaken') continue
      return done.kind === 'notTaken' ? done.why : done.kind
    }
  }
  const row = async (id: EnvelopeId): Promise<SetRow> => {
    const found = await nodes.other.sets.find(id)
    if (found === null) throw new Error('no such set')
    return found
  }
  const move = (id: EnvelopeId, event: Moved, when = whenAt(0), stores = nodes.one) =>
    stores.sets.happen(id, { kind: 'moved', event }, when)
  const compose = async (set: SetRow, more: Partial<SetCommit> = {}, stores = nodes.one) => {
    const turn = await stores.requests.turnOf(patient)
    const { bundle, events, due } = commitOf(newId())
    return await stores.requests.commitSet({
      bundle,
      events,
      due,
      judged: { patient, turn },
      set,
      when: whenAt(0),
      ...more,
    })
  }
  const documents = async () => (await nodes.other.fhir.search('DocumentReference', new URLSearchParams())).total

  describe('an act of a set', () => {
    it('opens it, and is there for every node with its last day', async () => {
      const set = setOf(both)
      const first = act(set, 'applicant')
      expect(await nodes.one.sets.find(set.id)).toBeNull()
      expect(await take(nodes.one, first)).toBe('stored')
      expect(await row(set.id)).toMatchObject({ version: 1, state: { lastDay: '2026-12-23' }, acts: [first.act] })
      expect((await nodes.other.sets.ofPatient(patient)).map(({ id }) => id)).toEqual([set.id])
      expect(await nodes.other.sets.ofPatient('Patient/q')).toEqual([])
      expect(await nodes.other.ledger.find(first.act.envelope)).toMatchObject({ reason: null })
      expect([await nodes.one.sets.kept(), await nodes.one.sets.toCompose()]).toEqual([[set.id], []])
    })

    it('that comes twice, at two nodes at once, is one', async () => {
      const set = setOf(both)
      const first = act(set, 'applicant')
      expect((await race(nodes, (stores) => take(stores, first))).toSorted()).toEqual(['known', 'stored'])
      expect(await take(nodes.other, first)).toBe('known')
      expect((await row(set.id)).acts).toHaveLength(1)
    })

    it.each([1, 2, 3, 4])(
      'of two persons in the same moment never collides with the other one (seed %i)',
      async (seed) => {
        const set = setOf(withChild)
        const late = delayed(nodes.one as never, seeded(seed)) as Stores
        const other = delayed(nodes.other as never, seeded(seed + 100)) as Stores
        const acts = withChild.map((role) => act(set, role, role === 'patient' ? { answer: 'yes' } : {}))
        const work = acts.flatMap((one, at) => [late, other].map((stores) => ({ one, stores, at })))
        const order = seed % 2 === 0 ? work : work.toReversed()
        const kinds = await Promise.all(order.map(({ one, stores }) => take(stores, one)))
        expect(kinds.toSorted()).toEqual(['known', 'known', 'known', 'stored', 'stored', 'stored'])
        const now = await row(set.id)
        expect(now.acts.map(({ role }) => role).toSorted()).toEqual(['applicant', 'coHolder', 'patient'])
        expect(now.state.lastDay).toBe('2026-12-23')
        // It waits for the approver, and is composed by nobody before.
        expect([shownToStaff(now.state), await nodes.one.sets.toCompose()]).toEqual(['complete', []])
      },
    )

    it('is not taken for another request, another patient or a part that is not asked, and nothing is stored', async () => {
      const set = setOf(both)
      await take(nodes.one, act(set, 'applicant'))
      const before = await row(set.id)
      const wrong = [
        [act({ ...set, answers: { scope: ['letters'] } }, 'coHolder'), 'otherRequest'],
        [act({ ...set, patient: 'Patient/q' }, 'coHolder'), 'otherRequest'],
        [act(set, 'patient', { answer: 'yes' }), 'notAsked'],
        [act(set, 'coHolder', { who: 'applicant' }), 'twoParts'],
        [act(set, 'applicant', { who: 'coHolder' }), 'otherPerson'],
        [act(set, 'applicant'), 'refresh'],
      ] as const
      for (const [one, why] of wrong) {
        expect([why, await take(nodes.other, one)]).toEqual([why, why])
        expect(await nodes.one.ledger.find(one.act.envelope)).toBeNull()
      }
      expect(await row(set.id)).toEqual(before)
    })

    it('takes the place of the same person’s own answer, by when it was given and not by when it came', async () => {
      for (const order of [
        ['no', 'yes'],
        ['yes', 'no'],
      ] as const) {
        const set = setOf(withChild)
        const answers = {
          no: act(set, 'patient', { answer: 'no', at: 0 }),
          yes: act(set, 'patient', { answer: 'yes', at: 60_000 }),
        }
        await take(nodes.one, act(set, 'applicant'))
        for (const which of order) expect(await take(nodes.one, answers[which])).toBe('stored')
        const now = await row(set.id)
        expect(now.acts.map(({ signed }) => signed.content.answer)).toEqual([null, 'yes'])
        expect(JSON.stringify(now.acts)).not.toContain(answers.no.act.envelope)
      }
    })

    it('counts when it was certified in time, however late it comes; when it was not, it does not', async () => {
      const set = setOf(both)
      await take(nodes.one, act(set, 'applicant'))
      const later = whenAt(31)
      expect(await move(set.id, { kind: 'dayCame' }, later)).toMatchObject({
        ok: true,
        row: { state: { told: '2026-12-24' } },
      })
      expect(await take(nodes.one, act(set, 'coHolder', { at: 31 * 86_400_000 }), later)).toBe('late')
      expect(await take(nodes.one, act(set, 'coHolder', { at: 86_400_000 }), later)).toBe('stored')
      expect((await nodes.one.sets.toCompose()).map(({ id }) => id)).toEqual([set.id])
    })
  })

  describe('the form of a set', () => {
    async function whole() {
      const set = setOf(both)
      for (const role of both) await take(nodes.one, act(set, role))
      return await row(set.id)
    }

    it('is stored once with the set, by whichever of two nodes', async () => {
      const set = await whole()
      const kinds = await race(nodes, (stores) => compose(set, {}, stores))
      expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['overtaken', 'stored'])
      expect(await compose(set)).toEqual({ kind: 'notTaken', why: 'changed' })
      expect(await documents()).toBe(1)
      const now = await row(set.id)
      const waiting = await nodes.one.longTerm.due(day)
      expect([now.composed?.document, await nodes.one.sets.toCompose()]).toEqual([waiting?.document, []])
    })

    it('is not stored of a set that is frozen or not whole, and leaves nothing', async () => {
      const set = setOf(both)
      await take(nodes.one, act(set, 'applicant'))
      const seen = await row(set.id)
      expect(await compose(seen)).toEqual({ kind: 'notTaken', why: 'notComplete' })
      await take(nodes.one, act(set, 'coHolder'))
      expect(await compose(seen)).toEqual({ kind: 'notTaken', why: 'changed' })
      await move(set.id, { kind: 'froze', by: 'clerk-1' })
      expect(await compose(await row(set.id))).toEqual({ kind: 'notTaken', why: 'notComplete' })
      expect([await documents(), await nodes.one.sets.toCompose()]).toEqual([0, []])
      await move(set.id, { kind: 'released', by: 'clerk-2' })
      expect(await compose(await row(set.id))).toEqual({ kind: 'stored' })
    })

    it('that the record refuses leaves the set as it was', async () => {
      const set = await whole()
      const events = () => [{ resourceType: 'AuditEvent' } as never]
      expect(await compose(set, { events })).toEqual({ kind: 'refused' })
      expect([await row(set.id), await documents()]).toEqual([set, 0])
    })
  })

  describe('the form of a set with a private answer', () => {
    const byPhysician = { approvedBy: 'physician' } as const
    async function answered(answer: 'yes' | 'no') {
      const set = setOf(withChild)
      for (const role of both) await take(nodes.one, act(set, role))
      await take(nodes.one, act(set, 'patient', { answer }))
      return await row(set.id)
    }

    it('is stored with the physician’s yes, which grants it, and with no other', async () => {
      const set = await answered('yes')
      expect(await compose(set)).toEqual({ kind: 'notTaken', why: 'notComplete' })
      expect(await compose(set, { approvedBy: 'staff' })).toEqual({ kind: 'notTaken', why: 'physicianOnly' })
      expect(await documents()).toBe(0)
      expect(await compose(set, byPhysician)).toEqual({ kind: 'stored' })
      const now = await row(set.id)
      expect([now.state.outcome?.kind, shownToOthers(now.state)]).toEqual(['granted', 'granted'])
      expect(now.composed?.document).toBe((await nodes.one.longTerm.due(day))?.document)
      expect(await compose(now, byPhysician)).toEqual({ kind: 'notTaken', why: 'notComplete' })
    })

    it('is stored once by two physicians in the same moment', async () => {
      const set = await answered('yes')
      const kinds = await race(nodes, (stores) => compose(set, byPhysician, stores))
      expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['overtaken', 'stored'])
      expect(await documents()).toBe(1)
    })

    it('is void by a no, a yes taken back, a refusal or a freeze after the physician looked, and leaves nothing', async () => {
      expect(await compose(await answered('no'), byPhysician)).toEqual({ kind: 'notTaken', why: 'notComplete' })
      const seen = await answered('yes')
      await take(nodes.one, act(seen, 'patient', { answer: 'no', at: 1000 }))
      expect(await compose(seen, byPhysician)).toEqual({ kind: 'notTaken', why: 'changed' })
      expect(await compose(await row(seen.id), byPhysician)).toEqual({ kind: 'notTaken', why: 'notComplete' })
      for (const event of [
        { kind: 'withdrew', by: 'patient' },
        { kind: 'refused', by: 'physician' },
        { kind: 'froze', by: 'clerk-1' },
      ] as const) {
        const set = await answered('yes')
        expect(await move(set.id, event)).toMatchObject({ ok: true })
        expect(await compose(set, byPhysician)).toEqual({ kind: 'notTaken', why: 'changed' })
        expect(await compose(await row(set.id), byPhysician)).toEqual({ kind: 'notTaken', why: 'notComplete' })
      }
      expect([await documents(), await nodes.one.longTerm.due(day)]).toEqual([0, null])
    })
  })

  describe('what happens to a set', () => {
    it('happens once of two at once, and of an unknown one it says so', async () => {
      const set = setOf(both)
      await take(nodes.one, act(set, 'applicant'))
      const froze = await race(nodes, (stores, who) =>
        move(set.id, { kind: 'froze', by: `clerk-${String(who)}` }, whenAt(0), stores),
      )
      expect(froze.map((one) => (one.ok ? 'ok' : one.refusal)).toSorted()).toEqual(['frozen', 'ok'])
      expect(await move(newId(), { kind: 'dayCame' })).toEqual({ ok: false, refusal: 'unknown' })
      expect(await move(set.id, { kind: 'released', by: (await row(set.id)).state.frozenBy ?? '' })).toEqual({
        ok: false,
        refusal: 'sameWhoFroze',
      })
    })

    it('while it is frozen: acts are taken, nothing follows, and nothing is erased', async () => {
      const set = setOf(both)
      await take(nodes.one, act(set, 'applicant'))
      await move(set.id, { kind: 'froze', by: 'clerk-1' })
      expect(await take(nodes.one, act(set, 'coHolder'))).toBe('stored')
      await move(set.id, { kind: 'dayCame' }, whenAt(400))
      expect([(await row(set.id)).acts.length, await nodes.one.sets.toCompose()]).toEqual([2, []])
    })

    it.each(['no', 'later', null] as const)(
      'a day without more: an answer of %s ends like silence, told once, then erased',
      async (answer) => {
        const set = setOf(withChild)
        for (const role of both) await take(nodes.one, act(set, role))
        if (answer !== null) await take(nodes.one, act(set, 'patient', { answer }))
        const before = await row(set.id)
        expect(shownToOthers(before.state)).toBe('waits')
        expect(shownToStaff(before.state)).toBe(answer === 'no' ? 'refusedByChild' : 'waiting')
        await move(set.id, { kind: 'dayCame' }, whenAt(30))
        expect(await row(set.id)).toEqual(before)
        for (const stores of [nodes.one, nodes.other, nodes.one])
          await move(set.id, { kind: 'dayCame' }, whenAt(31), stores)
        const ended = await row(set.id)
        expect(shownToOthers(ended.state)).toBe('ended')
        expect(ended.notices.filter(({ what }) => what === 'ended')).toEqual([
          { to: 'applicant', what: 'ended', on: '2026-12-24' },
          { to: 'coHolder', what: 'ended', on: '2026-12-24' },
        ])
        expect([ended.acts.length, await nodes.one.sets.kept()]).toEqual([before.acts.length, [set.id]])
        await move(set.id, { kind: 'dayCame' }, whenAt(62))
        const erased = await row(set.id)
        expect([erased.acts, erased.answers, await nodes.one.sets.kept()]).toEqual([[], {}, []])
        expect(erased.erasedAt).toBe(whenAt(62).at)
        expect(await take(nodes.one, act(set, 'patient', { answer: 'yes' }), whenAt(62))).toBe('erased')
      },
    )

    it('the first signer takes it back: it ends for all, and no act is taken any more', async () => {
      const set = setOf(both)
      await take(nodes.one, act(set, 'applicant'))
      await move(set.id, { kind: 'withdrew', by: 'applicant' })
      expect((await row(set.id)).state.outcome).toMatchObject({ kind: 'ended', because: 'withdrawn' })
      expect(await take(nodes.one, act(set, 'coHolder'))).toBe('erased')
    })
  })
}
