/** A document reader on the keyboard's cable: slow ones, ones with another layout, and line ends that come late. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CDPSession } from 'playwright'
import { openKioskPage, portrait, type KioskPage } from './support/kiosk-page.ts'

let kiosk: KioskPage
let driver: CDPSession
beforeAll(async () => {
  kiosk = await openKioskPage()
  driver = await kiosk.page.context().newCDPSession(kiosk.page)
}, 60_000)
afterAll(async () => kiosk.close())
beforeEach(async () => {
  await kiosk.start(portrait)
  await kiosk.show('document-scan')
  await kiosk.said()
})

interface Key {
  readonly key: string
  readonly code: string
  readonly shift: boolean
}
/** What a reader that speaks US presses. */
function press(sign: string): Key {
  if (sign === '\n') return { key: 'Enter', code: 'Enter', shift: false }
  if (sign === '<') return { key: '<', code: 'Comma', shift: true }
  return /\d/.test(sign)
    ? { key: sign, code: `Digit${sign}`, shift: false }
    : { key: sign, code: `Key${sign}`, shift: true }
}
/** What a machine makes of these keys that is set to another layout (the signs that a zone needs). */
const layouts: Readonly<Record<string, (key: Key) => string>> = {
  nl: ({ key, code }) => (code === 'Comma' ? ';' : key),
  de: ({ key, code }) => ({ Comma: ';', KeyY: 'Z', KeyZ: 'Y' })[code] ?? key,
  fr: ({ key, code }) =>
    ({ Comma: '.', KeyA: 'Q', KeyQ: 'A', KeyZ: 'W', KeyW: 'Z', KeyM: '?' })[code] ??
    (code.startsWith('Digit') ? ('à&é"\'(-è_ç'[Number(code.slice(5))] ?? key) : key),
  be: ({ key, code }) =>
    ({ Comma: '.', KeyA: 'Q', KeyQ: 'A', KeyZ: 'W', KeyW: 'Z', KeyM: '?' })[code] ??
    (code.startsWith('Digit') ? ('à&é"\'(§è!ç'[Number(code.slice(5))] ?? key) : key),
  dead: ({ key, code }) => (code === 'Comma' ? 'Dead' : key),
}
/** Real keys, as fast as a reader types. */
async function type(text: string, layout: (key: Key) => string = ({ key }) => key): Promise<void> {
  await Promise.all(
    [...text].flatMap((sign) => {
      const pressed = press(sign)
      const key = layout(pressed)
      const more = { code: pressed.code, key, modifiers: pressed.shift ? 8 : 0 }
      const made = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined
      return [
        driver.send('Input.dispatchKeyEvent', {
          type: made === undefined ? 'rawKeyDown' : 'keyDown',
          ...more,
          ...(made === undefined ? {} : { text: made }),
        }),
        driver.send('Input.dispatchKeyEvent', { type: 'keyUp', ...more }),
      ]
    }),
  )
}
const wait = (ms: number): Promise<void> => kiosk.page.waitForTimeout(ms)
const intents = async (): Promise<readonly unknown[]> => {
  await kiosk.settle()
  return (await kiosk.said()).visit.flatMap((message) =>
    (message as { type: string }).type === 'intent' ? [(message as { intent: unknown }).intent] : [],
  )
}
const control = async (): Promise<readonly unknown[]> =>
  (await kiosk.said()).control.filter((message) => (message as { type: string }).type !== 'activity')

const card = ['I<NLDSPECI20142999999990<<<<<8', '6503101F2403096NLD<<<<<<<<<<<8', 'DE<BRUIJN<<WILLEKE<LISELOTTE<<']
const passport = ['P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<', 'SPECI20142NLD6503101F2403096999999990<<<<<84']

describe('machine 25: a reader that pauses between lines', () => {
  test.each([200, 400, 1000, 1700])('%s ms is read', async (pause) => {
    for (const lines of [card, passport]) {
      await kiosk.show('for-whom')
      await kiosk.show('document-scan')
      await kiosk.said()
      for (const line of lines) {
        await type(`${line}\n`)
        if (line !== lines.at(-1)) await wait(pause)
      }
      expect(await intents()).toEqual([{ kind: 'mrz', text: lines.join('\n'), overflow: false }])
    }
  })

  test('is not waited for when the line cannot be one of a zone', async () => {
    await type('HELLO WORLD THIS IS NO ZONE\n')
    await wait(600)
    expect(await intents()).toHaveLength(1)
    await kiosk.show('for-whom')
    await kiosk.show('document-scan')
    await type('D1NLD15094962111659VU93WC22H99\n'.replace('99\n', '9\n'))
    await wait(600)
    expect(await intents()).toHaveLength(1)
  })
})

describe('machine 26: a reader that speaks US', () => {
  test.each(Object.keys(layouts))('is read on a machine set to %s, and the desk is told', async (name) => {
    for (const lines of [card, passport]) {
      await kiosk.show('for-whom')
      await kiosk.show('document-scan')
      await kiosk.said()
      await type(`${lines.join('\n')}\n`, layouts[name])
      await kiosk.settle()
      const { visit, control: said } = await kiosk.said()
      expect(visit).toMatchObject([{ intent: { kind: 'mrz', text: lines.join('\n'), overflow: false } }])
      expect(said).toContainEqual({ type: 'reader', trouble: 'wrongLayout' })
    }
  })

  test('is no trouble where both agree', async () => {
    await type(`${card.join('\n')}\n`)
    await kiosk.settle()
    expect(await control()).toContainEqual({ type: 'reader', trouble: null })
  })
})

describe('machine 27: line ends after a scan', () => {
  test('do not ring a bell that has the focus, on this screen or the next', async () => {
    await kiosk.page.locator('.bell:visible').focus()
    await type(`${card.join('\n')}\n\n`)
    await kiosk.show('desk')
    await type('\n\n')
    await kiosk.settle()
    expect((await kiosk.said()).control).not.toContainEqual({ type: 'help' })
    expect(await kiosk.page.evaluate(() => document.body.innerText)).toContain('Uw nummer')
    await wait(400)
    await kiosk.page.locator('.bell:visible').focus()
    await kiosk.page.keyboard.press('Enter')
    await kiosk.settle()
    expect((await kiosk.said()).control).toContainEqual({ type: 'help' })
  })

  test('nor those of a document that is laid down where none is asked for', async () => {
    await kiosk.show('desk')
    await kiosk.page.locator('.bell:visible').focus()
    await kiosk.said()
    await type(`${card.join('\n')}\n`)
    await kiosk.settle()
    expect((await kiosk.said()).control).not.toContainEqual({ type: 'help' })
  })
})
