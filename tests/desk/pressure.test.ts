/** What a clerk under pressure meets: many tabs, calls, errors, ends, letters of another size, a document to type. */
import { journeys, leadsOn } from '../../domain/journeys/index.ts'
import { mkdirSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Instant } from '../../domain/ids.ts'
import { trail } from '../../central/web/desk/trail.ts'
import { claimOf } from '../gateway/bench.ts'
import { deskBench } from './bench.ts'
import { launchClerkBrowser, logIn, press, typeNamed } from './clerk.ts'

const shots = 'out/test/desk'
let browser: Browser
let desk: Awaited<ReturnType<typeof deskBench>>
let page: Page
const clerk = { id: 'clerk-1', name: 'M' }
const now = () => v.parse(Instant, new Date().toISOString())

beforeAll(async () => {
  mkdirSync(shots, { recursive: true })
  browser = await launchClerkBrowser()
}, 60_000)
afterAll(() => browser.close())
beforeEach(async () => {
  desk = await deskBench()
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
  })
  page = await context.newPage()
  await logIn(page, { staff: desk.origin, as: desk.accounts[0] })
})
afterEach(async () => {
  await page.context().close()
  await desk.close()
  expect(desk.faults).toEqual([])
})

async function mother(door: 'self' | 'child' = 'child') {
  const visit = await desk.visitor(1)
  await desk.visits.claim(visit, claimOf(door))
  desk.change(desk.device(1), { step: 'desk' })
  return visit
}

test(
  'machine 18: seven tabs share one line, none blocks another, and each renews itself',
  { timeout: 90_000 },
  async () => {
    const tabs = [page]
    for (let n = 0; n < 7; n += 1) {
      const tab = await page.context().newPage()
      await tab.goto(`${desk.origin}/desk`)
      tabs.push(tab)
    }
    const visit = await mother('self')
    for (const tab of tabs) await tab.waitForSelector('.s-row')
    await page.click('.s-row')
    await page.fill('#ending', '2014')
    await page.check('[name="answer"][value="yes"]')
    await page.click('#approve')
    await page.waitForSelector('.s-good')
    expect((await desk.visits.find(visit))?.record.state).toBe('identified')
  },
)

test('screens 5: a call is heard by the page that shows it, in its title and its sound', async () => {
  desk.change(desk.device(2), { help: 'ringing', helpSince: now() })
  await page.waitForSelector('[data-rings]')
  await expect.poll(() => page.title()).toBe('Hulp: Zuil 2 · Balie')
  expect(await page.evaluate(() => document.body.dataset['sounded'])).toBe('1')
  expect(desk.sent).toEqual([{ type: 'help', state: 'heard' }])
  // Heard is not answered: it goes on ringing here.
  await page.waitForTimeout(300)
  expect(await page.locator('.s-bell.ring').count()).toBe(1)
})

test('screens 5: without an open page nobody has heard it', async () => {
  await page.goto('about:blank')
  desk.change(desk.device(2), { help: 'ringing', helpSince: now() })
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(desk.sent).toEqual([])
})

test('screens 1: opening a number and typing for it keeps the kiosk waiting; the desk sees whose clock it is', async () => {
  const visit = await mother('self')
  desk.change(desk.device(1), {
    clock: { state: 'standing', wipeAt: v.parse(Instant, new Date(Date.now() + 100_000).toISOString()) },
  })
  await page.waitForSelector('[data-late]')
  expect(await page.innerText('#queue')).toContain('zuil wist bijna alles')
  await page.click('.s-row')
  await page.waitForSelector('#ending')
  expect(await page.innerText('.s-clock')).toContain('staat stil: de bezoeker wacht op u')
  await page.type('#ending', '20')
  await expect.poll(() => desk.sent.filter(({ type }) => type === 'attend').length).toBeGreaterThanOrEqual(2)
  expect(desk.sent.filter(({ type }) => type === 'attend')[0]).toEqual({ type: 'attend', visit })
})

test('screens 11: an error empties what was wrong and nothing else', async () => {
  await mother()
  await page.waitForSelector('.s-row')
  await page.click('.s-row')
  await page.fill('#ending', '9999')
  await page.check('[value="sole"]')
  await page.fill('#issuedOn', '20-11-2026')
  await typeNamed(page)
  await page.check('[name="answer"][value="yes"]')
  await page.click('#approve')
  await page.waitForSelector('.s-error')
  expect(await page.inputValue('#ending')).toBe('')
  expect(await page.inputValue('#issuedOn')).toBe('20-11-2026')
  expect(await page.isChecked('[value="sole"]')).toBe(true)
  expect(await page.isChecked('[name="answer"][value="yes"]')).toBe(true)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('ending')
  await page.fill('#ending', '2014')
  await page.fill('#issuedOn', '31-12-2099')
  await page.click('#approve')
  await page.waitForSelector('#issuedOn[aria-invalid]')
  expect(await page.inputValue('#ending')).toBe('2014')
})

test('screens 4: the age limit stands at the desk, and a paper that is too old gets no green tick', async () => {
  const visit = await mother()
  await page.waitForSelector('.s-row')
  await page.click('.s-row')
  expect(await page.innerText('.s-proof')).toContain('niet ouder dan 3 maanden')
  await page.fill('#ending', '2014')
  await page.check('[value="sole"]')
  await page.fill('#issuedOn', '01-05-2019')
  await typeNamed(page)
  await page.check('[name="answer"][value="yes"]')
  await page.click('#approve')
  await page.waitForSelector('.s-verdict')
  expect(await page.innerText('#work')).toContain('Te oud')
  expect((await desk.visits.find(visit))?.record.evidence).toHaveLength(1)
  await page.fill('#issuedOn', '20-11-2026')
  await page.click('#proof .s-btn')
  await expect.poll(() => page.locator('.s-verdict').count()).toBe(0)
})

test('screens 6: a closed visit keeps its number with what to do, until somebody has helped', async () => {
  const visit = await mother()
  await desk.visits.identify(visit, '2014', clerk)
  await desk.visits.end(visit, 'blocked')
  await page.waitForSelector('text=Help aan de balie')
  await page.click('.s-row')
  await page.waitForSelector('text=Vertel de reden niet')
  await press(page, 'g')
  await page.waitForSelector('text=Nummer 1 is geholpen.')
  expect(await page.locator('.s-row').count()).toBe(0)
  await page.goto(`${desk.origin}/desk?nr=1`)
  expect(await page.innerText('#work')).toContain('Nummer 1: afgebroken, niets ondertekend.')
})

test('screens 8: the clerk types a document that the kiosk cannot read; a driving licence identifies nobody', async () => {
  const visit = await desk.visitor(1)
  await page.waitForSelector('.s-row')
  await page.click('.s-row')
  await page.click('summary')
  const fill = async (fields: Record<string, string>) => {
    for (const [name, value] of Object.entries(fields)) await page.fill(`#identity [name="${name}"]`, value)
  }
  await page.check('[value="drivingLicence"]')
  expect(
    await page.locator('[name="journey"]').evaluateAll((all) => all.map((one) => one.getAttribute('value'))),
  ).toEqual(journeys.filter(leadsOn).map(({ id }) => id))
  await page.check('[name="journey"][value="own-dossier"]')
  await fill({ documentNumber: 'spec 12014', expires: '2-8-2031', family: 'Jansen', given: 'Piet', born: '12-4-1960' })
  await page.click('#identity .s-btn.go')
  await page.waitForSelector('.s-error')
  expect(await page.innerText('.s-error')).toContain('rijbewijs')
  expect((await desk.visits.find(visit))?.record.claim).toBeNull()
  // Posted by hand: what only explains and refers has no visit.
  await page.check('[value="passport"]')
  const leadsNowhere = (value: string) =>
    page.locator('[name="journey"]:checked').evaluate((one, to) => one.setAttribute('value', to), value)
  await leadsNowhere('young-person')
  await page.click('#identity .s-btn.go')
  await page.waitForSelector('text=Kies voor wie de bezoeker komt.')
  expect((await desk.visits.find(visit))?.record.claim).toBeNull()
  await page.check('[name="journey"][value="own-dossier"]')
  await page.click('#identity .s-btn.go')
  await page.waitForSelector('#ending')
  expect(await desk.visits.find(visit)).toMatchObject({
    enteredBy: { id: 'clerk-1' },
    record: {
      claim: {
        document: { kind: 'passport', issuer: 'NLD', number: 'SPEC12014' },
        birthDate: '1960-04-12',
        journey: 'own-dossier',
      },
    },
  })
})

test('screens 3, 12: the clerk may search once the visitor is known, and tells double patients apart', async () => {
  const visit = await mother()
  await desk.visits.identify(visit, '2014', clerk)
  await page.goto(`${desk.origin}/desk?nr=1`)
  await page.fill('#birthDate', '3-3-2017')
  await press(page, 'Enter')
  await page.waitForSelector('.s-found')
  const text = await page.innerText('.s-found')
  expect(text).toContain('BSN ••••••081')
  expect(text).toContain('laatst hier')
  await page.click('.s-found .s-btn >> nth=1')
  await page.waitForSelector('.s-good')
  expect((await desk.visits.find(visit))?.record.patient).toBe('Patient/double-2')
})

describe('screens 7: the trail ticks what was done', () => {
  const done = (steps: ReturnType<typeof trail>) =>
    steps.filter(({ state }) => state === 'done').map(({ label }) => label)
  const claim = claimOf('child')

  test('after a refusal neither questions nor signature are ticked', () => {
    const record = { claim, state: 'bound' } as const
    const steps = trail({
      step: 'outcome',
      record,
      reached: ['language', 'forWhom', 'terms', 'document', 'desk', 'findPatient', 'confirmPatient', 'outcome'],
    })
    expect(done(steps)).toEqual(['Taal', 'Voor wie', 'Voorwaarden', 'Wie bent u', 'De patiënt'])
    expect(steps.at(-1)).toEqual({ label: 'Kan niet verder', state: 'now' })
  })

  test('after a document that could not be read, who it is is not ticked', () => {
    const steps = trail({
      step: 'outcome',
      record: { claim: null, state: 'opened' },
      reached: ['language', 'document', 'outcome'],
    })
    expect(done(steps)).toEqual(['Taal', 'Voor wie', 'Voorwaarden'])
  })

  test('at the end everything is', () => {
    expect(done(trail({ step: 'done', record: { claim, state: 'bound' }, reached: [] }))).toHaveLength(8)
  })
})

test.each([
  [150, 911, 512],
  [200, 683, 384],
])(
  'screens 13: at %i %% nothing is cut off, nothing lies over something else, and it works by keyboard alone',
  async (percent, width, height) => {
    const visit = await mother()
    desk.change(desk.device(1), { clock: { state: 'standing', wipeAt: now() } })
    await page.setViewportSize({ width, height })
    await page.goto(`${desk.origin}/desk?nr=1`)
    await page.waitForSelector('#ending')
    await page.screenshot({ path: `${shots}/zoom-${percent}.png`, fullPage: true })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    const cut = await page.evaluate(() => {
      const seen = [
        ...document.querySelectorAll<HTMLElement>('button, .s-seg label, input:not([type=hidden]), dd, h2, legend'),
      ]
      return seen.flatMap((element) => {
        const box = element.getBoundingClientRect()
        if (box.width === 0 || element.closest('dialog, details:not([open])')) return []
        element.scrollIntoView({ block: 'center' })
        const now = element.getBoundingClientRect()
        const top = document.elementFromPoint(now.left + now.width / 2, now.top + now.height / 2)
        const free = top !== null && (element.contains(top) || top.contains(element))
        return now.right > innerWidth + 1 || !free ? [element.textContent?.trim().slice(0, 40) ?? ''] : []
      })
    })
    expect(cut).toEqual([])
    await page.focus('#ending')
    await page.keyboard.type('2014')
    await press(page, 'Escape')
    await press(page, 'a')
    await page.fill('#issuedOn', '20-11-2026')
    await typeNamed(page)
    await press(page, 'Escape')
    await press(page, 'j')
    await press(page, 'Control+Enter')
    await page.waitForSelector('.s-good')
    expect((await desk.visits.find(visit))?.record.state).toBe('identified')
    await page.evaluate(`${axe.source}; undefined`)
    expect(await page.evaluate<string[]>('axe.run().then((r) => r.violations.map((one) => one.id))')).toEqual([])
  },
)
