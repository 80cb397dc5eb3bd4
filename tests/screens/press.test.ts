/** A finger that slips, trembles, rests or flicks is heard, exactly once: real touches on the real glass. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CDPSession } from 'playwright'
import { landscape, openKioskPage, portrait, type KioskPage } from './support/kiosk-page.ts'

let kiosk: KioskPage
let driver: CDPSession
beforeAll(async () => {
  kiosk = await openKioskPage()
  driver = await kiosk.page.context().newCDPSession(kiosk.page)
}, 60_000)
afterAll(async () => kiosk.close())

interface At {
  readonly x: number
  readonly y: number
  readonly id?: number
}
const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly At[]) =>
  driver.send('Input.dispatchTouchEvent', { type, touchPoints: points.map((point) => ({ ...point })) })
const wait = (ms: number): Promise<void> => kiosk.page.waitForTimeout(ms)
async function middle(selector: string): Promise<Required<At>> {
  const box = await kiosk.page.locator(selector).first().boundingBox()
  if (box === null) throw new Error(`nothing at ${selector}`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, id: 0 }
}
async function slip(from: At, dx: number, dy: number): Promise<void> {
  await touch('touchStart', [from])
  for (let i = 1; i <= 4; i += 1)
    await touch('touchMove', [{ ...from, x: from.x + (i * dx) / 4, y: from.y + (i * dy) / 4 }])
  await touch('touchEnd', [])
}
const intents = async (): Promise<number> => {
  await kiosk.settle()
  const { visit } = await kiosk.said()
  return visit.filter((message) => (message as { type: string }).type === 'intent').length
}
const typed = (): Promise<string> => kiosk.page.locator('.box').last().innerText()

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
] as const)('screens 24: on the %s glass', (_name, glass) => {
  const mm = glass.mm
  beforeEach(async () => {
    await kiosk.start(glass)
    await kiosk.show('question-cards')
    await kiosk.said()
  })

  test.each([0, 1, 2.9, 5, 8, 10])('a tap that slips %s mm presses once, in any direction', async (slipMm) => {
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 0.7],
      [0, -0.7],
    ] as const) {
      await kiosk.show('question-cards')
      await kiosk.said()
      await slip(await middle('.card:visible'), dx * slipMm * mm, dy * slipMm * mm)
      expect(await intents()).toBe(1)
    }
  })

  test('a tap that slips on a key, a tool, the brass button and a field is heard too', async () => {
    await kiosk.show('find-self')
    await slip(await middle('.key:visible'), 5 * mm, 0)
    await kiosk.settle()
    expect(await typed()).toContain('1')
    await slip(await middle('.tool.letters:visible'), 0, 4 * mm)
    await kiosk.settle()
    expect(await kiosk.page.evaluate(() => document.documentElement.dataset['text'])).toBe('a-plus')
    await slip(await middle('.next:visible'), 6 * mm, 0)
    await wait(80)
    expect(await kiosk.page.locator('.why.is-shown:visible').count()).toBe(1)
  })

  test('a finger that slides off has thought better of it, also onto another answer', async () => {
    const [one, other] = [await middle('.card:visible >> nth=0'), await middle('.card:visible >> nth=2')]
    await slip(one, other.x - one.x, other.y - one.y)
    expect(await intents()).toBe(0)
  })

  test.each([20, 100, 300, 500])('a tap %s ms after a quick flick is not swallowed', async (pause) => {
    const from = await middle('.card:visible >> nth=1')
    await kiosk.show('find-self')
    for (let i = 1; i <= 3; i += 1) {
      await touch('touchStart', [from])
      for (let step = 1; step <= 4; step += 1) await touch('touchMove', [{ ...from, y: from.y - step * 30 * mm }])
      await touch('touchEnd', [])
      await wait(pause)
      await slip(await middle('.key:visible'), 0, 0)
      await wait(90)
    }
    expect((await typed()).replace(/\s/g, '')).toBe('111')
  })

  test('a second finger presses beside one that rests on the wall, and beside one that rests on a button', async () => {
    for (const selector of ['h1', '.card:visible >> nth=2']) {
      await kiosk.show('question-cards')
      await kiosk.said()
      const [rest, tap] = [await middle(selector), { ...(await middle('.card:visible')), id: 1 }]
      await touch('touchStart', [rest])
      await wait(120)
      await touch('touchStart', [rest, tap])
      await touch('touchEnd', [tap])
      expect(await intents()).toBe(1)
      await touch('touchEnd', [])
    }
  })

  test('two fingers on one button are one press', async () => {
    await kiosk.show('find-self')
    const key = await middle('.key:visible')
    const beside = { x: key.x + 4 * mm, y: key.y, id: 1 }
    await touch('touchStart', [key])
    await touch('touchStart', [key, beside])
    await touch('touchEnd', [beside])
    await wait(120)
    await touch('touchEnd', [])
    await kiosk.settle()
    expect((await typed()).trim()).toBe('1')
  })

  test('a press of two seconds is one press', async () => {
    const card = await middle('.card:visible')
    await touch('touchStart', [card])
    await wait(2000)
    await touch('touchEnd', [])
    expect(await intents()).toBe(1)
  })

  test('three contacts within 80 ms are one, and two taps after each other are two', async () => {
    await kiosk.show('find-self')
    const key = await middle('.key:visible')
    await Promise.all(
      [0, 1, 2].flatMap((i) => [touch('touchStart', [{ ...key, x: key.x + i * mm }]), touch('touchEnd', [])]),
    )
    await kiosk.settle()
    expect((await typed()).trim()).toBe('1')
    await wait(150)
    await slip(key, 0, 0)
    await wait(150)
    await slip(key, 0, 0)
    await kiosk.settle()
    expect((await typed()).trim()).toBe('111')
  })

  test('nothing that stands there by then is pressed by the end of the same touch', async () => {
    const card = await middle('.card:visible')
    await touch('touchStart', [card])
    await kiosk.show('for-whom')
    await kiosk.said()
    await touch('touchEnd', [])
    await wait(400)
    expect(await intents()).toBe(0)
  })

  test('a click without a pointer (switch, screen reader) and a key press exactly once, a held key too', async () => {
    await kiosk.show('find-self')
    await kiosk.page.evaluate(() => document.querySelector<HTMLElement>('.key')?.click())
    await kiosk.settle()
    expect((await typed()).trim()).toBe('1')
    await kiosk.page.locator('.key:visible').first().focus()
    await kiosk.page.keyboard.press('Enter')
    await kiosk.page.keyboard.press('Space')
    expect((await typed()).trim()).toBe('111')
    await kiosk.page.keyboard.down('Enter')
    for (let i = 0; i < 5; i += 1) await kiosk.page.keyboard.down('Enter')
    await kiosk.page.keyboard.up('Enter')
    expect((await typed()).replace(/\s/g, '')).toBe('1111')
  })
})
