/** The drawn signature: every sample, one pointer, no palm, either hand. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { RendererToSession } from '../../domain/contract/messages/channel.ts'
import { inkProblem } from '../../domain/document/ink.ts'
import { hundredths, openInkPad, trembling, xOf, type Touch } from './support/ink-pad.ts'
import { landscape, portrait } from './support/kiosk-page.ts'

const ink = await openInkPad()
const { kiosk, pad, send, touches, dark, mouse, scribble } = ink
afterAll(async () => kiosk.close())
beforeEach(ink.start)

describe('The ink pad', () => {
  test('keeps every coalesced sample of an un-awaited burst', async () => {
    const counted = kiosk.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let samples = 1
          const canvas = document.querySelector('.ink-canvas')
          canvas?.addEventListener('pointermove', (event) => {
            if (event instanceof PointerEvent) samples += event.getCoalescedEvents().length
          })
          canvas?.addEventListener('pointerup', () => setTimeout(() => resolve(samples), 50))
        }),
    )
    const { x, y } = await pad()
    await mouse('mousePressed', x + 20, y + 60)
    const burst = Array.from({ length: 500 }, (_unused, i) =>
      mouse('mouseMoved', x + 20 + i, y + 60 + 30 * Math.sin(i / 12)),
    )
    await Promise.all(burst)
    await mouse('mouseReleased', x + 520, y + 60)
    const samples = await counted
    const ink = await send()
    expect(samples).toBeGreaterThan(300)
    expect(ink?.strokes).toHaveLength(1)
    expect((ink?.strokes[0]?.length ?? 0) / 2).toBe(samples)
  })

  test('measures in hundredths of a real millimetre and is at least 120 by 45 mm', async () => {
    const { x, y } = await pad()
    await mouse('mousePressed', x + 100, y + 50)
    await mouse('mouseMoved', x + 371, y + 50)
    await mouse('mouseReleased', x + 371, y + 50)
    const ink = await send()
    const [stroke = []] = ink?.strokes ?? []
    // 271 px at 2.71 px/mm are 100 mm.
    expect((stroke.at(-2) ?? 0) - (stroke[0] ?? 0)).toBeCloseTo(10_000, -1)
    expect(ink?.widthMm).toBeGreaterThanOrEqual(120)
    expect(ink?.heightMm).toBeGreaterThanOrEqual(60)
  })

  test('says why "done" does nothing while there is no ink, and sends nothing', async () => {
    expect(await send()).toBeNull()
    await kiosk.page.locator('.why.is-shown').waitFor()
  })

  test('takes the last stroke back, and then everything', async () => {
    await scribble()
    await scribble()
    await kiosk.page.locator('.ink-tools button').nth(1).click()
    expect((await send())?.strokes).toHaveLength(1)
  })

  test('keeps what was drawn when the language changes', async () => {
    await scribble()
    await kiosk.show('sign', 'en')
    expect((await send())?.strokes).toHaveLength(1)
  })

  test('takes fingers and mice as they are: the button waits for a mark, not for a dot or a trembling tap', async () => {
    const { x, y } = await pad()
    await mouse('mousePressed', x + 100, y + 100)
    await mouse('mouseReleased', x + 100, y + 100)
    expect(await send()).toBeNull()
    await touches([['pointerdown', 1, 'touch', 300], ...trembling(1, 300), ['pointerup', 1, 'touch', 300]])
    expect(await send()).toBeNull()
    await scribble()
    expect((await send())?.strokes).toHaveLength(3)
  })

  test('drops a palm, and lets a pen take over from a finger', async () => {
    await touches([
      ['pointerdown', 1, 'touch', 50, { size: 150 }],
      ['pointermove', 1, 'touch', 300, { size: 150 }],
      ['pointerup', 1, 'touch', 300, { size: 150 }],
      ['pointerdown', 2, 'touch', 60],
      ['pointermove', 2, 'touch', 90],
      ['pointerdown', 3, 'pen', 100],
      ['pointermove', 2, 'touch', 200],
      ['pointermove', 3, 'pen', 180],
      ['pointermove', 3, 'pen', 260],
      ['pointerup', 3, 'pen', 260],
    ])
    expect(xOf(await send())).toEqual([[100, 180, 260].map(hundredths)])
  })

  test('drops a finger that lies down as a palm while it draws', async () => {
    await touches([
      ['pointerdown', 1, 'touch', 50],
      ['pointermove', 1, 'touch', 200],
      ['pointermove', 1, 'touch', 220, { size: 150 }],
      ['pointermove', 1, 'touch', 300],
      ['pointerup', 1, 'touch', 300],
    ])
    expect(await send()).toBeNull()
  })

  test('follows one finger, whatever a second one does', async () => {
    await touches([
      ['pointerdown', 1, 'touch', 50],
      ['pointermove', 1, 'touch', 100],
      ['pointerdown', 2, 'touch', 400],
      ['pointermove', 2, 'touch', 450],
      ['pointermove', 1, 'touch', 150],
      ['pointerup', 2, 'touch', 450],
      ['pointermove', 1, 'touch', 200],
      ['pointerup', 1, 'touch', 200],
    ])
    expect(xOf(await send())).toEqual([[50, 100, 150, 200].map(hundredths)])
  })

  test('machine 28: a hand that rests on the glass yields to the finger that moves 2 mm first', async () => {
    await touches([
      ['pointerdown', 1, 'touch', 50],
      ['pointermove', 1, 'touch', 53],
      ['pointerdown', 2, 'touch', 200],
      ['pointermove', 2, 'touch', 204],
      ['pointermove', 1, 'touch', 51],
      ['pointermove', 2, 'touch', 260],
      ['pointermove', 1, 'touch', 54],
      ['pointermove', 2, 'touch', 300],
      ['pointerup', 2, 'touch', 300],
      // The hand still lies there for the next stroke.
      ['pointerdown', 3, 'touch', 320],
      ['pointermove', 3, 'touch', 400],
      ['pointerup', 3, 'touch', 400],
      ['pointerup', 1, 'touch', 50],
    ])
    expect(xOf(await send())).toEqual([[200, 204, 260, 300].map(hundredths), [320, 400].map(hundredths)])
  })

  test('machine 28: a finger beside it that does not move draws nothing', async () => {
    await touches([
      ['pointerdown', 1, 'touch', 50],
      ['pointerdown', 2, 'touch', 200],
      ['pointermove', 2, 'touch', 203],
      ['pointermove', 1, 'touch', 90],
      ['pointermove', 2, 'touch', 290],
      ['pointermove', 1, 'touch', 150],
      ['pointerup', 2, 'touch', 290],
      ['pointerup', 1, 'touch', 150],
    ])
    expect(xOf(await send())).toEqual([[50, 90, 150].map(hundredths)])
  })

  test('screens 23: keeps what was drawn under the language page, the bell and the cover', async () => {
    await scribble()
    await kiosk.page.locator('.tools:visible .tool').nth(1).click()
    await kiosk.settle()
    await kiosk.page.getByText('English', { exact: true }).locator('visible=true').click()
    await kiosk.show('sign', 'en')
    await kiosk.page.locator('.bell:visible').click()
    await kiosk.settle()
    await kiosk.page.keyboard.press('Escape')
    await kiosk.fromMain({ type: 'idle', secondsLeft: 20 })
    await kiosk.settle()
    await kiosk.fromMain({ type: 'idle', secondsLeft: null })
    await kiosk.settle()
    await kiosk.said()
    expect((await send())?.strokes).toHaveLength(1)
  })

  test('screens 23: says so when the ink no longer fits', async () => {
    const { width } = await pad()
    await touches([
      ['pointerdown', 1, 'touch', width - 4],
      ['pointermove', 1, 'touch', 20],
      ['pointerup', 1, 'touch', 20],
    ])
    await kiosk.page.evaluate((px) => {
      const pad = document.querySelector<HTMLElement>('.ink-pad')
      if (pad) pad.style.maxInlineSize = `${px}px`
    }, width / 2)
    await kiosk.settle()
    const seen = () => kiosk.page.evaluate(() => document.body.innerText)
    expect(await seen()).toContain('Het vak is kleiner geworden. Zet uw handtekening opnieuw.')
    await touches([
      ['pointerdown', 2, 'touch', 40],
      ['pointermove', 2, 'touch', 200],
      ['pointerup', 2, 'touch', 200],
    ])
    expect(await seen()).not.toContain('Het vak is kleiner geworden')
  })

  test('takes no finger once a pen was near, until everything is begun anew', async () => {
    const finger: readonly Touch[] = [
      ['pointerdown', 2, 'touch', 50],
      ['pointermove', 2, 'touch', 200],
      ['pointerup', 2, 'touch', 200],
    ]
    // It only hovers: the hand comes down before the pen does.
    await touches([['pointerenter', 1, 'pen', 60], ...finger])
    expect(await send()).toBeNull()
    await kiosk.page.locator('.ink-tools button').nth(2).click()
    await touches(finger)
    expect(xOf(await send())).toEqual([[50, 200].map(hundredths)])
  })

  test('goes on when the end of a stroke was lost, and forgets one that the system took away', async () => {
    await touches([
      ['pointerdown', 1, 'touch', 50],
      ['pointermove', 1, 'touch', 150],
      ['pointerdown', 1, 'touch', 200],
      ['pointermove', 1, 'touch', 320],
      ['pointerup', 1, 'touch', 320],
      ['pointerdown', 2, 'touch', 400],
      ['pointermove', 2, 'touch', 450],
      ['pointercancel', 2, 'touch', 450],
    ])
    expect(xOf(await send())).toEqual([[50, 150].map(hundredths), [200, 320].map(hundredths)])
  })

  test('keeps ink that ran off the pad on its edge', async () => {
    const { width } = await pad()
    await touches([
      ['pointerdown', 1, 'touch', 100],
      ['pointermove', 1, 'touch', -50],
      ['pointermove', 1, 'touch', width + 90],
      ['pointerup', 1, 'touch', width + 90],
    ])
    const ink = await send()
    expect(xOf(ink)).toEqual([[100, 0, width].map(hundredths)])
    expect(ink === null ? null : inkProblem(ink)).toBeNull()
  })

  test('draws ahead of a pen, and sends nothing that only was predicted', async () => {
    await touches([
      ['pointerdown', 1, 'pen', 100],
      ['pointermove', 1, 'pen', 200, { ahead: 420 }],
    ])
    expect(await dark(420)).toBe(true)
    await touches([
      ['pointermove', 1, 'pen', 220],
      ['pointerup', 1, 'pen', 220],
    ])
    expect(await dark(420)).toBe(false)
    expect(await dark(210)).toBe(true)
    expect(xOf(await send())).toEqual([[100, 200, 220].map(hundredths)])
  })

  test('is begun anew when it becomes smaller than the ink on it', async () => {
    const { width, height } = await pad()
    await touches([
      ['pointerdown', 1, 'touch', width - 4],
      ['pointermove', 1, 'touch', 20],
      ['pointerup', 1, 'touch', 20],
    ])
    await kiosk.page.evaluate((px) => {
      const pad = document.querySelector<HTMLElement>('.ink-pad')
      if (pad) pad.style.maxInlineSize = `${px}px`
    }, width / 2)
    await kiosk.settle()
    expect(await send()).toBeNull()
    expect(height).toBeGreaterThan(0)
  })

  test('leads by keys alone to the way of signing without drawing', async () => {
    for (let presses = 0; presses < 30; presses += 1) {
      await kiosk.page.keyboard.press('Tab')
      const focused = await kiosk.page.evaluate(() => document.activeElement?.textContent ?? '')
      if (!focused.includes('Dit lukt mij niet')) continue
      await kiosk.page.keyboard.press('Enter')
      await kiosk.settle()
      const [message] = (await kiosk.said()).visit
      expect(v.parse(RendererToSession, message)).toMatchObject({ intent: { kind: 'cannotDraw' } })
      return
    }
    throw new Error('the keys never reached it')
  })
})

describe('A left-handed visitor', () => {
  test.each([
    ['portrait', portrait],
    ['landscape', landscape],
  ] as const)('has what belongs to the pad on the other side of it, on the %s glass', async (name, glass) => {
    await kiosk.start(glass)
    await kiosk.show('sign')
    const tools = async () => kiosk.page.locator('.ink-tools').boundingBox()
    const middle = ({ x, width }: { x: number; width: number }): number => x + width / 2
    const before = { pad: middle(await pad()), tools: middle((await tools()) ?? { x: 0, width: 0 }) }
    const hand = kiosk.page.locator('.ink-tools button').first()
    expect(await hand.getAttribute('aria-pressed')).toBe('false')
    await hand.click()
    await kiosk.settle()
    expect(await hand.getAttribute('aria-pressed')).toBe('true')
    const after = { pad: middle(await pad()), tools: middle((await tools()) ?? { x: 0, width: 0 }) }
    const [left, right] = await kiosk.page
      .locator('.ink-pad .signer span')
      .evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().left))
    // The name moves out from under the hand.
    expect(left).toBeGreaterThan(right ?? Infinity)
    if (name === 'landscape') expect(after.pad).toBeGreaterThan(before.pad + 100)
    expect(Math.sign(after.tools - after.pad)).toBe(-Math.sign(before.tools - before.pad))
    // The next visitor finds it as it was.
    await kiosk.start(glass)
    await kiosk.show('sign')
    expect(await hand.getAttribute('aria-pressed')).toBe('false')
  })
})

describe('The pad for fingers', () => {
  test.each([
    ['portrait', portrait],
    ['landscape', landscape],
  ] as const)(
    'is at least 120 by 60 mm on the %s glass, in every size of letters and with every message',
    async (_name, glass) => {
      await kiosk.start(glass)
      for (let size = 0; size < 3; size += 1) {
        if (size > 0) await kiosk.page.locator('.tools:visible .tool.letters').click()
        for (const screen of ['sign', 'sign-problem', 'sign-movement'] as const)
          for (const language of ['nl', 'nlSimple', 'en'] as const) {
            await kiosk.show(screen, language)
            const { width, height } = await pad()
            const where = `${screen} ${language} ${size}`
            expect(width / glass.mm, where).toBeGreaterThanOrEqual(120)
            expect(height / glass.mm, where).toBeGreaterThanOrEqual(59.9)
            const sheet = await kiosk.page.locator('.sheet.ink').boundingBox()
            const bottom = (await pad()).y + height
            expect(bottom, where).toBeLessThanOrEqual((sheet?.y ?? 0) + (sheet?.height ?? 0) + 1)
          }
      }
    },
  )
})
