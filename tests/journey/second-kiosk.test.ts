/** Two kiosks on one state folder: the second says why not and ends, the first goes on, and a dead one blocks nobody. */
import { expect, test } from 'vitest'
import { stateFolderInUse } from '../../main/start/only-kiosk.ts'
import { started } from './in-service.ts'
import { host, onStage } from './stage.ts'
import { mother, walk } from './walk.ts'

const stage = onStage()

test(`${host}: a second kiosk refuses to start, and the first serves its visitor`, { timeout: 120_000 }, async () => {
  const { kiosk, scene } = stage()
  const visitor = await walk(stage(), { until: 'document', person: mother(stage()) })
  const { code, said } = await scene.secondKiosk()
  expect(code).toBe(stateFolderInUse.exit)
  for (const part of [
    stateFolderInUse.id,
    stateFolderInUse.staff,
    stateFolderInUse.next,
    `process ${String(kiosk.pid)}`,
  ])
    expect(said).toContain(part)
  expect(said).not.toContain(scene.state)
  expect(await visitor.step()).toBe('document')
  const ended = ['visitEnded', 'pairDied', 'stop'].filter((one) => kiosk.log.some(({ event }) => event === one))
  expect(ended).toEqual([])
})

test(`${host}: after SIGKILL the next start works at once, and holds the folder`, { timeout: 120_000 }, async () => {
  const { scene } = stage()
  await stage().kiosk.killAll()
  stage().kiosk = await scene.startKiosk()
  await started(scene, stage().kiosk)
  expect((await scene.secondKiosk()).said).toContain(`process ${String(stage().kiosk.pid)}`)
})
