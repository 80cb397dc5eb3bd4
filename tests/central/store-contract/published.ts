/** The contract of published policies and content. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { CompactJws, Instant } from '../../../domain/ids.ts'
import { day, race } from './node.ts'
import type { MakeStore, Nodes } from './node.ts'

const at = v.parse(Instant, day.toISOString())
const jws = (word: string) => v.parse(CompactJws, `${word}.e30.c2ln`)

export function publishedContract(make: MakeStore): void {
  let nodes: Nodes
  beforeEach(async () => {
    nodes = await make(() => day)
  })
  afterEach(async () => await nodes.close())

  describe('published policies', () => {
    const publish = (version: number, after: number, node = nodes.one) =>
      node.policies.publish({ version, jws: jws(`p${String(version)}`), at, after })

    it('only go up, and one of two that follow the same one is published', async () => {
      expect(await nodes.one.policies.newest()).toBe(0)
      expect([await publish(2, 1), await publish(2, 0), await publish(2, 2)]).toEqual([false, true, false])
      const both = await race(nodes, (stores, who) => publish(who + 3, 2, stores))
      expect([...both].toSorted()).toEqual([false, true])
      const { policies } = nodes.other
      const newest = await policies.newest()
      expect((await policies.all()).map(({ version }) => version)).toEqual([2, newest])
      expect(await policies.find(2)).toEqual({ version: 2, jws: jws('p2'), withdrawnAt: null })
      expect(await policies.find(1)).toBeNull()
    })

    it('are taken back once and never the newest', async () => {
      await publish(1, 0)
      await publish(2, 1)
      const { policies } = nodes.other
      expect([await policies.withdraw(2, at), await policies.withdraw(7, at)]).toEqual([false, false])
      expect(await policies.withdraw(1, at)).toBe(true)
      expect(await policies.withdraw(1, v.parse(Instant, new Date(day.getTime() + 1).toISOString()))).toBe(true)
      expect(await nodes.one.policies.find(1)).toMatchObject({ withdrawnAt: at })
      expect(await nodes.one.policies.find(2)).toMatchObject({ withdrawnAt: null })
    })
  })

  describe('signed content', () => {
    const row = (version: number, word: string) => ({ version, hash: word, validUntil: at, jws: jws(word) })

    it('has each version once, and the newest first', async () => {
      expect(await nodes.one.content.newest()).toBeNull()
      const both = await race(nodes, (stores, who) => stores.content.add(row(1, who === 0 ? 'a' : 'b')))
      expect([...both].toSorted()).toEqual([false, true])
      await nodes.one.content.add(row(2, 'c'))
      const { content } = nodes.other
      expect(await content.newest()).toEqual(row(2, 'c'))
      expect((await content.all()).map(({ version }) => version)).toEqual([2, 1])
      expect((await content.find(1))?.hash).toBe(both[0] ? 'a' : 'b')
      expect(await content.find(3)).toBeNull()
    })
  })
}
