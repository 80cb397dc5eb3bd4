/**
 * Every screen in every mode, on both glasses, in every language: no text over text, none cut, the code large enough.
 * Each mode is shown in one language here, the next mode in the next one; `npm run prove:screens` shows all in all.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages, type Language } from '../../domain/language.ts'
import { landscape, openKioskPage, portrait, type Glass, type KioskPage } from './support/kiosk-page.ts'
import { overprint } from './support/overprint.ts'
import { screens, type FixtureName } from './support/fixtures.ts'

let kiosk: KioskPage
beforeAll(async () => {
  kiosk = await openKioskPage()
}, 60_000)
afterAll(async () => kiosk.close())

const letters = '.tools:visible .tool.letters'
const contrast = '.tools:visible .tool:nth-last-of-type(2)'
const lower = '.tools:visible .tool.lower'
const modes: Readonly<Record<string, readonly string[]>> = {
  A: [],
  'A+': [letters],
  'A++': [letters, letters],
  contrast: [contrast],
  'A++ in contrast': [letters, letters, contrast],
  lowered: [lower],
  'lowered A+': [lower, letters],
  'lowered A++ in contrast': [lower, letters, letters, contrast],
}

/** The code's side in real millimetres. */
const codeMm = async (glass: Glass): Promise<number> => {
  const box = await kiosk.page.locator('.qr svg:visible').first().boundingBox()
  return box === null ? 0 : Math.min(box.width, box.height) / glass.mm
}

/** Set by `npm run prove:screens`. */
const everything = process.env['BALIE_EVERY_MODE'] === '1'
/** Where a child answers by itself nobody follows anything by telephone. */
const withoutCode: readonly string[] = ['done-child', 'done-answer'] satisfies readonly FixtureName[]
/** The languages of a mode, by its place in the list. */
const spoken = (at: number): readonly Language[] =>
  everything ? languages : [languages[at % languages.length] ?? 'nl']

async function through(
  glass: Glass,
  press: readonly string[],
  inLanguages: readonly Language[],
): Promise<readonly string[]> {
  const found: string[] = []
  await kiosk.start(glass)
  for (const selector of press) await kiosk.page.locator(selector).click()
  for (const language of inLanguages) {
    for (const name of Object.keys(screens) as FixtureName[]) {
      await kiosk.show(name, language)
      const seen = [...(await kiosk.page.evaluate(overprint))]
      if (name.startsWith('done') && !withoutCode.includes(name)) {
        const size = await codeMm(glass)
        if (size < 54) seen.push(`the code is ${size.toFixed(1)} mm`)
      }
      found.push(...seen.map((finding) => `${language} ${name}: ${finding}`))
    }
    await kiosk.show('done', language)
    await kiosk.fromMain({ type: 'idle', secondsLeft: 9 })
    await kiosk.settle()
    const size = await codeMm(glass)
    const seen = [
      ...(await kiosk.page.evaluate(overprint)),
      ...(size < 54 ? [`the code is ${size.toFixed(1)} mm`] : []),
    ]
    found.push(...seen.map((finding) => `${language} wiping: ${finding}`))
    await kiosk.fromMain({ type: 'idle', secondsLeft: null })
    await kiosk.settle()
  }
  return found
}

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
] as const)('screens 16, 28: on the %s glass', (_name, glass: Glass) => {
  const here = Object.entries(modes)
    .filter(([name]) => glass === portrait || !name.startsWith('lowered'))
    .map(([name, press], at) => ({ name, press, inLanguages: spoken(glass === portrait ? at : at + 1) }))
  test.each(here)(
    'every screen is laid out in $name, in $inLanguages',
    async ({ press, inLanguages }) => {
      expect(await through(glass, press, inLanguages)).toEqual([])
    },
    180_000,
  )
})

test.each([
  ['portrait', portrait],
  ['landscape', landscape],
] as const)(
  'screens 9: a whole line of a passport is seen whole on the %s glass, also in the largest letters',
  async (_name, glass) => {
    for (const press of [[], [letters], [letters, letters]]) {
      await kiosk.start(glass)
      for (const selector of press) await kiosk.page.locator(selector).click()
      await kiosk.show('document-type')
      await kiosk.page.getByText('Paspoort', { exact: true }).locator('visible=true').click()
      await kiosk.page.locator('.box.is-now').focus()
      await kiosk.page.keyboard.type('PMNLDDE<BRUIJN<<WILLEKE<LISELOTTE<MARGARETHA')
      await kiosk.page.locator('.box:visible').first().focus()
      await kiosk.settle()
      const found = await kiosk.page.evaluate(overprint)
      expect(found).toEqual([])
      expect(
        await kiosk.page.locator('.box.is-now').evaluate((box) => box.scrollWidth - box.clientWidth),
      ).toBeLessThanOrEqual(1)
    }
  },
)

test('screens 16: the check itself sees text over text and text that is cut', async () => {
  await kiosk.start(portrait)
  await kiosk.show('review')
  await kiosk.page.evaluate(() => {
    const [one, other] = document.querySelectorAll<HTMLElement>('.under .dt')
    const button = document.querySelector<HTMLElement>('.under .next')
    if (!one || !other || !button) throw new Error('the fixture has changed')
    one.style.transform = `translateY(${other.getBoundingClientRect().top - one.getBoundingClientRect().top}px)`
    button.style.cssText = 'inline-size: 60px; min-inline-size: 0; overflow: hidden'
  })
  const found = (await kiosk.page.evaluate(overprint)).join('\n')
  expect(found).toMatch(/lies over/)
  expect(found).toMatch(/is cut/)
})
