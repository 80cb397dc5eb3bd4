/** The central goes away in the middle of a visit: to paper before somebody is bound, and no difference after. */
import { expect, test } from 'vitest'
import { comeIn, reviewAndSign, untilReview } from './play.ts'
import { inService } from './in-service.ts'
import { host, onStage } from './stage.ts'
import { formsStored, says, stopVisit, waiting } from './trouble.ts'
import { sample } from './visitor.ts'

const stage = onStage()
const minute = 120_000

test(
  `${host}: when the central goes after the form was loaded, signing completes, and it is sent when the central is back`,
  { timeout: minute },
  async () => {
    const { kiosk, scene, desk } = stage()
    const since = kiosk.log.length
    const stored = formsStored(scene)
    const visitor = await stage().visitor()
    await untilReview(visitor, desk, sample(scene.central, 'Moeder met gezag'), async () => {
      await visitor.at('question')
      await scene.killCentral()
    })
    await reviewAndSign(visitor)
    await visitor.at('done')
    await says(visitor, 'Wij hebben uw aanvraag bewaard. Wij versturen die vanzelf.')
    await visitor.lastTouch(/Wis dit scherm/)
    expect(await visitor.wiped(since)).toMatchObject({ verified: true })
    expect(waiting(scene)).toBe(1)
    expect(formsStored(scene)).toBe(stored)
    const away = kiosk.log.length
    await scene.reviveCentral()
    await kiosk.logged((line) => line.event === 'delivery' && line['code'] === 'stored', { since: away, seconds: 60 })
    await expect.poll(() => waiting(scene), { timeout: 10_000 }).toBe(0)
    expect(formsStored(scene)).toBe(stored + 1)
  },
)

test(
  `${host}: when the central is gone before somebody is bound, the visitor is offered the paper form`,
  { timeout: minute },
  async () => {
    const { kiosk, scene } = stage()
    const since = kiosk.log.length
    const visitor = await stage().visitor()
    await comeIn(visitor, /Voor mijn kind/)
    await visitor.at('terms')
    await visitor.touch('Ja, akkoord')
    await visitor.at('document')
    await scene.killCentral()
    await visitor.scan(sample(scene.central, 'Moeder met gezag').mrz)
    await visitor.at('outcome')
    await says(visitor, 'Wij krijgen nu geen verbinding. Er is niets verstuurd. Vraag een formulier op papier.')
    await says(visitor, 'Liever op papier')
    await stopVisit(visitor, since)
    expect(waiting(scene)).toBe(0)
    // The screen says it after a short grace; a central that is back before that changes nothing on it.
    await kiosk.logged((line) => line.event === 'outOfService' && line['code'] === 'centralDown', { since })
    const away = kiosk.log.length
    await scene.reviveCentral()
    await inService(kiosk, away)
  },
)
