/** SIGKILL in the middle of a visit: nothing of it comes back, and what was signed is delivered once. */
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Step } from '../../domain/control/step.ts'
import { treeOf } from '../../main/host/browser/process-tree.ts'
import type { Kiosk } from '../support/scene.ts'
import { answerAll, findChild } from './play.ts'
import { host, inService, onStage } from './stage.ts'
import { clerkSaysYes, expectCleanAttract, formsStored, journal, says, visitOf, waiting } from './trouble.ts'
import { sample, Visitor } from './visitor.ts'

const stage = onStage()
const minute = 120_000

/** Visit one, step by step: what the visitor does on each screen to come to the next. */
const way: readonly (readonly [Step, (visitor: Visitor) => Promise<void>])[] = [
  ['language', (visitor) => visitor.touch(/^Nederlands/)],
  ['forWhom', (visitor) => visitor.touch(/Voor mijn kind/)],
  ['terms', (visitor) => visitor.touch('Ik ga akkoord')],
  ['document', (visitor) => visitor.scan(mother().mrz)],
  ['desk', (visitor) => clerkSaysYes(stage().desk, visitor, mother())],
  ['findPatient', (visitor) => findChild(visitor, mother())],
  ['confirmPatient', (visitor) => visitor.touch(/Ja, dit is mijn kind/)],
  ['question', (visitor) => answerAll(visitor)],
  ['review', (visitor) => visitor.touch('Ja, dit klopt')],
  ['sign', (visitor) => drawn(visitor)],
]

const mother = () => sample(stage().scene.central, 'Moeder met gezag')

async function drawn(visitor: Visitor): Promise<void> {
  await visitor.draw()
  await visitor.touch('Klaar met tekenen')
}

/** Walks until this screen stands. */
async function walk(visitor: Visitor, until: Step): Promise<void> {
  await visitor.at('attract')
  await visitor.touch('Tik hier om te beginnen')
  for (const [step, go] of way) {
    await visitor.at(step)
    if (step === until) return
    await go(visitor)
  }
}

/** The kiosk is killed and started again with the same state folder; its new page. */
async function restarted(): Promise<Visitor> {
  stage().kiosk = await stage().scene.startKiosk()
  await inService(stage().kiosk)
  return await stage().visitor()
}

function endOf(visit: unknown): unknown {
  return journal(stage().scene).find((entry) => entry.kind === 'wiped' && entry.visit === visit)
}

const inElectron: readonly Step[] = ['document', 'review']
const killedAt = way.map(([step]) => step).filter((step) => host === 'rehearsal' || inElectron.includes(step))

test.each(killedAt)(
  `${host}: killed as a whole in "%s", it comes back clean and the journal says so`,
  { timeout: minute },
  async (step) => {
    const { kiosk, scene } = stage()
    const stored = formsStored(scene)
    await walk(await stage().visitor(), step)
    const visit = visitOf(kiosk, 0)
    await kiosk.killAll()
    await expectCleanAttract(await restarted(), mother())
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
      const visitor = await stage().visitor()
      await walk(visitor, 'sign')
      const sealing = kiosk.step('sealing').then(() => kiosk.killAll())
      await drawn(visitor)
      await sealing
      const visit = visitOf(kiosk, 0)
      const owed = kiosk.log.some(({ event }) => event === 'durable')
      await expectCleanAttract(await restarted(), mother())
      expect(endOf(visit)).toMatchObject({ end: 'ended-by-restart' })
      await expect.poll(() => waiting(scene), { timeout: 20_000 }).toBe(0)
      if (owed) expect(formsStored(scene)).toBe(stored + 1)
      expect(formsStored(scene)).toBeLessThanOrEqual(stored + 1)
    },
  )

/** Processes of the window that stands: the spare's are younger. */
function shownRenderers(kiosk: Kiosk): readonly number[] {
  const all = treeOf(kiosk.pid).filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'),
  )
  return host === 'rehearsal' ? all : all.sort((a, b) => a - b).slice(0, 1)
}

test.each(['session', 'renderer'])(
  `${host}: when its %s dies in the middle of a visit, everything is wiped and the next screen is clean`,
  { timeout: minute },
  async (who) => {
    const { kiosk, scene } = stage()
    const since = kiosk.log.length
    const stored = formsStored(scene)
    const visitor = await stage().visitor()
    await walk(visitor, 'review')
    const visit = visitOf(kiosk, since)
    const dying = who === 'session' ? [await kiosk.sessionPid()] : shownRenderers(kiosk)
    for (const pid of dying) process.kill(pid, 'SIGKILL')
    expect(await visitor.wiped(since)).toMatchObject({ verified: true, code: `${who}Died` })
    expect(endOf(visit)).toMatchObject({ end: `${who}Died`, verified: true })
    await expectCleanAttract(new Visitor({ page: await kiosk.page(), kiosk }), mother())
    expect(formsStored(scene)).toBe(stored)
  },
)

/**
 * Lets main and the session run by turns until the form is on the disk: main's turn ends it, so the session has not
 * heard of it, however fast or slow this machine is.
 */
async function untilDurableUnheard(kiosk: Kiosk, since: number): Promise<number> {
  const session = await kiosk.sessionPid()
  for (let turn = 0; turn < 30; turn += 1) {
    process.kill(session, 'SIGSTOP')
    process.kill(kiosk.pid, 'SIGCONT')
    await pause(700)
    if (kiosk.log.slice(since).some(({ event }) => event === 'durable')) return session
    process.kill(kiosk.pid, 'SIGSTOP')
    process.kill(session, 'SIGCONT')
    await pause(700)
  }
  throw new Error('The form does not come to the disk')
}

if (host === 'rehearsal')
  test.each(['session', 'renderer'])(
    `${host}: when its %s dies after the form was kept and before "signed" was shown, the next screen says so`,
    { timeout: minute },
    async (who) => {
      const { kiosk, scene } = stage()
      const since = kiosk.log.length
      const stored = formsStored(scene)
      const visitor = await stage().visitor()
      await walk(visitor, 'sign')
      await visitor.draw()
      const kept = untilDurableUnheard(kiosk, since)
      await visitor.touch('Klaar met tekenen')
      const session = await kept
      if (who === 'session') process.kill(session, 'SIGKILL')
      else {
        // The window stands still, so that it cannot paint what the session now sends it.
        const window = shownRenderers(kiosk)
        for (const pid of window) process.kill(pid, 'SIGSTOP')
        process.kill(session, 'SIGCONT')
        await kiosk.step('done', { since })
        for (const pid of window) process.kill(pid, 'SIGKILL')
      }
      expect(await visitor.wiped(since)).toMatchObject({ verified: true, code: `${who}Died` })
      const next = new Visitor({ page: await kiosk.page(), kiosk })
      await says(next, 'Uw formulier is bewaard')
      await says(next, 'Het scherm stopte, maar u heeft getekend. Wij versturen het vanzelf.')
      await next.touch('Dat is duidelijk')
      await expectCleanAttract(next, mother())
      await expect.poll(() => waiting(scene), { timeout: 20_000 }).toBe(0)
      expect(formsStored(scene)).toBe(stored + 1)
    },
  )

test(
  `${host}: killed as a whole in "done" before it could send, it delivers once after the restart`,
  { timeout: minute },
  async () => {
    const { kiosk, scene } = stage()
    const since = kiosk.log.length
    const stored = formsStored(scene)
    const visitor = await stage().visitor()
    await walk(visitor, 'sign')
    await scene.killCentral()
    await drawn(visitor)
    await visitor.at('done')
    const visit = visitOf(kiosk, since)
    await kiosk.killAll()
    expect(waiting(scene)).toBe(1)
    await scene.reviveCentral()
    await expectCleanAttract(await restarted(), mother())
    expect(endOf(visit)).toMatchObject({ end: 'ended-by-restart' })
    await expect.poll(() => waiting(scene), { timeout: 20_000 }).toBe(0)
    expect(formsStored(scene)).toBe(stored + 1)
    // Another life of the same kiosk has nothing left to send.
    await stage().kiosk.killAll()
    await expectCleanAttract(await restarted(), mother())
    expect(formsStored(scene)).toBe(stored + 1)
  },
)
