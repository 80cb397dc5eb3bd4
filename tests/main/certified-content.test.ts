/** Which content a visit's certificate names: the session's own, whatever main holds by the time that somebody touches. */
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { defaultDevicePolicy } from '../../domain/contract/device/device-policy.ts'
import { realClock } from '../../main/clock/clock.ts'
import type { SpareSetup } from '../../main/visit/ports.ts'
import { Supervisor } from '../../main/visit/supervisor.ts'
import { MemoryHost } from './support/memory-host.ts'
import { until } from './support/until.ts'

const unused = () => Promise.reject(new Error('not in this test'))

it('a visit is certified for the content that its session was armed with, not for what came since', async () => {
  let held = 4
  const certified: number[] = []
  const host = new MemoryHost()
  const supervisor = new Supervisor({
    host,
    policy: defaultDevicePolicy,
    clock: realClock,
    ports: {
      arm: () =>
        v.parse(
          v.custom<SpareSetup>(() => true),
          { arm: { type: 'arm' }, keyset: null, content: held, policy: null },
        ),
      machine: () => ({ type: 'machine', host: 'rehearsal', training: true, mm: null, view: null }),
      sawPolicy: () => undefined,
      begin: ({ content }) => {
        certified.push(content)
        return unused()
      },
      wiped: unused,
      seal: unused,
      append: unused,
      report: () => undefined,
      dropTime: () => undefined,
      changed: () => undefined,
      log: () => undefined,
    },
  })
  supervisor.start()
  supervisor.tell({ type: 'conditions', outOfService: null, canArm: true })
  await until('armed', () => supervisor.state.front?.phase === 'armed')
  held = 5
  host.front.renderer({ type: 'activate' })
  expect(certified).toEqual([4])
  await supervisor.close()
})
