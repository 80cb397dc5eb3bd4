/** A whole kiosk, its central's clock and its machine's sleep: it closes, says so, and is back within seconds. */
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { realClock } from '../../main/clock/clock.ts'
import { startKiosk, type Kiosk } from '../../main/kiosk.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import { folder, training, type Folder } from '../central/support/kiosk.ts'
import { MemoryHost } from './support/memory-host.ts'
import { until } from './support/until.ts'

let data: Folder
let central: Central
let kiosk: Kiosk
let host: MemoryHost
let moved = 0
let wall = 0
const minute = 60_000

async function open(): Promise<void> {
  moved = 0
  wall = 0
  data = folder()
  central = await training(join(data.path, 'central'), { now: () => new Date(Date.now() + moved) })
  host = new MemoryHost()
  kiosk = await startKiosk({
    host,
    state: join(data.path, 'kiosk'),
    central: central.kiosk,
    enrolmentCode: central.enrolmentCode,
    secrets: () => Promise.resolve(fileStore({ folder: join(data.path, 'kiosk', 'secrets'), training: true })),
    clock: { ...realClock, wall: () => Date.now() + wall },
    log: () => undefined,
  })
  await inService()
}

const inService = (): Promise<void> =>
  until('in service', () => kiosk.health().frontReady && kiosk.health().outOfService === null)

async function begin() {
  const pair = host.front
  pair.renderer({ type: 'activate' })
  await until('begun', () => pair.toSession.some(({ type }) => type === 'begin'))
  pair.session({ type: 'step', step: 'question' })
  return pair
}

const notices = () =>
  host.pairs.flatMap(({ toRenderer }) => toRenderer.flatMap((one) => ('notice' in one ? [one.notice] : [])))

afterEach(async () => {
  await kiosk.close()
  await central.close()
  data.remove()
})

describe('machine 3: a time that cannot be true ends the visit, says so, and is known again within seconds', () => {
  it.each([10, -10, 5, -5])(
    'the central’s clock moves by %i minutes during a visit',
    async (by) => {
      await open()
      const pair = await begin()
      moved = by * minute
      // Whatever the kiosk says next brings the answer that contradicts.
      pair.renderer({ type: 'help' })
      await until('ended', () => kiosk.health().lastWipe?.end === 'timeLost')
      await inService()
      expect(notices()).toContain('stopped')
      const next = await begin()
      const [begun] = next.toSession.filter((one) => one.type === 'begin')
      expect(Math.abs(Date.parse(begun?.time.at ?? '') - Date.now() - moved)).toBeLessThan(5_000)
    },
    40_000,
  )

  it('a resume from sleep during a visit, and the desk rings no kiosk that is not there', async () => {
    await open()
    const pair = await begin()
    host.power('resume')
    await until('ended', () => kiosk.health().lastWipe?.end === 'timeLost')
    expect(pair.destroyed).toBe(true)
    await inService()
    await until('connected', async () => (await central.devices.list())[0]?.connected === true)
  }, 40_000)

  it('a session whose proof is refused', async () => {
    await open()
    const pair = await begin()
    pair.session({ type: 'endVisit', reason: 'time' })
    await until('ended', () => kiosk.health().lastWipe?.end === 'timeLost')
    await inService()
  }, 40_000)

  it('the machine’s wall clock moves: the visit goes on', async () => {
    await open()
    const pair = await begin()
    wall = -7 * 60 * minute
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect([kiosk.health().visit, pair.destroyed, kiosk.health().outOfService]).toEqual([true, false, null])
  }, 40_000)
})
