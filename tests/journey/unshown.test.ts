/** Signed and kept, but nobody was told: the pair dies between the disk and the screen, and main says it instead. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Kiosk } from '../support/scene.ts'
import { host, onStage } from './stage.ts'
import { expectCleanAttract, formsStored, renderersOf, says, waiting } from './trouble.ts'
import { Visitor } from './visitor.ts'
import { mother, otherMother, walk } from './walk.ts'

const stage = onStage()
const minute = 120_000

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

test.each(['session', 'renderer'])(
  `${host}: when its %s dies after the form was kept and before "signed" was shown, the next screen says so`,
  { timeout: minute },
  async (who) => {
    const { kiosk, scene } = stage()
    const since = kiosk.log.length
    const stored = formsStored(scene)
    const person = who === 'session' ? mother(stage()) : otherMother(stage())
    const visitor = await walk(stage(), { until: 'sign', person })
    await visitor.draw()
    const kept = untilDurableUnheard(kiosk, since)
    await visitor.touch('Ja, ondertekenen')
    const session = await kept
    if (who === 'session') process.kill(session, 'SIGKILL')
    else {
      // The window stands still, so that it cannot paint what the session now sends it.
      const window = renderersOf(kiosk)
      for (const pid of window) process.kill(pid, 'SIGSTOP')
      process.kill(session, 'SIGCONT')
      await kiosk.step('done', { since })
      for (const pid of window) process.kill(pid, 'SIGKILL')
    }
    expect(await visitor.wiped(since)).toMatchObject({ verified: true, code: `${who}Died` })
    const next = new Visitor({ page: await kiosk.page(), kiosk })
    await says(next, 'Uw formulier is bewaard')
    await says(next, 'Het scherm stopte, maar u heeft ondertekend. Wij versturen het vanzelf.')
    await next.touch('Dat is duidelijk')
    await expectCleanAttract(next, person)
    await expect.poll(() => waiting(scene), { timeout: 20_000 }).toBe(0)
    expect(formsStored(scene)).toBe(stored + 1)
  },
)
