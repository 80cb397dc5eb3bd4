/** The contract of the chain over the access log: a link with each line, in its commit; months that are sealed, stamped, gone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { Instant } from '../../../domain/ids.ts'
import { digestOf, hashOf } from '../../../central/log-chain/link.ts'
import { mayGoFrom } from '../../../central/log-chain/log-chain.ts'
import { line } from '../log-chain/support/log.ts'
import { day, race } from './node.ts'
import type { MakeStore, Nodes } from './node.ts'

const instant = (at: string) => v.parse(Instant, at)

export function logChainContract(make: MakeStore): void {
  let nodes: Nodes
  let now = day
  beforeEach(async () => {
    now = day
    nodes = await make(() => now)
  })
  afterEach(async () => await nodes.close())

  describe('the chain over the access log', () => {
    it('names nothing while nothing is logged', async () => {
      const { logChain } = nodes.one
      expect([await logChain.heads(), await logChain.segments()]).toEqual([[], []])
      expect(await logChain.hashAt('sqlite', 1)).toBe('never')
    })

    it('has a link for each line, over what was written, its number and the one before', async () => {
      const first = await nodes.one.fhir.create(line(day))
      const [one] = await nodes.other.logChain.heads()
      if (one === undefined) throw new Error('no head')
      const link = { node: one.node, segment: '2026-11', number: 1, before: null, digest: digestOf(first) }
      expect(one).toEqual({ node: one.node, number: 1, head: hashOf(link) })
      const second = await nodes.other.fhir.create(line(day))
      const next = hashOf({ ...link, number: 2, before: one.head, digest: digestOf(second) })
      expect(await nodes.one.logChain.heads()).toEqual([{ node: one.node, number: 2, head: next }])
      expect(await nodes.one.logChain.hashAt(one.node, 1)).toBe(one.head)
      expect(await nodes.one.logChain.segments()).toMatchObject([
        { segment: '2026-11', first: 1, before: null, last: 2, head: next, seal: null, stamp: null, removedAt: null },
      ])
    })

    it('has none of a line that was refused, and none of anything else', async () => {
      await expect(nodes.one.fhir.create({ ...line(day), agent: [] })).rejects.toThrow()
      await nodes.one.fhir.create({ resourceType: 'Patient', active: true })
      expect(await nodes.one.logChain.heads()).toEqual([])
    })

    it('stays one without a gap, however many write at once', async () => {
      await race(nodes, async ({ fhir }) => {
        for (let at = 0; at < 5; at += 1) await fhir.create(line(day))
      })
      const months = await nodes.one.logChain.segments()
      const perNode = months.map(({ first, last }) => last - first + 1)
      expect(perNode.reduce((sum, lines) => sum + lines, 0)).toBe(10)
    })

    it('begins a month anew that hangs on the one before, and none when the clock is put back', async () => {
      await nodes.one.fhir.create(line(day))
      now = new Date('2026-12-01T00:00:00.000Z')
      await nodes.one.fhir.create(line(now))
      now = day
      await nodes.one.fhir.create(line(now))
      const [before, after] = await nodes.one.logChain.segments()
      expect(before).toMatchObject({ segment: '2026-11', first: 1, last: 1 })
      expect(after).toMatchObject({ segment: '2026-12', first: 2, last: 3, before: before?.head })
    })

    it('is sealed once, as it was signed, and the next line goes into the month after it', async () => {
      await nodes.one.fhir.create(line(day))
      const [month] = await nodes.one.logChain.segments()
      if (month === undefined) throw new Error('no month')
      expect(await nodes.one.logChain.stamp(month, 'early')).toBe(false)
      expect(await nodes.one.logChain.seal({ ...month, last: 2 }, 'seal')).toBe(false)
      const sealed = await race(nodes, ({ logChain }) => logChain.seal(month, 'seal'))
      expect([...sealed].toSorted()).toEqual([false, true])
      expect([await nodes.one.logChain.stamp(month, 'stamp'), await nodes.other.logChain.stamp(month, 'x')]).toEqual([
        true,
        false,
      ])
      await nodes.one.fhir.create(line(day))
      expect(await nodes.other.logChain.segments()).toMatchObject([
        { segment: '2026-11', last: 1, seal: 'seal', stamp: 'stamp' },
        { segment: '2026-12', first: 2, last: 2, seal: null },
      ])
    })

    it('loses a month only sealed, stamped and five years old, and keeps its head', async () => {
      const gone = await nodes.one.fhir.create(line(day))
      const [month] = await nodes.one.logChain.segments()
      if (month === undefined) throw new Error('no month')
      const { logChain } = nodes.other
      const late = instant(mayGoFrom(month.segment))
      expect(late).toBe('2031-12-01T00:00:00.000Z')
      expect(await logChain.remove(month, late)).toBe(false)
      await logChain.seal(month, 'seal')
      expect(await logChain.remove(month, late)).toBe(false)
      await logChain.stamp(month, 'stamp')
      expect(await logChain.remove(month, instant('2031-11-30T23:59:59.999Z'))).toBe(false)
      expect(await nodes.one.fhir.read(`AuditEvent/${gone.id}`)).not.toBeNull()
      now = new Date(late)
      const kept = await nodes.one.fhir.create(line(now))
      expect([await logChain.remove(month, late), await logChain.remove(month, late)]).toEqual([true, false])
      expect(await nodes.one.fhir.read(`AuditEvent/${gone.id}`)).toBeNull()
      expect(await nodes.one.fhir.read(`AuditEvent/${kept.id}`)).not.toBeNull()
      expect(await logChain.segments()).toMatchObject([
        { segment: '2026-11', head: month.head, removedAt: late, cleared: false },
        { first: 2, before: month.head, removedAt: null },
      ])
      expect([await logChain.hashAt(month.node, 1), await logChain.clear()]).toEqual([month.head, true])
      expect((await nodes.one.logChain.segments())[0]).toMatchObject({ cleared: true })
    })
  })
}
