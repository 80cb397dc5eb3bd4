/** The receipt on paper, from the real kiosk: by a press on the end screen, and when the session dies over it. */
import { execFileSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import { ippPrinter } from '../print/support/ipp-printer.ts'
import { reviewAndSign, untilReview } from './play.ts'
import { host, onStage } from './stage.ts'
import { sample } from './visitor.ts'
import { otherMother, sign, walk } from './walk.ts'

const printer = await ippPrinter()
afterAll(() => printer.close())
const stage = onStage({ centralExtra: ['--printer', printer.address, '--paper', 'roll80'] })
const minute = 120_000

test(`${host}: the visitor gets the receipt, and the printer keeps nothing`, { timeout: minute }, async () => {
  const { kiosk, scene, desk } = stage()
  const since = kiosk.log.length
  const visitor = await stage().visitor()
  await untilReview(visitor, desk, sample(scene.central, 'Moeder met gezag'))
  await reviewAndSign(visitor)
  await visitor.at('done')
  const reference = await visitor.page.getByText(/^[0-9A-Z]{4,6}-[0-9A-Z]{4,6}$/).innerText()
  printer.manners = { reasons: ['media-empty'] }
  await visitor.touch('Print het ontvangstbewijs')
  await visitor.page.getByText('Het papier is op').waitFor()
  printer.manners = {}
  await visitor.touch('Print het ontvangstbewijs')
  await visitor.page.getByText('Pak uw ontvangstbewijs uit de printer').first().waitFor()
  await visitor.at('done')
  expect(printer.tray).toHaveLength(1)
  const text = execFileSync('pdftotext', ['-', '-'], { input: printer.tray[0], encoding: 'utf8' })
  expect(text).toContain(reference)
  expect(text).not.toMatch(/Sanne/)
  expect(printer.held).toEqual([])
  expect(JSON.stringify(kiosk.log)).not.toContain(reference)
  await visitor.lastTouch(/Wis dit scherm/)
  expect(await visitor.wiped(since)).toMatchObject({ verified: true })
})

test(`${host}: what a session left with the printer when it died is gone with it`, { timeout: minute }, async () => {
  const { kiosk } = stage()
  const since = kiosk.log.length
  const visitor = await walk(stage(), { until: 'sign', person: otherMother(stage()) })
  await sign(visitor)
  await visitor.at('done')
  printer.manners = { job: 'hangs' }
  await visitor.touch('Print het ontvangstbewijs')
  await expect.poll(() => printer.held.length, { timeout: 10_000 }).toBe(1)
  process.kill(await kiosk.sessionPid(), 'SIGKILL')
  expect(await visitor.wiped(since)).toMatchObject({ verified: true })
  await expect.poll(() => printer.held, { timeout: 20_000 }).toEqual([])
  expect(printer.tray).toHaveLength(1)
})
