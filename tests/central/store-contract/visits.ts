/** The contract of visits: each act on the row as it is, in one with its line of the log. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { CallNumber, DeviceId, Instant, Sha256, VisitId } from '../../../domain/ids.ts'
import type { NewVisit } from '../../../central/visits/opening.ts'
import type { VisitEvent, VisitGuard } from '../../../central/visits/visit-row.ts'
import { at, day, race } from './node.ts'
import type { MakeStore, Nodes } from './node.ts'

const instant = (milliseconds = 0) => v.parse(Instant, at(milliseconds).toISOString())
const kiosk = v.parse(DeviceId, randomUUID())
const another = v.parse(DeviceId, randomUUID())
const clerk = { id: 'clerk-1', name: 'Marloes' }
const newVisit = (device = kiosk): NewVisit => ({
  visit: v.parse(VisitId, randomUUID()),
  device,
  keyThumbprint: v.parse(Sha256, 'A'.repeat(43)),
  build: { app: '1', build: 'development', runtime: 't', host: 'rehearsal', content: 1 },
})
const claim = v.parse(IdentityClaim, {
  document: { kind: 'passport', issuer: 'NLD', number: 'SPECI2014', expires: '2031-08-02' },
  family: 'VERHOEVEN',
  given: 'SANNE',
  birthDate: '1984-06-14',
  journey: 'own-dossier',
})
const claimed: VisitEvent = { kind: 'claimed', claim, as: null, by: null }
const identified: VisitEvent = { kind: 'identified', person: 0, ending: '2014', by: clerk }
const bound = (patient: string): VisitEvent => ({ kind: 'bound', finding: null, person: null, patient, by: null })
const ended: VisitEvent = { kind: 'ended', because: 'staff', by: clerk }
const times = { at: instant(), forget: instant(-1000) }

export function visitsContract(make: MakeStore): void {
  let nodes: Nodes
  beforeEach(async () => {
    nodes = await make(() => day)
  })
  afterEach(async () => await nodes.close())

  async function begun(device = kiosk): Promise<VisitId> {
    const wanted = newVisit(device)
    expect((await nodes.one.visits.begin(wanted, times)).kind).toBe('begun')
    return wanted.visit
  }
  const happen = (visit: VisitId, events: readonly VisitEvent[], guard: VisitGuard = {}, node = nodes.other) =>
    node.visits.happen(visit, { events, guard, at: instant() })

  describe('the beginning of a visit', () => {
    it('gives it a number and ends what was open on that kiosk, and nothing on another', async () => {
      const [first, elsewhere] = [await begun(), await begun(another)]
      const second = newVisit()
      const answer = await nodes.other.visits.begin(second, times)
      expect(answer).toMatchObject({
        kind: 'begun',
        row: { record: { state: 'opened', callNumber: 3 } },
        ended: [{ record: { visit: first, endedBecause: 'device' } }],
      })
      const open = await nodes.one.visits.open()
      expect(open.map(({ record }) => record.visit)).toEqual([elsewhere, second.visit])
      expect(await nodes.one.visits.find(first)).toMatchObject({ record: { state: 'ended' }, endedAt: instant() })
      expect(await nodes.one.visits.lastWith(v.parse(CallNumber, 3))).toMatchObject({ record: { visit: second.visit } })
      expect(await nodes.one.visits.lastWith(v.parse(CallNumber, 9))).toBeNull()
      expect(await nodes.one.visits.find(newVisit().visit)).toBeNull()
    })

    it('of one visit at two nodes at once is one, and ends nothing twice', async () => {
      await begun()
      const wanted = newVisit()
      const answers = await race(nodes, (stores) => stores.visits.begin(wanted, times))
      expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['begun', 'known'])
      expect(await nodes.one.visits.open()).toHaveLength(1)
    })

    it('of two visits at once gives two numbers', async () => {
      const answers = await race(nodes, (stores, who) =>
        stores.visits.begin(newVisit(who === 0 ? kiosk : another), times),
      )
      const numbers = answers.map((one) => (one.kind === 'begun' ? one.row.record.callNumber : 0))
      expect(numbers.toSorted()).toEqual([1, 2])
    })

    it('says when every number is in use', { timeout: 60_000 }, async () => {
      for (let n = 0; n < 999; n += 1) await begun(v.parse(DeviceId, randomUUID()))
      expect(await nodes.other.visits.begin(newVisit(), times)).toEqual({ kind: 'full', ended: [] })
    })

    it('forgets visits that ended long ago, and none that are open', async () => {
      const [old, open] = [await begun(), await begun(another)]
      await happen(old, [ended])
      await nodes.one.visits.begin(newVisit(), { at: instant(5), forget: instant(1) })
      expect([await nodes.other.visits.find(old), (await nodes.other.visits.find(open))?.record.state]).toEqual([
        null,
        'opened',
      ])
    })
  })

  describe('an act on a visit', () => {
    it('happens to the row as it is, seen by every node; of an unknown visit it says so', async () => {
      const visit = await begun()
      expect(await happen(visit, [claimed])).toMatchObject({ ok: true, row: { claimedAt: instant() } })
      expect(await nodes.one.visits.find(visit)).toMatchObject({ record: { claim } })
      expect(await happen(newVisit().visit, [claimed])).toEqual({ ok: false, refusal: 'unknownVisit' })
    })

    it('of several events is all of them or none', async () => {
      const visit = await begun()
      const before = await nodes.one.visits.find(visit)
      expect(await happen(visit, [claimed, bound('Patient/1')])).toEqual({ ok: false, refusal: 'notIdentified' })
      expect(await nodes.one.visits.find(visit)).toEqual(before)
      expect(await happen(visit, [claimed, identified, bound('Patient/1')])).toMatchObject({
        row: { identifiedBy: clerk, record: { state: 'bound', patient: 'Patient/1' } },
      })
    })

    it.each<[string, VisitGuard]>([
      ['another kiosk', { device: another }],
      ['another claim', { claimedAt: instant(7) }],
      ['another patient', { patient: 'Patient/2' }],
    ])('that was decided before %s changes nothing', async (_, guard) => {
      const visit = await begun()
      await happen(visit, [claimed, identified, bound('Patient/1')])
      const before = await nodes.one.visits.find(visit)
      expect(await happen(visit, [ended], guard)).toEqual({ ok: false, refusal: 'changed' })
      expect(await nodes.one.visits.find(visit)).toEqual(before)
      const right = { device: kiosk, claimedAt: instant(), patient: 'Patient/1', completedAt: null }
      expect(await happen(visit, [{ kind: 'completed' }], right)).toMatchObject({ row: { completedAt: instant() } })
      expect(await happen(visit, [{ kind: 'completed' }], right)).toEqual({ ok: false, refusal: 'changed' })
    })

    it('is one of two at once: two patients are never bound, the last try is used up once', async () => {
      const visit = await begun()
      await happen(visit, [claimed, identified, { kind: 'lookedUp' }, { kind: 'lookedUp' }])
      const tries = await race(nodes, (stores) => happen(visit, [{ kind: 'lookedUp' }], {}, stores))
      expect(tries.map((one) => (one.ok ? 'ok' : one.refusal)).toSorted()).toEqual(['ok', 'tooManyTries'])
      const binds = await race(nodes, (stores, who) => happen(visit, [bound(`Patient/${String(who)}`)], {}, stores))
      expect(binds.map((one) => (one.ok ? 'ok' : one.refusal)).toSorted()).toEqual(['alreadyBound', 'ok'])
      const won = binds.flatMap((one) => (one.ok ? [one.row.record.patient] : []))
      expect((await nodes.one.visits.find(visit))?.record.patient).toBe(won[0])
    })

    it('ends it once, and what ended is listed, the newest first', async () => {
      const [first, second] = [await begun(), await begun(another)]
      const ends = await race(nodes, (stores) => happen(first, [ended], {}, stores))
      expect(ends.map((one) => (one.ok ? 'ok' : one.refusal)).toSorted()).toEqual(['ended', 'ok'])
      await happen(second, [ended])
      const listed = await nodes.one.visits.ended(instant(-1))
      expect(listed.map(({ record }) => record.visit)).toEqual([second, first])
      expect(await nodes.one.visits.ended(instant(1))).toEqual([])
      expect(await nodes.one.visits.open()).toEqual([])
    })

    it('helps the visitor of an ended visit once', async () => {
      const visit = await begun()
      expect(await nodes.one.visits.handled(visit, clerk, instant())).toBeNull()
      await happen(visit, [ended])
      const helped = await race(nodes, (stores) => stores.visits.handled(visit, clerk, instant(3)))
      expect(helped.map((row) => row?.handledAt ?? null).toSorted()).toEqual([instant(3), null])
      expect(await nodes.one.visits.handled(newVisit().visit, clerk, instant())).toBeNull()
    })

    it('that only looks changes nothing', async () => {
      const visit = await begun()
      await happen(visit, [claimed])
      const before = await nodes.one.visits.find(visit)
      await race(nodes, (stores) => stores.visits.viewed(visit, clerk, instant(5)))
      await nodes.one.visits.viewed(newVisit().visit, clerk, instant(5))
      expect(await nodes.one.visits.find(visit)).toEqual(before)
    })
  })
}
