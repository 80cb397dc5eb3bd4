/** The contract of kiosks: enrolment, keys, absence, journals, what is known of them, and ids of proofs. */
import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { approvalFor } from '../../../domain/contract/device/lifetimes.ts'
import { DeviceId, Instant, PublicJwk, Sha256, VisitId } from '../../../domain/ids.ts'
import type { NewDevice } from '../../../central/devices/device-table.ts'
import type { NewKeySet } from '../../../central/devices/device-keys.ts'
import { day, race } from './node.ts'
import type { MakeStore, Nodes } from './node.ts'

const now = day.getTime()
const jwk = (letter: string): PublicJwk =>
  v.parse(PublicJwk, { kty: 'EC', crv: 'P-256', x: letter.repeat(43), y: letter.repeat(43) })
const instant = v.parse(Instant, day.toISOString())
const hashOf = (word: string) => createHash('sha256').update(word).digest()
const newDevice = (): NewDevice => ({
  device: v.parse(DeviceId, randomUUID()),
  auth: jwk('A'),
  log: jwk('B'),
  seal: jwk('C'),
  sealChain: 'chain',
  enrolledAt: instant,
  until: now + 1000,
})
const keys: NewKeySet = { auth: jwk('D'), log: jwk('E'), seal: jwk('F'), sealChain: 'next', since: now, until: now + 9 }
const noApproval = { approval: false, now }

export function devicesContract(make: MakeStore): void {
  let nodes: Nodes
  beforeEach(async () => {
    nodes = await make(() => day)
  })
  afterEach(async () => await nodes.close())

  const issue = (word: string, expires = now + 10) =>
    nodes.one.codes.issue(hashOf(word), { expires, forgetBefore: now - 100 })
  async function enrolled(): Promise<NewDevice> {
    const device = newDevice()
    const word = randomUUID()
    await issue(word)
    expect(await nodes.one.devices.enrol({ hash: hashOf(word), at: now }, device)).toBe('enrolled')
    return device
  }

  describe('an enrolment code', () => {
    it('is usable until it was used or has expired, and told from one that never was', async () => {
      await issue('code')
      const { codes } = nodes.other
      expect(await codes.look(hashOf('code'), now)).toBe('usable')
      expect(await codes.look(hashOf('code'), now + 10)).toBe('expired')
      expect(await codes.look(hashOf('other'), now)).toBe('wrong')
      const enrol = async (at: number) => await nodes.other.devices.enrol({ hash: hashOf('code'), at }, newDevice())
      expect([await enrol(now + 10), await enrol(now), await enrol(now)]).toEqual(['expired', 'enrolled', 'used'])
      expect(await codes.look(hashOf('code'), now)).toBe('used')
      expect(await nodes.one.devices.all()).toHaveLength(1)
    })

    it('is forgotten when it ended long ago', async () => {
      await issue('old', now - 101)
      expect(await nodes.one.codes.look(hashOf('old'), now)).toBe('expired')
      await issue('new')
      expect(await nodes.one.codes.look(hashOf('old'), now)).toBe('wrong')
    })

    it('lets one of two kiosks in that come at once, and the other leaves no trace', async () => {
      await issue('code')
      const answers = await race(nodes, (stores) =>
        stores.devices.enrol({ hash: hashOf('code'), at: now }, newDevice()),
      )
      expect([...answers].toSorted()).toEqual(['enrolled', 'used'])
      expect(await nodes.one.devices.all()).toHaveLength(1)
    })
  })

  describe('a kiosk', () => {
    it('is found by every node, with the keys that it uses and the number of its enrolment', async () => {
      const [first, second] = [await enrolled(), await enrolled()]
      const { until, ...rest } = first
      const found = await nodes.other.devices.find(first.device)
      expect(found).toMatchObject({ ...rest, number: 1, withdrawn: false, withdrawnAt: null })
      expect(found?.keys).toMatchObject([{ auth: jwk('A'), since: now, until, usedAt: null, replacedAt: null }])
      expect((await nodes.other.devices.all()).map(({ device }) => device)).toEqual([first.device, second.device])
      expect(await nodes.other.devices.find(newDevice().device)).toBeNull()
    })

    it('uses a new set from the moment it comes with it, once, and the old one ends then', async () => {
      const { device } = await enrolled()
      expect(await nodes.one.devices.renew(device, keys, noApproval)).toBe('renewed')
      const before = await nodes.other.devices.find(device)
      expect(before).toMatchObject({ auth: jwk('A') })
      const fresh = before?.keys[1]
      if (fresh === undefined) throw new Error('no set')
      await race(nodes, (stores, who) => stores.devices.usedKeys(device, fresh, now + 1 + who))
      const after = await nodes.other.devices.find(device)
      expect(after).toMatchObject({ auth: jwk('D'), log: jwk('E'), seal: jwk('F'), sealChain: 'next' })
      const at = after?.keys[1]?.usedAt
      expect(after?.keys).toMatchObject([{ replacedAt: at }, { usedAt: at, replacedAt: null }])
    })

    it('that is withdrawn gets no keys, once and for ever', async () => {
      const { device } = await enrolled()
      const withdrawn = await race(nodes, (stores) => stores.devices.withdraw(device, day))
      expect([...withdrawn].toSorted()).toEqual([false, true])
      expect(await nodes.one.devices.find(device)).toMatchObject({
        withdrawn: true,
        withdrawnAt: day.toISOString(),
      })
      expect(await nodes.other.devices.renew(device, keys, noApproval)).toBe('withdrawn')
      expect((await nodes.one.devices.find(device))?.keys).toHaveLength(1)
      expect(await nodes.other.devices.withdraw(newDevice().device, day)).toBe(false)
      expect(await nodes.other.devices.renew(newDevice().device, keys, noApproval)).toBe('unknown')
    })

    it('that was away waits for a yes, which holds a day and for one renewal, also for two at once', async () => {
      const { device } = await enrolled()
      const needed = { approval: true, now }
      const { recovery } = nodes.one
      expect(await nodes.one.devices.renew(device, keys, needed)).toBe('approvalNeeded')
      expect(await recovery.approve(device, now)).toBe(false)
      expect([await recovery.ask(device, now), await nodes.other.recovery.waiting()]).toEqual([false, [device]])
      expect([await recovery.approve(device, now), await recovery.waiting()]).toEqual([true, []])
      expect(await nodes.other.recovery.ask(device, now)).toBe(true)
      const answers = await race(nodes, (stores) => stores.devices.renew(device, keys, needed))
      expect([...answers].toSorted()).toEqual(['approvalNeeded', 'renewed'])
      expect((await nodes.one.devices.find(device))?.keys).toHaveLength(2)
    })

    it('whose yes is a day old waits again, and a withdrawn one waits no more', async () => {
      const { device } = await enrolled()
      await nodes.one.recovery.ask(device, now)
      await nodes.one.recovery.approve(device, now)
      const late = now + approvalFor
      expect(await nodes.other.devices.renew(device, keys, { approval: true, now: late })).toBe('approvalNeeded')
      expect(await nodes.other.recovery.ask(device, late)).toBe(false)
      expect(await nodes.one.recovery.waiting()).toEqual([device])
      await nodes.one.devices.withdraw(device, day)
      expect(await nodes.other.recovery.waiting()).toEqual([])
    })
  })

  describe('the head of a wipe journal', () => {
    const device = newDevice().device
    const head = (letter: string, seq: number) => ({ seq, head: v.parse(Sha256, letter.repeat(43)) })
    const take = (letter: string, seq: number, of = device) =>
      nodes.other.journalHeads.take(of, head(letter, seq), instant)

    it('goes on with the same line or a later one, and is seen when it goes back or changes', async () => {
      expect(await nodes.one.journalHeads.take(device, head('A', 5), instant)).toBe('goesOn')
      expect(await Promise.all([take('A', 5), take('B', 5), take('A', 4)])).toEqual(['goesOn', 'wentBack', 'wentBack'])
      expect([await take('C', 7), await take('A', 5)]).toEqual(['goesOn', 'wentBack'])
      expect(await take('A', 1, newDevice().device)).toBe('goesOn')
    })

    it('of two histories at once is one', async () => {
      const answers = await race(nodes, (stores, who) =>
        stores.journalHeads.take(device, head(who === 0 ? 'A' : 'B', 5), instant),
      )
      expect([...answers].toSorted()).toEqual(['goesOn', 'wentBack'])
    })
  })

  describe('what is known of a kiosk now', () => {
    const device = newDevice().device
    const visit = v.parse(VisitId, randomUUID())

    it('is the sum of what was heard, by whichever node', async () => {
      const { kiosks } = nodes.one
      expect(await kiosks.of(device)).toMatchObject({ streams: 0, visit: null, help: 'quiet' })
      expect((await kiosks.all()).size).toBe(0)
      await race(nodes, (stores) => stores.kiosks.happen(device, { kind: 'connected' }))
      const report = { type: 'step', visit, step: 'language' } as const
      const changed = await nodes.other.kiosks.happen(device, { kind: 'said', report, at: instant, wipeAt: null })
      expect(changed).toMatchObject({ before: { visit: null, streams: 2 }, now: { visit, reached: ['language'] } })
      await kiosks.happen(device, { kind: 'disconnected' })
      expect((await nodes.other.kiosks.all()).get(device)).toEqual({ ...changed.now, streams: 1 })
      expect((await kiosks.happen(device, { kind: 'dropped' })).now).toMatchObject({ streams: 0, visit: null })
    })
  })

  describe('the id of a proof', () => {
    const proof = { key: 'k', jti: 'j', until: now / 1000 + 60, now: now / 1000 }

    it('is accepted once of a key, of two at once by one, until it is too old anyway', async () => {
      const once = await race(nodes, (stores) => stores.proofs.acceptOnce(proof))
      expect([...once].toSorted()).toEqual([false, true])
      const { proofs } = nodes.other
      expect(await proofs.acceptOnce({ ...proof, key: 'l' })).toBe(true)
      expect(await proofs.acceptOnce({ ...proof, jti: 'i' })).toBe(true)
      expect(await proofs.acceptOnce({ ...proof, now: proof.until })).toBe(false)
      expect(await proofs.acceptOnce({ ...proof, now: proof.until + 1 })).toBe(true)
    })
  })

  describe('the addresses of the central', () => {
    it('are remembered, each once', async () => {
      await race(nodes, (stores) => stores.origins.add('https://a'))
      await nodes.one.origins.add('https://b')
      expect([...(await nodes.other.origins.all())].toSorted()).toEqual(['https://a', 'https://b'])
    })
  })
}
