/** Other ways to sign, for hands that tremble and for whoever has only keys: nothing is signed by one touch too many. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { RendererToSession } from '../../domain/contract/messages/channel.ts'
import { openKioskPage, portrait, type KioskPage } from './support/kiosk-page.ts'

let kiosk: KioskPage
beforeAll(async () => {
  kiosk = await openKioskPage()
  await kiosk.start(portrait)
}, 60_000)
afterAll(async () => kiosk.close())
beforeEach(async () => {
  await kiosk.said()
})

/** What the page asked for since the last call. */
async function asked(): Promise<readonly unknown[]> {
  await kiosk.settle()
  const { visit } = await kiosk.said()
  return visit.flatMap((message) => {
    const parsed = v.parse(RendererToSession, message)
    return parsed.type === 'intent' ? [parsed.intent] : []
  })
}

/** Presses what says this, with the keys alone. */
async function byKeys(text: string): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    await kiosk.page.keyboard.press('Tab')
    const focused = await kiosk.page.evaluate(() => document.activeElement?.textContent ?? '')
    if (!focused.trim().startsWith(text)) continue
    await kiosk.page.keyboard.press('Enter')
    return
  }
  throw new Error(`the keys never reached ${text}`)
}

describe('Who cannot draw', () => {
  test.each([
    ['Ik tik op het scherm', 'tapped'],
    ['Ik typ mijn naam', 'typed'],
    ['Ik zet een teken, met een getuige', 'witnessed'],
  ])('reaches by keys alone: %s', async (text, way) => {
    await kiosk.show('cannot-draw')
    await byKeys(text)
    expect(await asked()).toEqual([{ kind: 'signBy', way }])
  })

  test('is offered no witness where none can be', async () => {
    await kiosk.show('cannot-draw-stop')
    expect(await kiosk.page.locator('.card:visible').allInnerTexts()).toHaveLength(2)
  })

  test('agrees to nothing before saying that the sentence was read, by finger or key', async () => {
    await kiosk.show('sign-tapped')
    await kiosk.page.locator('.next:visible').click({ force: true })
    await byKeys('Ja, ik ga akkoord')
    expect(await asked()).toEqual([])
  })

  test('agrees to nothing by a second touch in the same place', async () => {
    await kiosk.show('sign-tapped')
    const box = await kiosk.page.locator('.card:visible').boundingBox()
    if (box === null) throw new Error('there is a card')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await kiosk.page.mouse.click(x, y)
    await kiosk.show('sign-tapped-read')
    await kiosk.page.mouse.click(x, y)
    expect((await asked()).every((one) => (one as { kind: string }).kind === 'haveRead')).toBe(true)
  })

  test('agrees by keys alone, once it was read', async () => {
    await kiosk.show('sign-tapped')
    await byKeys('Ik heb de zin gelezen')
    expect(await asked()).toEqual([{ kind: 'haveRead' }])
    await kiosk.show('sign-tapped-read')
    await byKeys('Ja, ik ga akkoord')
    expect(await asked()).toEqual([{ kind: 'agree' }])
  })

  test('hands the screen to the witness by keys alone', async () => {
    await kiosk.show('witness-here')
    await byKeys('Ik ben de getuige')
    expect(await asked()).toEqual([{ kind: 'next' }])
  })
})
