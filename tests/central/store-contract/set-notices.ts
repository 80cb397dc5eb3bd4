/** The contract of notices: written with the set that they are about, taken by one, told once. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sendNotices } from '../../../central/requests/send-notices.ts'
import type { DueNotice } from '../../../central/requests/sets/notice-queue.ts'
import { at, day, race } from './node.ts'
import type { MakeStore, Nodes } from './node.ts'
import { commitOf } from './requests.ts'
import { act, patient, setOf, whenAt } from './sets-cast.ts'

export function setNoticesContract(make: MakeStore): void {
  let nodes: Nodes
  beforeEach(async () => {
    nodes = await make(() => day)
  })
  afterEach(async () => await nodes.close())

  async function began(roles: Parameters<typeof setOf>[0] = ['applicant', 'coHolder']) {
    const set = setOf(roles)
    const step = act(set, 'applicant')
    const judged = { patient, turn: await nodes.one.requests.turnOf(patient) }
    const of = { events: () => [], judged, set: { id: set.id, step, when: whenAt(0) } }
    await nodes.one.requests.commit({ ...commitOf(step.act.envelope), ...of })
    return set
  }
  const stop = (id: Awaited<ReturnType<typeof began>>['id']) =>
    nodes.one.sets.happen(id, { kind: 'moved', event: { kind: 'stopped', because: 'formWithdrawn' } }, whenAt(1))
  const collect = (into: DueNotice[]) => (due: DueNotice) => {
    into.push(due)
    return Promise.resolve()
  }

  describe('a notice of a set', () => {
    it('is there with the end that it tells, and is told once, however often it is asked for and by whom', async () => {
      const { id } = await began()
      expect(await nodes.other.notices.waiting()).toBe(0)
      await stop(id)
      expect(await nodes.other.notices.waiting()).toBe(1)
      await nodes.one.sets.happen(id, { kind: 'moved', event: { kind: 'dayCame' } }, whenAt(2))
      const told: DueNotice[] = []
      const sent = await race(nodes, ({ notices }) =>
        sendNotices({ queue: notices, send: collect(told), now: () => day }),
      )
      expect(sent[0] + sent[1]).toBe(1)
      expect(told).toMatchObject([{ set: id, to: 'applicant', what: 'ended', on: whenAt(1).today, tries: 0 }])
      expect(await sendNotices({ queue: nodes.one.notices, send: collect(told), now: () => at(86_400_000) })).toBe(0)
      expect([told.length, await nodes.one.notices.told(told[0]?.key ?? '', whenAt(3).at)]).toEqual([1, false])
    })

    it('that could not be sent is tried again later under the same key, and holds up no other', async () => {
      await stop((await began()).id)
      await stop((await began()).id)
      const seen: DueNotice[] = []
      const away = (due: DueNotice) => {
        seen.push(due)
        return seen.length === 1 ? Promise.reject(new Error('away')) : Promise.resolve()
      }
      await expect(sendNotices({ queue: nodes.one.notices, send: away, now: () => day })).rejects.toThrow('away')
      expect([seen.length, await nodes.one.notices.waiting()]).toEqual([2, 1])
      expect(await sendNotices({ queue: nodes.other.notices, send: away, now: () => at(60_000) })).toBe(0)
      expect(await sendNotices({ queue: nodes.other.notices, send: away, now: () => at(600_000) })).toBe(1)
      expect([seen[2]?.key, seen[2]?.tries]).toEqual([seen[0]?.key, 1])
    })

    it('of a no is forgotten with what was signed', async () => {
      const set = await began(['applicant', 'patient'])
      const step = act(set, 'patient', { answer: 'no' })
      const judged = { patient, turn: await nodes.one.requests.turnOf(patient) }
      const of = { events: () => [], judged, set: { id: set.id, step, when: whenAt(0) } }
      await nodes.one.requests.commit({ ...commitOf(step.act.envelope), ...of })
      const told: DueNotice[] = []
      expect(await nodes.one.notices.waiting()).toBe(1)
      await stop(set.id)
      await sendNotices({ queue: nodes.one.notices, send: collect(told), now: () => day })
      expect(told.map(({ what }) => what)).toEqual(['ended'])
    })
  })
}
