/** What the screens do: by keys alone, under a cover, with a scanner, and only once. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { outcomes } from '../../domain/outcome/outcomes.ts'
import { landscape, openKioskPage, portrait, type KioskPage } from './support/kiosk-page.ts'
import { screens, type FixtureName } from './support/fixtures.ts'

let kiosk: KioskPage
beforeAll(async () => {
  kiosk = await openKioskPage()
}, 60_000)
afterAll(async () => kiosk.close())
beforeEach(async () => kiosk.start(portrait))

const keys = async (...names: readonly string[]): Promise<void> => {
  for (const name of names) await kiosk.page.keyboard.press(name)
  await kiosk.settle()
}
/**
 * Signs at the pace of quick hands: faster ones in a row are a reader's, and its line ends press nothing for a while
 * (renderer/input/line-ends.ts).
 */
const byHand = async (signs: string): Promise<void> => {
  await kiosk.page.keyboard.type(signs, { delay: 60 })
  await kiosk.settle()
}
/** Real keys as fast as a scanner on the keyboard's cable types: it waits for nobody, so neither may this. */
async function wedge(names: readonly string[]): Promise<void> {
  const driver = await kiosk.page.context().newCDPSession(kiosk.page)
  await Promise.all(
    names.flatMap((key) => [
      driver.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text: key === 'Enter' ? '\r' : key }),
      driver.send('Input.dispatchKeyEvent', { type: 'keyUp', key }),
    ]),
  )
  await driver.detach()
}
/** Tabs until the focused element's text matches; fails when the focus has gone round once. */
async function tabTo(text: RegExp): Promise<void> {
  for (let i = 0; i < 80; i += 1) {
    await kiosk.page.keyboard.press('Tab')
    if (text.test(await focused())) return
  }
  throw new Error(`the focus never reached ${String(text)}`)
}
const focused = (): Promise<string> =>
  kiosk.page.evaluate(
    () => `${document.activeElement?.getAttribute('aria-label') ?? ''} ${document.activeElement?.textContent ?? ''}`,
  )
/** What was asked of the session; a port delivers a moment after it was posted to. */
const intents = async (): Promise<readonly unknown[]> => {
  await kiosk.settle()
  return (await kiosk.said()).visit.filter((message) => (message as { type: string }).type === 'intent')
}
const control = async (): Promise<readonly string[]> =>
  (await kiosk.said()).control.map((message) => (message as { type: string }).type)
const seen = (): Promise<string> => kiosk.page.evaluate(() => document.body.innerText)

describe('By keys alone', () => {
  test('the attract screen begins a visit in the language that was chosen', async () => {
    await kiosk.said()
    await tabTo(/English/)
    await keys('Enter')
    expect(await control()).toContain('activate')
    await kiosk.show('language')
    expect(await intents()).toMatchObject([{ intent: { kind: 'language', language: 'en' } }])
  })

  test('a kiosk whose rules do not hold says so, offers the bell and nothing to begin with', async () => {
    await kiosk.start(portrait)
    await kiosk.fromMain({ type: 'attract', outOfService: 'policyOtherHospital', notice: null })
    await kiosk.settle()
    expect(await seen()).toContain(outcomes.policyOtherHospital.patient.nl)
    expect(await seen()).not.toContain('Tik hier om te beginnen')
    await kiosk.said()
    await tabTo(/Roep een medewerker/)
    await keys('Enter')
    expect(await control()).toContain('help')
  })

  test('a first touch that main does not hear yet is repeated until the visit has begun', async () => {
    await kiosk.start(portrait)
    await kiosk.said()
    await tabTo(/Tik hier om te beginnen/)
    await keys('Enter')
    await kiosk.page.waitForTimeout(3500)
    expect((await control()).filter((type) => type === 'activate').length).toBeGreaterThanOrEqual(2)
    await kiosk.show('language')
    await kiosk.said()
    await kiosk.page.waitForTimeout(2000)
    expect(await control()).not.toContain('activate')
  })

  test('each new screen puts the focus on its title, and every answer is reached', async () => {
    await kiosk.show('question-cards')
    expect(await focused()).toContain('Heeft u het gezag')
    await kiosk.said()
    await tabTo(/Ja, wij samen/)
    await keys('Enter')
    expect(await intents()).toMatchObject([{ intent: { kind: 'answer', linkId: 'authority', values: ['together'] } }])
  })

  test('the receipt is printed, which also asks for more time, and not offered where there is no printer', async () => {
    await kiosk.show('done')
    await kiosk.said()
    await tabTo(/Print het ontvangstbewijs/)
    await keys('Enter')
    expect(await intents()).toMatchObject([{ intent: { kind: 'print' } }])
    await kiosk.show('done')
    await kiosk.said()
    await tabTo(/Print het ontvangstbewijs/)
    await keys('Enter')
    expect(await control()).toContain('stay')
    await kiosk.show('done-printing')
    expect(await seen()).toContain('Wij printen uw ontvangstbewijs')
    expect(await seen()).not.toContain('Klaar. Wis dit scherm')
    await kiosk.show('done-print-failed')
    expect(await seen()).toContain('Het papier is op')
    await kiosk.show('done-waiting')
    expect(await seen()).not.toContain('Print het ontvangstbewijs')
  })

  test('digits go to the field that is filled, and arrows move over the number pad', async () => {
    await kiosk.show('find-child')
    await byHand('04092019123456782')
    await tabTo(/^ 1$/)
    await keys('ArrowRight', 'ArrowDown')
    expect(await focused()).toBe(' 5')
    await kiosk.said()
    await tabTo(/Verder/)
    await keys('Enter')
    expect(await intents()).toMatchObject([
      { intent: { kind: 'findPatient', birthDate: '2019-09-04', bsn: '123456782' } },
    ])
  })

  test('a day that does not exist is told beside the fields and not sent', async () => {
    await kiosk.show('find-child')
    await byHand('31022019123456782')
    expect(await seen()).toContain('De maand februari heeft maar 28 dagen.')
    await kiosk.said()
    await keys('Enter')
    expect(await intents()).toEqual([])
  })

  test('a name is typed and signed without drawing', async () => {
    await kiosk.show('sign-typed')
    await kiosk.said()
    await byHand('S. de Jong')
    await keys('Enter')
    expect(await intents()).toMatchObject([{ intent: { kind: 'typedName', name: 'S. de Jong' } }])
  })

  test('Escape closes what lies over the screen and gives the focus back', async () => {
    await kiosk.show('review')
    await tabTo(/Contrast/)
    await tabTo(/Privacy/)
    await keys('Enter')
    expect(await seen()).toContain('Uw privacy')
    await keys('Escape')
    expect(await focused()).toContain('Privacy')
    expect(await seen()).toContain('Klopt dit zo?')
  })
})

describe('A page of which only the first screen is there', () => {
  const rest = '**/later-*.js'
  afterEach(async () => kiosk.page.unroute(rest))

  test('keeps what was asked of it until the rest is there', async () => {
    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    await kiosk.page.route(rest, async (route) => {
      await held
      await route.fallback()
    })
    await kiosk.open(portrait)
    await kiosk.page.getByText('Privacy').click()
    await kiosk.show('for-whom')
    expect(await seen()).toContain('Tik hier om te beginnen')
    expect(await kiosk.page.evaluate(() => document.documentElement.dataset['step'])).toBe('attract')
    letGo()
    await kiosk.page.getByText('Uw privacy').waitFor()
    await keys('Escape')
    expect(await kiosk.page.evaluate(() => document.documentElement.dataset['step'])).toBe('forWhom')
  })

  test('tells main that it is broken when the rest cannot be had', async () => {
    await kiosk.page.route(rest, (route) => route.abort())
    await kiosk.open(portrait)
    await expect.poll(control).toContain('broken')
    kiosk.errors.length = 0
  })
})

test('nothing moves on the attract screen, and what comes after it arrives', async () => {
  const moves = () => kiosk.page.evaluate(() => getComputedStyle(document.querySelector('.words') ?? document.body).animationName) // prettier-ignore
  await kiosk.page.emulateMedia({ reducedMotion: 'no-preference' })
  await kiosk.start(portrait)
  expect(await moves()).toBe('none')
  await kiosk.show('for-whom')
  expect(await moves()).toBe('arrive')
  await kiosk.page.emulateMedia({ reducedMotion: 'reduce' })
})

describe('A scanner', () => {
  const lines = ['I<NLDSPECI20142999999990<<<<<8', '6503101F2403096NLD<<<<<<<<<<<8', 'DE<BRUIJN<<WILLEKE<LISELOTTE<<']
  test('types its lines and they are handed on, shown nowhere and press nothing', async () => {
    await kiosk.show('document-scan')
    await kiosk.said()
    await tabTo(/Het lukt niet/)
    await wedge(lines.flatMap((line) => [...line, 'Enter']))
    await kiosk.settle()
    expect(await intents()).toMatchObject([{ intent: { kind: 'mrz', text: lines.join('\n'), overflow: false } }])
    expect(await kiosk.page.evaluate(() => document.body.textContent)).not.toContain('SPECI2014<')
  })

  test('that sends 10 kB is cut at 512 characters and says so', async () => {
    await kiosk.show('document-scan')
    await kiosk.said()
    await kiosk.page.evaluate(() => {
      for (let i = 0; i < 10_000; i += 1)
        window.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', bubbles: true, cancelable: true }))
    })
    await kiosk.page.waitForTimeout(400)
    const [message] = await intents()
    expect(message).toMatchObject({ intent: { kind: 'mrz', overflow: true } })
    expect((message as { intent: { text: string } }).intent.text).toHaveLength(512)
  })

  test('is not heard under a cover', async () => {
    await kiosk.show('document-scan')
    await kiosk.fromMain({ type: 'idle', secondsLeft: 20 })
    await kiosk.said()
    await wedge([...lines.join('')])
    await kiosk.page.waitForTimeout(350)
    expect(await intents()).toEqual([])
  })
})

describe('A screen', () => {
  test('takes one answer, however often it is tapped', async () => {
    await kiosk.show('for-whom')
    await kiosk.said()
    await kiosk.page.evaluate(() => {
      for (const card of document.querySelectorAll<HTMLElement>('.card')) card.click()
    })
    await kiosk.settle()
    expect(await intents()).toHaveLength(1)
  })

  test('is covered at once, leaves nothing to read, and comes back as it was', async () => {
    await kiosk.show('find-child')
    await keys('0', '4')
    await kiosk.fromMain({ type: 'idle', secondsLeft: 38 })
    await kiosk.settle()
    await kiosk.said()
    // It has been counting since the cover stood, not since somebody looked.
    expect(await seen()).toMatch(/Over 3[0-8] seconden wissen wij alles\./)
    expect(await seen()).not.toContain('Wie is uw kind?')
    await kiosk.page.getByText('Ja, ik ben er nog').click()
    expect(await control()).toEqual(['stay'])
    await kiosk.fromMain({ type: 'idle', secondsLeft: null })
    await kiosk.settle()
    expect(await kiosk.page.locator('.box').first().innerText()).toBe('04')
  })

  test('tells main at most once a second that somebody is there, and never what', async () => {
    await kiosk.show('find-child')
    await kiosk.page.waitForTimeout(1100)
    await kiosk.said()
    await wedge(Array.from({ length: 10 }, () => '1'))
    const { control: said } = await kiosk.said()
    expect(said).toEqual([{ type: 'activity' }])
  })

  test('says which step stands, on <html> and to main, and nothing else about it', async () => {
    await kiosk.show('confirm-child')
    await kiosk.page.waitForTimeout(100)
    expect(await kiosk.page.evaluate(() => document.documentElement.dataset['step'])).toBe('confirmPatient')
    expect((await kiosk.said()).control).toContainEqual({ type: 'painted', step: 'confirmPatient' })
    expect(await kiosk.page.title()).toBe('Balie')
  })

  test('rings the bell, and the data is covered until the visitor goes on', async () => {
    await kiosk.show('review')
    await kiosk.said()
    await kiosk.page.locator('.bell:visible').click()
    await kiosk.fromMain({ type: 'help', state: 'ringing' })
    await kiosk.settle()
    expect(await control()).toContain('help')
    expect(await seen()).toContain('Wij roepen de balie')
    expect(await seen()).not.toContain('S. de Jong')
    await kiosk.page.getByText('Ik ga alvast verder').click()
    expect(await seen()).toContain('S. de Jong')
  })

  test('with a document that does not fit is read in parts, and only then agreed to', async () => {
    await kiosk.start(landscape)
    for (let i = 0; i < 2; i += 1) await kiosk.page.locator('.letters:visible').click()
    await kiosk.show('terms')
    await kiosk.said()
    const agree = kiosk.page.locator('.next:visible')
    await agree.click({ force: true })
    expect(await intents()).toEqual([])
    const more = kiosk.page.locator('.pager:visible .btn').last()
    while ((await more.getAttribute('aria-disabled')) === 'false') await more.click()
    await agree.click()
    expect(await intents()).toMatchObject([{ intent: { kind: 'acceptTerms' } }])
  })

  test('screens 25: reads aloud with a voice of the machine in the visitor’s language', async () => {
    await kiosk.show('for-whom')
    await kiosk.page.getByText('Voorlezen').locator('visible=true').click()
    await kiosk.settle()
    expect(
      await kiosk.page.evaluate(() => window.test.speaking.spoken.map(({ text, lang }) => ({ text, lang }))),
    ).toEqual([{ text: 'Voor wie bent u hier?\nTik op één antwoord.', lang: 'nl-BE' }])
    await kiosk.page.getByText('Stop met voorlezen').locator('visible=true').click()
    await kiosk.show('for-whom', 'en')
    await kiosk.page.getByText('Read aloud').locator('visible=true').click()
    expect(await kiosk.page.evaluate(() => window.test.speaking.spoken.at(-1)?.lang)).toBe('en-GB')
  })

  test('screens 25: a machine without a voice in that language offers no reading aloud', async () => {
    await kiosk.show('for-whom')
    const button = kiosk.page.getByText('Voorlezen').locator('visible=true')
    expect(await button.count()).toBe(1)
    const tell = async (langs: readonly string[]): Promise<void> => {
      await kiosk.page.evaluate((told) => {
        window.test.speaking.voices = told.map((lang) => ({ lang, localService: true, default: false }))
        speechSynthesis.dispatchEvent(new Event('voiceschanged'))
      }, langs)
      await kiosk.settle()
    }
    await tell(['en-GB', 'nld', 'de'])
    expect(await button.count()).toBe(0)
    await kiosk.show('for-whom', 'en')
    expect(await kiosk.page.getByText('Read aloud').locator('visible=true').count()).toBe(1)
    await tell([])
    expect(await kiosk.page.getByText('Read aloud').locator('visible=true').count()).toBe(0)
    // The service comes later than the page.
    await tell(['en'])
    expect(await kiosk.page.getByText('Read aloud').locator('visible=true').count()).toBe(1)
  })

  test.each(['nl', 'nlSimple', 'en'] as const)(
    'screens 20: a door that does not lead on says so, in %s',
    async (language) => {
      await kiosk.show('for-whom', language)
      const atDesk = language === 'en' ? 'Ask at the desk' : 'Dit kan aan de balie'
      const cards = await kiosk.page.locator('.card:visible').allInnerTexts()
      expect(cards.map((card) => card.includes(atDesk))).toEqual([false, false, true, true, true, true])
      expect(await kiosk.page.locator('.onward .btn:visible').innerText()).toMatch(/Ik weet het niet|I do not know/)
    },
  )

  test('has no native field and no selectable text', async () => {
    for (const name of Object.keys(screens) as FixtureName[]) {
      await kiosk.show(name)
      const bad = await kiosk.page.evaluate(() => [
        ...[...document.querySelectorAll('input, textarea, select, [contenteditable], a[href], iframe')].map(
          (element) => element.tagName,
        ),
        ...[...document.querySelectorAll('body *')]
          .filter((element) => getComputedStyle(element).userSelect !== 'none')
          .map((element) => `selectable ${element.tagName}`),
      ])
      expect(bad).toEqual([])
    }
  })

  test('machine 9: says every two seconds that it paints, also behind a cover, and not when it is white', async () => {
    await kiosk.show('dossier')
    const before = await kiosk.beats()
    await expect.poll(() => kiosk.beats()).toBeGreaterThan(before)
    await kiosk.fromMain({ type: 'idle', secondsLeft: 30 })
    const covered = await kiosk.beats()
    await expect.poll(() => kiosk.beats()).toBeGreaterThan(covered)
    await kiosk.page.evaluate(() => document.getElementById('app')?.replaceChildren())
    await kiosk.settle()
    const white = await kiosk.beats()
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    expect(await kiosk.beats()).toBe(white)
  })

  test('is gone when main wipes', async () => {
    await kiosk.show('review')
    await kiosk.fromMain({ type: 'ending', reload: false })
    await kiosk.settle()
    expect(await kiosk.page.evaluate(() => document.body.textContent)).not.toContain('S. de Jong')
  })
})

test('The script of all screens together is at most 120 kB gzipped', () => {
  expect(kiosk.gzippedScript).toBeGreaterThan(20 * 1024)
  expect(kiosk.gzippedScript).toBeLessThanOrEqual(120 * 1024)
})
