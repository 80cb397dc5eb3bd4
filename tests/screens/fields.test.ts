/** Our own fields under fingers, keys, scanners and screen readers. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CDPSession } from 'playwright'
import { screens, type FixtureName } from './support/fixtures.ts'
import { landscape, openKioskPage, portrait, type KioskPage } from './support/kiosk-page.ts'

let kiosk: KioskPage
let driver: CDPSession
beforeAll(async () => {
  kiosk = await openKioskPage()
  driver = await kiosk.page.context().newCDPSession(kiosk.page)
}, 60_000)
afterAll(async () => kiosk.close())
beforeEach(async () => kiosk.start(portrait))

const keys = async (...names: readonly string[]): Promise<void> => {
  for (const name of names) await kiosk.page.keyboard.press(name)
  await kiosk.settle()
}
const intents = async (): Promise<readonly unknown[]> => {
  await kiosk.settle()
  return (await kiosk.said()).visit.flatMap((message) =>
    (message as { type: string }).type === 'intent' ? [(message as { intent: unknown }).intent] : [],
  )
}
/** What stands in each field. */
const values = async (): Promise<readonly string[]> =>
  (await kiosk.page.locator('.box:visible').allInnerTexts()).map((text) => text.replace(/\s/g, ''))
const seen = (): Promise<string> => kiosk.page.evaluate(() => document.body.innerText)

interface Node {
  readonly role: string
  readonly name: string
  readonly focused: boolean
  readonly invalid: boolean
}
/** What an assistive tool is told: Chromium's own accessibility tree. */
async function tree(): Promise<readonly Node[]> {
  const { nodes } = await driver.send('Accessibility.getFullAXTree')
  return nodes.map((node) => {
    const property = (name: string): unknown => node.properties?.find((one) => one.name === name)?.value.value
    return {
      role: String(node.role?.value ?? ''),
      name: String(node.name?.value ?? ''),
      focused: property('focused') === true,
      invalid: property('invalid') === 'true',
    }
  })
}
const focusedNode = async (): Promise<Node | undefined> =>
  (await tree()).find((node) => node.focused && node.role !== 'RootWebArea')
/** The words of the polite region. */
const live = (): Promise<string> =>
  kiosk.page.evaluate(() =>
    [...document.querySelectorAll('.under .sr[role="status"]')]
      .map((region) => region.textContent ?? '')
      .join('')
      .replaceAll('\u00a0', ''),
  )

const card = ['I<NLDSPECI20142999999990<<<<<8', '6503101F2403096NLD<<<<<<<<<<<8', 'DE<BRUIJN<<WILLEKE<LISELOTTE<<']
const passport = ['P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<', 'SPECI20142NLD6503101F2403096999999990<<<<<84']

describe('machine 24: a date', () => {
  test.each([
    ['4-9-2019', ['4', '9', '2019']],
    ['04-09-2019', ['04', '09', '2019']],
    ['4/9/2019', ['4', '9', '2019']],
    ['4.9.2019', ['4', '9', '2019']],
    ['4 9 2019', ['4', '9', '2019']],
    ['04092019', ['04', '09', '2019']],
    ['31-1-2019', ['31', '1', '2019']],
  ])('typed as %s is that day', async (typed, parts) => {
    await kiosk.show('find-child')
    await keys(...[...typed].map((sign) => (sign === ' ' ? 'Space' : sign)), ...'123456782')
    expect(await values()).toEqual([...parts, '123456782'])
  })

  test.each(['Enter', 'Tab'])(
    'with %s after each part is that day too, also after a part that went on by itself',
    async (end) => {
      await kiosk.show('find-child')
      await keys('4', end, '0', '9', end, '2', '0', '1', '9', end, ...'123456782')
      expect(await values()).toEqual(['4', '09', '2019', '123456782'])
    },
  )
})

describe('machine 24: typed lines', () => {
  test.each(['Enter', 'Tab'])('with %s after each are whole', async (end) => {
    await kiosk.show('document-type')
    await kiosk.said()
    for (const line of card) await keys(...line, end)
    if (end === 'Tab') await keys('Enter')
    expect(await values()).toEqual(card)
  })

  test('are sent by the Enter after the last one', async () => {
    await kiosk.show('document-type')
    await kiosk.said()
    for (const line of card) await keys(...line, 'Enter')
    expect(await intents()).toEqual([{ kind: 'mrz', text: card.join('\n'), overflow: false }])
  })
})

describe('screens 9: typed lines', () => {
  const typePassport = async (lines: readonly string[]): Promise<void> => {
    await kiosk.show('document-type')
    await kiosk.page.getByText('Paspoort', { exact: true }).locator('visible=true').click()
    await kiosk.page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await kiosk.page.keyboard.type(lines.join(''))
    await kiosk.settle()
    await kiosk.said()
  }

  test('say how many signs they have, and what is missing', async () => {
    await kiosk.show('document-type')
    await kiosk.page.keyboard.type('I<NLD')
    expect(await seen()).toContain('5 van 30 tekens')
    await kiosk.page.locator('.next:visible').click({ force: true })
    await kiosk.page.waitForTimeout(100)
    expect(await seen()).toContain('Regel 1 mist nog 25 tekens.')
  })

  test.each([
    ['the number', 1, 4, 'Kijk bij het nummer van het document: teken 1 tot en met 10.'],
    ['the birth date', 1, 15, 'Kijk bij de geboortedatum: teken 14 tot en met 20.'],
    ['the last day', 1, 24, 'Kijk bij de laatste dag van het document: teken 22 tot en met 28.'],
    ['the personal number', 1, 30, 'Kijk bij het persoonlijke nummer: teken 29 tot en met 43.'],
  ])('with a slip in %s name line and place, open it, and send nothing', async (_what, line, at, says) => {
    const lines = passport.map((text, index) =>
      index === line ? text.slice(0, at) + (text.charAt(at) === '7' ? '4' : '7') + text.slice(at + 1) : text,
    )
    await typePassport(lines)
    await keys('Enter')
    expect(await intents()).toEqual([])
    expect(await seen()).toContain('In regel 2 klopt een teken niet.')
    expect(await seen()).toContain(says)
    expect((await tree()).filter((node) => node.role === 'textbox').map((node) => node.invalid)).toEqual([false, true])
  })

  test('are mended where the caret is put, by keys, by the drawn arrows and by a finger', async () => {
    const wrong = passport.map((line) => line.replace('SPECI2', 'SPECJ2'))
    const mend: readonly (() => Promise<void>)[] = [
      async () => keys('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Delete', 'I'),
      async () => {
        await keys('Home')
        for (let i = 0; i < 4; i += 1)
          await kiosk.page.getByLabel('Eén teken naar rechts').locator('visible=true').click()
        await keys('I')
      },
      async () => {
        const sign = await kiosk.page.locator('.box.is-now .sign').nth(4).boundingBox()
        if (sign === null) throw new Error('no sign')
        await kiosk.page.mouse.click(sign.x + 1, sign.y + sign.height / 2)
        await keys('ArrowRight', 'Backspace', 'I')
      },
    ]
    for (const how of mend) {
      await kiosk.show('for-whom')
      await typePassport(wrong)
      await keys('Enter')
      expect(await intents()).toEqual([])
      await how()
      expect(await values()).toEqual(passport)
      await kiosk.page.locator('.next:visible').click()
      expect(await intents()).toEqual([{ kind: 'mrz', text: passport.join('\n'), overflow: false }])
    }
  })
})

describe('screens 19: an impossible date', () => {
  test.each([
    ['31132019', 'Maand', 'De maand kan niet hoger zijn dan 12.'],
    ['32012019', 'Dag', 'De dag kan niet hoger zijn dan 31.'],
    ['31022019', 'Dag', 'De maand februari heeft maar 28 dagen.'],
    ['31042019', 'Dag', 'De maand april heeft maar 30 dagen.'],
    ['29022019', 'Dag', 'De maand februari heeft maar 28 dagen.'],
    ['00012019', 'Dag', 'De dag kan niet 0 zijn.'],
    ['01002019', 'Maand', 'De maand kan niet 0 zijn.'],
    ['01010019', 'Jaar', 'Het jaar kan niet lager zijn dan 1900.'],
  ])('%s says why, marks %s, opens it, and nothing jumps', async (typed, part, says) => {
    const key = async () => kiosk.page.locator('.key:visible').first().boundingBox()
    for (const [glass, letters] of [
      [portrait, 0],
      [portrait, 1],
      [portrait, 2],
      [landscape, 0],
    ] as const) {
      await kiosk.start(glass)
      for (let i = 0; i < letters; i += 1) await kiosk.page.locator('.letters:visible').click()
      await kiosk.page.evaluate(() => (document.activeElement as HTMLElement).blur())
      await kiosk.show('find-child')
      const before = await key()
      await keys(...typed)
      expect(await seen()).toContain(says)
      await keys(...'123456782')
      expect(await key()).toEqual(before)
      await kiosk.said()
      await kiosk.page.locator('.next:visible').click({ force: true })
      expect(await intents()).toEqual([])
      await kiosk.page.waitForTimeout(80)
      expect(await seen()).not.toContain('Vul dit nog in')
      const [wrong] = (await tree()).filter((node) => node.role === 'textbox' && node.invalid)
      expect(wrong?.name).toContain(part)
      expect(await kiosk.page.locator('.box.is-now.is-wrong').count()).toBe(1)
    }
  })

  test('is mended by typing over the part that is open', async () => {
    await kiosk.show('find-child')
    await keys(...'31132019', ...'123456782')
    await keys(...'12')
    expect(await values()).toEqual(['31', '12', '2019', '123456782'])
    await kiosk.said()
    await kiosk.page.locator('.next:visible').click()
    expect(await intents()).toEqual([{ kind: 'findPatient', birthDate: '2019-12-31', bsn: '123456782' }])
  })

  test('who does not know the BSN goes to the clerk', async () => {
    for (const name of ['find-child', 'find-self'] as const) {
      await kiosk.show(name)
      await kiosk.said()
      await kiosk.page.getByText('Ik weet het BSN niet').locator('visible=true').click()
      expect(await intents()).toEqual([{ kind: 'askDesk' }])
    }
  })
})

describe('screens 26: a screen reader', () => {
  test('hears the title first, then goes with the field that is filled', async () => {
    await kiosk.show('find-child')
    expect((await focusedNode())?.role).toBe('heading')
    await keys('0')
    expect(await focusedNode()).toMatchObject({ role: 'textbox', name: 'Dag: 0' })
    expect(await live()).toBe('0')
    await keys('4')
    expect(await focusedNode()).toMatchObject({ role: 'textbox', name: 'Maand: leeg' })
    expect(await live()).toBe('4. Maand')
    await keys('Backspace')
    expect(await focusedNode()).toMatchObject({ role: 'textbox', name: 'Dag: 0' })
    expect(await live()).toContain('gewist')
  })

  test('does not hear a BSN, only how far it is', async () => {
    await kiosk.show('find-self')
    await keys('1', '2', '3')
    expect(await live()).toBe('cijfer 3 van 9')
    const told = (await tree())
      .filter((node) => node.role !== 'button')
      .map((node) => node.name)
      .join('|')
    expect(told).toContain('BSN: 9 cijfers: cijfer 3 van 9')
    expect(told).not.toContain('123')
  })

  test('Backspace edits the part that has the focus, however it came there', async () => {
    await kiosk.show('find-child')
    await keys(...'04092019', ...'12345')
    await kiosk.page.locator('.box').nth(1).focus()
    await keys('Backspace')
    expect(await values()).toEqual(['04', '0', '2019', '12345'])
    await keys('Backspace', 'Backspace')
    expect(await values()).toEqual(['04', '', '2019', '12345'])
  })

  test('keeps the focus on a drawn key that a keyboard pressed, and in the field when a finger did', async () => {
    await kiosk.show('find-child')
    await kiosk.page.locator('.key').first().focus()
    await keys('Enter', 'Enter')
    expect(await focusedNode()).toMatchObject({ role: 'button', name: '1' })
    await kiosk.page.locator('.box').nth(1).focus()
    await kiosk.page.locator('.key').nth(1).tap()
    await kiosk.settle()
    expect(await focusedNode()).toMatchObject({ role: 'textbox', name: 'Maand: 2' })
  })

  test('hears typed lines and names sign by sign', async () => {
    await kiosk.show('document-type')
    await keys('I', '<')
    expect(await live()).toBe('pijltje')
    expect((await focusedNode())?.name).toBe('Regel 1 van 3, 2 van 30 tekens: I<')
    await kiosk.show('sign-typed')
    await keys('S')
    expect(await live()).toBe('S')
    await keys('ArrowLeft', 'Backspace')
    expect((await focusedNode())?.name).toContain(': S')
  })
})

describe('screens 27: a name that is said', () => {
  test('holds the words that are seen, on every screen', async () => {
    const wrong: string[] = []
    const names = Object.keys(screens).filter((name): name is FixtureName => name in screens)
    for (const name of names) {
      await kiosk.show(name)
      const differing = await kiosk.page.evaluate(() => {
        const plain = (text: string): string =>
          text
            .replaceAll(/[\s\u00a0\u00ad]+/g, ' ')
            .trim()
            .toLowerCase()
        return [...document.querySelectorAll<HTMLElement>('button[aria-label]')].flatMap((one) => {
          const [said, seen] = [plain(one.getAttribute('aria-label') ?? ''), plain(one.innerText)]
          // A sign such as < is no word.
          return /[\p{L}\p{N}]/u.test(seen) && !said.includes(seen) ? [`${seen} / ${said}`] : []
        })
      })
      wrong.push(...differing.map((one) => `${name}: ${one}`))
    }
    expect(wrong).toEqual([])
  }, 60_000)

  test('begins with the label of a typed signature’s field', async () => {
    await kiosk.show('sign-typed')
    const field = (await tree()).find(({ role }) => role === 'textbox')
    const label = 'Typ precies: S. de Jong'
    expect(await seen()).toContain(label)
    expect(field?.name).toContain(label)
  })

  test('is another one for each entry of a dossier', async () => {
    await kiosk.show('dossier')
    const names = (await tree()).filter(({ role }) => role === 'button').map(({ name }) => name)
    expect(names.length).toBeGreaterThan(4)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})
