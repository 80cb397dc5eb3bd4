/** SIGKILL in the middle of a visit: nothing of it comes back, and what was signed is delivered once. */
import { expect, test } from 'vitest'
import type { Step } from '../../domain/contract/control/step.ts'
import { started } from './in-service.ts'
import { host, onStage } from './stage.ts'
import { expectCleanAttract, formsStored, journal, renderersOf, visitOf, waiting } from './trouble.ts'
import { Visitor } from './visitor.ts'
import { mother, otherMother, sign, steps, walk } from './walk.ts'

const stage = onStage()
const minute = 120_000

/** The kiosk is killed and started again with the same state folder; its new page. */
async function restarted(): Promise<Visitor> {
  stage().kiosk = await stage().scene.startKiosk()
  await started(stage().scene, stage().kiosk)
  return await stage().visitor()
}

function endOf(visit: unknown): unknown {
  return journal(stage().scene).find((entry) => entry.kind === 'wiped' && entry.visit === visit)
}

const inElectron: readonly Step[] = ['document', 'review']
const killedAt = steps.filter((step) => host === 'rehearsal' || inElectron.includes(step))

test.each(killedAt)(
  `${host}: killed as a whole in "%s", it comes back clean and the journal says so`,
  { timeout: minute },
  async (step) => {
    const { kiosk, scene } = stage()
    const stored = formsStored(scene)
    const person = mother(stage())
    await walk(stage(), { until: step, person })
    const visit = visitOf(kiosk, 0)
    await kiosk.killAll()
    await expectCleanAttract(await restarted(), person)
    expect(endOf(visit)).toMatchObject({ end: 'ended-by-restart' })
    expect(waiting(scene)).toBe(0)
    expect(formsStored(scene)).toBe(stored)
  },
)

if (host === 'rehearsal')
  test(
    `${host}: killed as a whole in "sealing", the form is stored once or not at all`,
    { timeout: minute },
    async () => {
      const { kiosk, scene } = stage()
      const stored = formsStored(scene)
      const person = otherMother(stage())
      const visitor = await walk(stage(), { until: 'sign', person })
      const sealing = kiosk.step('sealing').then(() => kiosk.killAll())
      // The hand on the page dies with it.
      await sign(visitor).catch(() => undefined)
      await sealing
      const visit = visitOf(kiosk, 0)
      const owed = kiosk.log.some(({ event }) => event === 'durable')
      await expectCleanAttract(await restarted(), person)
      expect(endOf(visit)).toMatchObject({ end: 'ended-by-restart' })
      await expect.poll(() => waiting(scene), { timeout: 20_000 }).toBe(0)
      if (owed) expect(formsStored(scene)).toBe(stored + 1)
      expect(formsStored(scene)).toBeLessThanOrEqual(stored + 1)
    },
  )

test.each(['session', 'renderer'])(
  `${host}: when its %s dies in the middle of a visit, everything is wiped and the next screen is clean`,
  { timeout: minute },
  async (who) => {
    const { kiosk, scene } = stage()
    const since = kiosk.log.length
    const stored = formsStored(scene)
    const person = mother(stage())
    const visitor = await walk(stage(), { until: 'review', person })
    const visit = visitOf(kiosk, since)
    const dying = who === 'session' ? [await kiosk.sessionPid()] : renderersOf(kiosk)
    for (const pid of dying) process.kill(pid, 'SIGKILL')
    expect(await visitor.wiped(since)).toMatchObject({ verified: true, code: `${who}Died` })
    expect(endOf(visit)).toMatchObject({ end: `${who}Died`, verified: true })
    await expectCleanAttract(new Visitor({ page: await kiosk.page(), kiosk }), person)
    expect(formsStored(scene)).toBe(stored)
  },
)

test(
  `${host}: killed as a whole in "done" before it could send, it delivers once after the restart`,
  { timeout: minute },
  async () => {
    const { kiosk, scene } = stage()
    const since = kiosk.log.length
    const stored = formsStored(scene)
    const person = mother(stage())
    const visitor = await walk(stage(), { until: 'sign', person })
    await scene.killCentral()
    await sign(visitor)
    await visitor.at('done')
    const visit = visitOf(kiosk, since)
    await kiosk.killAll()
    expect(waiting(scene)).toBe(1)
    await scene.reviveCentral()
    await expectCleanAttract(await restarted(), person)
    expect(endOf(visit)).toMatchObject({ end: 'ended-by-restart' })
    await expect.poll(() => waiting(scene), { timeout: 20_000 }).toBe(0)
    expect(formsStored(scene)).toBe(stored + 1)
    // Another life of the same kiosk has nothing left to send.
    await stage().kiosk.killAll()
    await expectCleanAttract(await restarted(), person)
    expect(formsStored(scene)).toBe(stored + 1)
  },
)
