import type { Browser, Page } from 'playwright'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { CalendarDay, CallNumber, Instant } from '../../domain/ids.ts'
import { outcomes } from '../../domain/outcome/outcomes.ts'
import { claimOf } from '../gateway/bench.ts'
import { deskBench } from './bench.ts'
import { launchClerkBrowser, logIn, press, typeNamed } from './clerk.ts'
import { accessible, fits } from './shown.ts'

let browser: Browser
let desk: Awaited<ReturnType<typeof deskBench>>
let page: Page
const errors: string[] = []

beforeAll(async () => {
  browser = await launchClerkBrowser()
}, 60_000)
afterAll(() => browser.close())
beforeEach(async () => {
  desk = await deskBench()
  page = await browser.newPage({
    viewport: { width: 1366, height: 768 },
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
  })
  errors.length = 0
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
})
afterEach(async () => {
  await page.close()
  await desk.close()
  expect(desk.faults).toEqual([])
})

async function login(): Promise<void> {
  await logIn(page, { staff: desk.origin, as: desk.accounts[0] })
}

test('login page, queue and every panel are accessible and fit 1366 by 768', async () => {
  await page.goto(`${desk.origin}/desk`)
  await accessible(page, 'login')
  await login()
  await accessible(page, 'empty')
  const child = await desk.visitor(1)
  await desk.visits.claim(child, claimOf('child'))
  desk.change(desk.device(1), { step: 'desk' })
  desk.change(desk.device(2), { help: 'ringing', helpSince: v.parse(Instant, new Date().toISOString()) })
  const second = await desk.visitor(2)
  await page.waitForSelector('.s-row')
  await page.click('.s-row >> text="1"')
  await page.waitForSelector('#decide')
  await accessible(page, 'claim-child')
  await fits(page)
  await desk.visits.claim(second, claimOf('self'))
  await desk.visits.identify(second, '2014', { id: 'x', name: 'Youssef Benali' })
  await desk.visits.lookUp(second)
  await desk.visits.lookUpFailed(second, 'severalFound')
  await page.goto(`${desk.origin}/desk?nr=2`)
  await page.fill('#birthDate', '1984-06-14')
  await page.click('#search button')
  await page.waitForSelector('.s-found')
  await accessible(page, 'pick')
  expect(errors).toEqual([])
})

const id = (number: number) => v.parse(CallNumber, number)

/** A mother at kiosk 1 whose document was read, opened on the desk page by its number. */
async function motherAtDesk(door: 'self' | 'child' = 'child') {
  await login()
  const visit = await desk.visitor(1)
  await desk.visits.claim(visit, claimOf(door))
  desk.change(desk.device(1), { step: 'desk' })
  await page.waitForSelector('.s-row')
  await press(page, 'ArrowDown')
  await press(page, 'Enter')
  await page.waitForSelector('#ending:focus')
  return visit
}

test('the queue shows numbers and progress, never a name or a document', async () => {
  await login()
  const visit = await desk.visitor(1)
  await desk.visits.claim(visit, claimOf('child'))
  await page.waitForSelector('tr.hot')
  const text = (await page.locator('#queue, #bells, #state').allInnerTexts()).join(' ')
  expect(text).toContain('Controle')
  expect(text).not.toMatch(/verhoeven|sanne|SPECI|1984/i)
  expect(page.url()).not.toMatch(/[0-9a-f]{8}-/)
})

test('a clerk confirms by keyboard alone: four characters, the extract, the person, Ctrl Enter', async () => {
  const visit = await motherAtDesk()
  expect(await page.innerText('#work')).not.toContain('2014')
  await page.keyboard.type('2014')
  await press(page, 'Escape')
  await press(page, 'a')
  await page.fill('#issuedOn', '20-11-2026')
  await typeNamed(page)
  await press(page, 'Escape')
  await press(page, 'Control+Enter')
  expect((await desk.visits.find(visit))?.record.state).toBe('opened')
  // The page answers the key a moment later.
  await expect.poll(() => page.innerText('#missing')).toBe('Beantwoord eerst vraag 3')
  await press(page, 'j')
  await press(page, 'Control+Enter')
  await page.waitForSelector('.s-good')
  expect(await desk.visits.find(visit)).toMatchObject({
    identifiedBy: { id: 'clerk-1', name: 'Marloes Kuiper' },
    record: { state: 'identified', evidence: [{ issuedOn: '2026-11-20', authority: 'sole' }], evidenceMissing: false },
  })
  const results = desk.fhir.all.filter(({ resourceType }) => resourceType === 'VerificationResult')
  expect(results).toHaveLength(2)
  expect(JSON.stringify(results[0])).toContain('NLD-SPECI2014')
  expect(JSON.stringify(results)).toContain('clerk-1')
  await accessible(page, 'identified')
})

test('wrong characters are refused with a sentence, and the third time the check is stopped', async () => {
  const visit = await motherAtDesk('self')
  for (const expected of ['horen niet bij dit document', 'horen niet bij dit document', 'Drie keer verkeerde tekens']) {
    await page.fill('#ending', '2013')
    await page.check('[name="answer"][value="yes"]')
    await page.click('#approve')
    await page.waitForSelector('.s-error')
    expect(await page.innerText('.s-error')).toContain(expected)
    if (expected.startsWith('horen')) await accessible(page, 'wrong-ending')
    await page.evaluate(() => document.querySelector('.s-error')?.remove())
  }
  expect((await desk.visits.find(visit))?.record).toMatchObject({ state: 'opened', declined: true })
  expect(desk.fhir.all.some(({ resourceType }) => resourceType === 'VerificationResult')).toBe(false)
})

test('not this person and doubt send the visitor to the desk; a new document starts anew', async () => {
  const visit = await motherAtDesk('self')
  await press(page, 'Escape')
  await press(page, 't')
  // The page answers the key a moment later.
  await expect.poll(() => page.innerText('#approve')).toContain('Twijfel: zet stil')
  await press(page, 'Control+Enter')
  await page.waitForSelector('.s-state')
  expect(await desk.visits.find(visit)).toMatchObject({ declinedBecause: 'doubt', record: { declined: true } })
  await accessible(page, 'declined')
  await desk.visits.claim(visit, claimOf('self'))
  await page.waitForSelector('#ending:focus')
  await press(page, 'Escape')
  await press(page, 'n')
  await press(page, 'Control+Enter')
  await page.waitForSelector('.s-state')
  expect((await desk.visits.find(visit))?.declinedBecause).toBe('notThisPerson')
})

test('no proof today is recorded as that, and proof that comes later replaces it', async () => {
  const visit = await motherAtDesk()
  await page.fill('#ending', '2014')
  await press(page, 'Escape')
  for (const key of ['g', 'j', 'Control+Enter']) await press(page, key)
  await page.waitForSelector('#proof')
  expect((await desk.visits.find(visit))?.record).toMatchObject({
    state: 'identified',
    evidence: [],
    evidenceMissing: true,
  })
  await page.check('#proof [value="joint"]')
  await page.fill('#issuedOn', '31-12-2099')
  await typeNamed(page)
  await page.click('#proof .s-btn')
  expect(await page.innerText('.s-error')).toContain('nog niet geweest')
  await page.check('#proof [value="joint"]')
  await page.fill('#issuedOn', '2026-11-01')
  await page.click('#proof .s-btn')
  await page.waitForSelector('.s-good')
  expect((await desk.visits.find(visit))?.record).toMatchObject({
    evidence: [{ issuedOn: '2026-11-01', authority: 'joint' }],
    evidenceMissing: false,
  })
})

test('an expired document is not confirmed, and an answer sent twice counts once', async () => {
  const visit = await motherAtDesk('self')
  const expired = { ...claimOf('self').document, expires: v.parse(CalendarDay, '2026-11-22') }
  await desk.visits.claim(visit, { ...claimOf('self'), document: expired })
  await page.waitForSelector('text=verlopen')
  const answer = async () => {
    await page.fill('#ending', '2014')
    await page.check('[name="answer"][value="yes"]')
    await page.dblclick('#approve')
  }
  await answer()
  await page.waitForSelector('.s-error')
  expect(await page.innerText('.s-error')).toContain('Dit document is verlopen')
  await desk.visits.claim(visit, claimOf('self'))
  await page.waitForSelector('text=geldig >> nth=0')
  await page.waitForFunction(() => !document.body.innerText.includes('verlopen'))
  await answer()
  await page.waitForSelector('.s-good')
  expect((await desk.visits.find(visit))?.record.state).toBe('identified')
})

test('the page changes by itself and keeps what the clerk is typing', async () => {
  await motherAtDesk('self')
  await page.keyboard.type('20')
  await desk.visitor(2)
  desk.change(desk.device(2), { help: 'ringing', helpSince: v.parse(Instant, new Date().toISOString()) })
  await page.waitForSelector('.s-bell.ring')
  await page.keyboard.type('14')
  expect(await page.inputValue('#ending')).toBe('2014')
})

test('another claim on the screen than the one that stands is not confirmed', async () => {
  const visit = await motherAtDesk('self')
  const { csrf, go } = await desk.login(1)
  const old = (await desk.visits.find(visit))?.claimedAt ?? ''
  await new Promise((resolve) => setTimeout(resolve, 5))
  await desk.visits.claim(visit, { ...claimOf('self'), family: 'BAKKER' })
  const body = new URLSearchParams({ csrf, visit, claim: old, ending: '2014', answer: 'yes' })
  expect(await (await go('/desk/decide', { method: 'POST', body })).text()).toContain('intussen veranderd')
  expect((await desk.visits.find(visit))?.record.state).toBe('opened')
})

test('a call that the kiosk does not show says to speak alone with whoever stands there', async () => {
  await login()
  const rings = { help: 'ringing', helpSince: v.parse(Instant, new Date().toISOString()), helpWhy: 'alone' } as const
  desk.change(desk.device(2), rings)
  await page.waitForSelector('[data-rings]')
  await page.goto(`${desk.origin}/desk?zuil=${desk.device(2)}`)
  await page.waitForSelector('text=Spreek deze bezoeker alleen')
  await accessible(page, 'alone')
})

test('the bell: F8 says that somebody comes, then that help was given', async () => {
  await login()
  desk.change(desk.device(2), { help: 'ringing', helpSince: v.parse(Instant, new Date().toISOString()) })
  await page.waitForSelector('[data-rings]')
  await press(page, 'F8')
  await page.waitForSelector('[data-key="F8"]')
  await accessible(page, 'bell')
  await press(page, 'F8')
  await page.waitForSelector('.s-good')
  await press(page, 'F8')
  await page.waitForSelector('text=De bel is weer stil.')
  expect(desk.sent).toEqual([
    { type: 'help', state: 'heard' },
    { type: 'help', state: 'coming' },
    { type: 'help', state: 'quiet' },
  ])
})

test('a kiosk that refuses its rules is out of service, and the desk reads why', async () => {
  await login()
  desk.change(desk.device(2), { online: true, outOfService: 'policyOlder' })
  await page.waitForSelector('.s-bells >> text=buiten dienst')
  await page.goto(`${desk.origin}/desk?zuil=${desk.device(2)}`)
  expect(await page.textContent('#state')).toContain(`Deze zuil is buiten dienst. ${outcomes.policyOlder.staff}`)
  await accessible(page, 'out-of-service')
  desk.change(desk.device(2), { outOfService: 'diskFull' })
  await page.goto(`${desk.origin}/desk?zuil=${desk.device(2)}`)
  expect(await page.textContent('#state .s-empty')).toContain('Deze zuil is buiten dienst.')
})

test('screens 10: the desk gives more time, stops a visit only after asking, and makes a kiosk ready', async () => {
  const visit = await motherAtDesk('self')
  await press(page, 'Escape')
  await press(page, 'v')
  await page.waitForSelector('.s-good')
  await press(page, 'F10')
  // Asked first, and the safe answer has the focus (screens 10).
  await page.waitForSelector('#ask-stop[open]')
  await accessible(page, 'ask-stop')
  await press(page, 'F10')
  await press(page, 'Enter')
  expect((await desk.visits.find(visit))?.record.state).toBe('opened')
  await press(page, 'F10')
  await press(page, 'Tab')
  await press(page, 'Enter')
  await page.waitForSelector('text=Nummer 1 is gestopt.')
  expect((await desk.visits.find(visit))?.record).toMatchObject({ state: 'ended', endedBecause: 'staff' })
  await page.goto(`${desk.origin}/desk?zuil=${desk.device(2)}`)
  await press(page, 'k')
  await page.waitForSelector('text=De zuil staat klaar.')
  expect(desk.sent.filter(({ type }) => type !== 'attend')).toEqual([
    { type: 'extend', visit },
    { type: 'stop', visit },
    { type: 'arm' },
  ])
})

test('the clerk finds and binds a patient that the kiosk could not, and every look is logged', async () => {
  await login()
  const visit = await desk.visitor(1)
  await desk.visits.claim(visit, claimOf('child'))
  await desk.visits.identify(visit, '2014', { id: 'x', name: 'X' })
  await desk.visits.lookUp(visit)
  await desk.visits.lookUpFailed(visit, 'severalFound')
  await page.goto(`${desk.origin}/desk?nr=${id(1)}`)
  await page.fill('#birthDate', '3-3-2017')
  await press(page, 'Enter')
  await page.waitForSelector('.s-found')
  expect(page.url()).not.toMatch(/2017/)
  await page.click('[aria-label="Koppel Jansen, Noor"] >> nth=1')
  await page.waitForSelector('.s-good')
  expect((await desk.visits.find(visit))?.record).toMatchObject({
    state: 'bound',
    patient: 'Patient/double-2',
    deskPicks: false,
  })
  const log = JSON.stringify(desk.fhir.all.filter(({ resourceType }) => resourceType === 'AuditEvent'))
  expect(log).toContain('Patient/double-1')
  expect(log).toContain('clerk-1')
})
