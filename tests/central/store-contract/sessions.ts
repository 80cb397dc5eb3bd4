/** The contract of log-ins, limits and secrets: everything that a node remembers between two requests. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { CalendarDay, DeviceId, EnvelopeId, Sha256, VisitId } from '../../../domain/ids.ts'
import type { StaffSession } from '../../../central/web/login/session-store.ts'
import { day, race } from './node.ts'
import type { MakeStore, Nodes } from './node.ts'

const now = day.getTime()
const session: StaffSession = {
  staff: { id: 'clerk-1', name: 'Marloes' },
  role: 'clerk',
  registration: null,
  acr: null,
  csrf: 'c',
  since: now,
  idToken: null,
  seen: now,
  notice: null,
  draft: null,
  found: null,
  seenApart: [],
  seenCandidates: [],
}
const over = { since: now - 100, seen: now - 10 }
const citizen = {
  citizen: { bsn: '999990019', family: 'Verhoeven', given: 'Sanne', birthDate: v.parse(CalendarDay, '1984-06-14') },
  account: 'a',
  csrf: 'c',
  since: now,
}

export function sessionsContract(make: MakeStore): void {
  let nodes: Nodes
  beforeEach(async () => {
    nodes = await make(() => day)
  })
  afterEach(async () => await nodes.close())

  describe('a session of the desk', () => {
    it('is found by every node until it is over or closed; looking alone does not keep it', async () => {
      await nodes.one.staffSessions.open('k', session, over)
      const { staffSessions } = nodes.other
      expect(await staffSessions.find('k', over, null)).toEqual(session)
      expect(await staffSessions.find('other', over, null)).toBeNull()
      expect(await staffSessions.find('k', { ...over, since: now + 1 }, null)).toBeNull()
      expect(await staffSessions.find('k', { ...over, seen: now + 1 }, null)).toBeNull()
      expect(await staffSessions.find('k', over, now + 5)).toEqual({ ...session, seen: now + 5 })
      expect(await nodes.one.staffSessions.find('k', { ...over, seen: now + 1 }, null)).not.toBeNull()
      await nodes.one.staffSessions.close('k')
      expect(await staffSessions.find('k', over, now)).toBeNull()
    })

    it('that is over is forgotten when another one begins', async () => {
      await nodes.one.staffSessions.open('old', session, over)
      await nodes.one.staffSessions.open('new', { ...session, since: now + 9 }, { ...over, since: now + 1 })
      expect(await nodes.other.staffSessions.find('old', over, null)).toBeNull()
      expect(await nodes.other.staffSessions.find('new', over, null)).not.toBeNull()
    })

    it('keeps what is changed and nothing else, two changes at once both', async () => {
      await nodes.one.staffSessions.open('k', session, over)
      const visit = v.parse(VisitId, randomUUID())
      const draft = { visit, fields: { ending: '20' }, wrong: 'ending' }
      const found = { visit, patients: ['1'] }
      const seenApart = [v.parse(EnvelopeId, randomUUID())]
      await race(nodes, (stores, who) => stores.staffSessions.keep('k', who === 0 ? { draft } : { found, seenApart }))
      await race(nodes, (stores, who) => stores.staffSessions.sawCandidates('k', [`v ${String(who)}`, 'v 2']))
      const kept = await nodes.one.staffSessions.find('k', over, null)
      expect(kept).toMatchObject({ ...session, draft, found, seenApart, seenCandidates: expect.any(Array) })
      expect(kept?.seenCandidates.toSorted()).toEqual(['v 0', 'v 1', 'v 2'])
      await nodes.one.staffSessions.keep('gone', { draft })
      expect(await nodes.one.staffSessions.find('gone', over, null)).toBeNull()
    })

    it('has its sentence on one page of two', async () => {
      await nodes.one.staffSessions.open('k', session, over)
      const notice = { kind: 'good', text: 'Akkoord.' } as const
      await nodes.one.staffSessions.keep('k', { notice })
      const shown = await race(nodes, (stores) => stores.staffSessions.takeNotice('k'))
      expect(shown.filter((one) => one !== null)).toEqual([notice])
      expect(await nodes.one.staffSessions.takeNotice('gone')).toBeNull()
    })
  })

  describe('a session at home', () => {
    it('is found by every node for its minutes, until it is closed', async () => {
      await nodes.one.citizenSessions.open('k', citizen, now - 10)
      const { citizenSessions } = nodes.other
      expect(await citizenSessions.find('k', now)).toEqual(citizen)
      expect(await citizenSessions.find('k', now + 1)).toBeNull()
      await nodes.one.citizenSessions.open('l', { ...citizen, since: now + 2 }, now + 1)
      expect(await citizenSessions.find('k', now)).toBeNull()
      await citizenSessions.close('l')
      expect(await nodes.one.citizenSessions.find('l', now)).toBeNull()
    })

    it('asks for so many forms that are not his, at once or one after another, and then waits', async () => {
      const limit = { most: 3, now, after: now - 100 }
      const ask = (reference: string, node = nodes.one, at = limit) => node.citizenSessions.ask('p', reference, at)
      const asked = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map((one, n) => ask(one, n % 2 ? nodes.one : nodes.other)),
      )
      expect(asked.filter(Boolean)).toHaveLength(3)
      expect(await nodes.one.citizenSessions.ask('q', 'a', limit)).toBe(true)
      await nodes.one.citizenSessions.found('p', 'a')
      expect([await ask('b', nodes.other), await ask('d'), await ask('e')]).toEqual([true, true, false])
      expect(await ask('e', nodes.other, { ...limit, now: now + 101, after: now + 1 })).toBe(true)
    })
  })

  describe('a bucket', () => {
    const rate = { burst: 2, every: 1000 }

    it('is shared by the nodes: a burst, then one after each pause, each caller and bucket for itself', async () => {
      const take = (caller: string, at = now, bucket = 'b', node = nodes.one) =>
        node.rates.take(bucket, caller, rate, at)
      const both = await race(nodes, (stores) => stores.rates.take('b', 'c', rate, now))
      expect([both, await take('c'), await take('d'), await take('c', now, 'other')]).toEqual([[0, 0], 1, 0, 0])
      expect(await take('c', now + 1000, 'b', nodes.other)).toBe(0)
      expect(await take('c', now + 1000)).toBe(1)
    })
  })

  describe('a count of failures', () => {
    const limit = { at: now, pause: 100, kept: 3 }
    const keys = [
      { key: 'name', most: 2 },
      { key: 'address', most: 3 },
    ]
    const count = (which = keys, at = now, node = nodes.one) => node.failures.count(which, { ...limit, at })

    it('lets so many through that may fail, also at once; what went well counts for nothing', async () => {
      const both = await race(nodes, (stores) => count(keys, now, stores))
      expect([both, await count()]).toEqual([[true, true], false])
      await nodes.other.failures.forgive({ clear: ['name'], undo: ['address'] })
      expect([await count(), await count(), await count()]).toEqual([true, true, false])
      expect(await count(keys, now + 100)).toBe(true)
    })

    it('does not make a pause longer by what went well, and keeps the newest counts only', async () => {
      const [, address] = keys
      const only = [{ key: 'address', most: address?.most ?? 0 }]
      for (let n = 0; n < 2; n += 1) await count(only)
      await count(only, now + 90)
      await nodes.one.failures.forgive({ clear: [], undo: ['address'] })
      for (let n = 0; n < 3; n += 1) expect(await count(only, now + 100)).toBe(true)
      expect(await count(only, now + 100)).toBe(false)
      for (const key of ['x', 'y', 'z']) await count([{ key, most: 1 }], now + 100)
      expect(await count(only, now + 100)).toBe(true)
    })
  })

  describe('a secret', () => {
    it('is the same for every node, whoever gives it first', async () => {
      const [one, other] = await race(nodes, (stores, who) => stores.secrets.get('s', new Uint8Array([who + 1])))
      expect(one).toEqual(other)
      expect(await nodes.one.secrets.get('t', new Uint8Array([7]))).toEqual(new Uint8Array([7]))
    })
  })

  describe('what an identity provider keeps', () => {
    it('is found by each of its keys, by this provider alone, and consumed once', async () => {
      const [Staff, Other, Citizens] = [
        nodes.one.oidc('oidc'),
        nodes.other.oidc('oidc'),
        nodes.other.oidc('oidc_citizen'),
      ]
      const code = new Staff('AuthorizationCode')
      await code.upsert('1', { jti: '1', uid: 'u', userCode: 'c', grantId: 'g' }, 60)
      const same = new Other('AuthorizationCode')
      expect(await same.find('1')).toMatchObject({ jti: '1' })
      expect(await same.findByUid('u')).toMatchObject({ jti: '1' })
      expect(await same.findByUserCode('c')).toMatchObject({ jti: '1' })
      expect(await new Other('Session').find('1')).toBeUndefined()
      expect(await new Citizens('AuthorizationCode').find('1')).toBeUndefined()
      const twice = await Promise.allSettled([code.consume('1'), same.consume('1')])
      expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect((await same.find('1'))?.consumed).toBeDefined()
      await same.revokeByGrantId('g')
      expect(await code.find('1')).toBeUndefined()
      await code.upsert('2', { jti: '2' }, 60)
      await same.destroy('2')
      expect(await code.find('2')).toBeUndefined()
    })
  })

  describe('an alarm about a journal', () => {
    it('is told once for each head, by one of two nodes', async () => {
      const device = v.parse(DeviceId, randomUUID())
      const head = (letter: string) => v.parse(Sha256, letter.repeat(43))
      const told = await race(nodes, (stores) => stores.journalHeads.tellOnce(device, head('A')))
      expect([...told].toSorted()).toEqual([false, true])
      expect(await nodes.one.journalHeads.tellOnce(device, head('B'))).toBe(true)
      expect(await nodes.other.journalHeads.tellOnce(device, head('A'))).toBe(true)
    })
  })
}
