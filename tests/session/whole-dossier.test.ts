/** A dossier is read whole or not at all, also when something changes between two pages. */
import { Agent } from 'node:https'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { TimeAnchor } from '../../domain/contract/control/session.ts'
import { CompactJws } from '../../domain/ids.ts'
import { anchoredClock } from '../../session/arm/clock.ts'
import { makeVisitKey } from '../../session/arm/visit-key.ts'
import { Gateway } from '../../session/central/gateway.ts'

/** How often a page was asked for, and what came of it, when the central answers these pages one after another. */
async function read(
  pages: readonly { readonly ids: readonly string[]; readonly total: number; readonly more: boolean }[],
) {
  let asked = 0
  const gateway = new Gateway({
    agent: new Agent(),
    central: 'https://127.0.0.1:1',
    key: await makeVisitKey(),
    clock: anchoredClock(v.parse(TimeAnchor, { at: '2026-11-23T10:00:00Z', uncertainty: 40 }), () => 0),
    certificate: v.parse(CompactJws, 'e30.e30.e30'),
    send: (_agent, { url }) => {
      const said =
        url.pathname === '/token' ? { access_token: 'x', token_type: 'DPoP', expires_in: 300 } : bundle(asked++)
      return Promise.resolve({ status: 200, headers: {}, body: new TextEncoder().encode(JSON.stringify(said)) })
    },
  })
  const bundle = (at: number): object => {
    const { ids = [], total = 0, more = false } = pages[at] ?? {}
    return {
      resourceType: 'Bundle',
      total,
      link: more ? [{ relation: 'next', url: 'Communication?_page=2' }] : [],
      entry: ids.map((id) => ({ resource: { id }, search: { mode: 'match' } })),
    }
  }
  const found = await gateway.fhirAll('Communication').then(
    (bundles) => bundles.length,
    () => 'fault',
  )
  return { asked, found }
}

const first = (total = 3) => ({ ids: ['a', 'b'], total, more: true })
const good = { ids: ['c'], total: 3, more: false }
const twice = { ids: ['b'], total: 3, more: false }

test('dossier 3: pages that are whole are read once', async () => {
  expect(await read([first(), good])).toEqual({ asked: 2, found: 2 })
})

test.each<readonly [string, Parameters<typeof read>[0]]>([
  ['one twice and another missing', [first(), twice]],
  ['another total on the way', [first(4), good]],
  ['too few', [first(4), { ...good, total: 4 }]],
])('dossier 3: %s: read again once, then nothing', async (_what, pages) => {
  expect(await read([...pages, first(), good])).toEqual({ asked: 4, found: 2 })
  expect(await read([...pages, ...pages])).toEqual({ asked: 4, found: 'fault' })
})
