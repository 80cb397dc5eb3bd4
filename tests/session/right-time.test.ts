/** What the central says of the time, and of a proof, ends a visit whose clock is wrong. */
import { Agent } from 'node:https'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { TimeAnchor } from '../../domain/contract/control/session.ts'
import { timeHeader } from '../../domain/contract/device/channel.ts'
import { CompactJws } from '../../domain/ids.ts'
import { anchoredClock } from '../../session/arm/clock.ts'
import { makeVisitKey } from '../../session/arm/visit-key.ts'
import { Gateway } from '../../session/central/gateway.ts'
import type { Answer } from '../../session/central/http.ts'

const start = Date.parse('2026-11-23T10:00:00Z')
const minute = 60_000

/** A gateway whose central answers `status` by a clock that is `by` milliseconds ahead; null: it states no time. */
async function asked(by: number | null, statuses: readonly number[]): Promise<number> {
  let wrong = 0
  let at = 0
  const headers = by === null ? {} : { [timeHeader]: new Date(start + by).toISOString() }
  const token = { access_token: 'x', token_type: 'DPoP', expires_in: 300 }
  const gateway = new Gateway({
    agent: new Agent(),
    central: 'https://127.0.0.1:1',
    key: await makeVisitKey(),
    clock: anchoredClock(v.parse(TimeAnchor, { at: new Date(start).toISOString(), uncertainty: 40 }), () => 0),
    certificate: v.parse(CompactJws, 'e30.e30.e30'),
    wrongTime: () => (wrong += 1),
    send: (_agent, { url }): Promise<Answer> => {
      const body = new TextEncoder().encode(JSON.stringify(url.pathname === '/token' ? token : {}))
      const status = url.pathname === '/token' ? 200 : (statuses[at++] ?? 200)
      return Promise.resolve({ status, headers, body })
    },
  })
  await gateway.record().catch(() => undefined)
  return wrong
}

describe('machine 3: a session learns that its time is wrong', () => {
  it.each([10, 5, -5, -10])('from an answer by a clock that is %i minutes away', async (by) => {
    expect(await asked(by * minute, [200])).toBeGreaterThan(0)
  })

  it.each([0, 900, -900])('and not from one that is %i ms away', async (by) => {
    expect(await asked(by, [200])).toBe(0)
  })

  it('from a proof that is refused twice, and not from a token that ran out', async () => {
    expect(await asked(null, [401, 401])).toBe(1)
    expect(await asked(0, [401, 200])).toBe(0)
  })
})
