/** A second person in a visit, at the desk: a panel of his own, and nobody is taken for another. */
import type { Browser, Page } from 'playwright'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Evidence } from '../../domain/contract/gateway/evidence.ts'
import type { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { CalendarDay, Instant } from '../../domain/ids.ts'
import { claimOf } from '../gateway/bench.ts'
import { deskBench } from './bench.ts'
import { launchClerkBrowser, logIn, press } from './clerk.ts'
import { accessible, fits } from './shown.ts'

const clerk = { id: 'x', name: 'Youssef Benali' }
const mother = claimOf('child')
const father: IdentityClaim = {
  ...mother,
  document: { ...mother.document, number: 'NX4L9K3P2' },
  family: 'DE BOER',
  given: 'JAN WILLEM',
  birthDate: v.parse(CalendarDay, '1983-02-11'),
}
let browser: Browser
let desk: Awaited<ReturnType<typeof deskBench>>
let page: Page
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
})
afterEach(async () => {
  await page.close()
  await desk.close()
  expect(desk.faults).toEqual([])
})

/** A mother who was identified with a joint extract, her child bound, and the father's document read. */
async function bothAtDesk(second: IdentityClaim = father) {
  await logIn(page, { staff: desk.origin, as: desk.accounts[0] })
  const visit = await desk.visitor(1)
  const recordedAt = v.parse(Instant, new Date().toISOString())
  const issuedOn = v.parse(CalendarDay, new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10))
  await desk.visits.claim(visit, mother)
  await desk.visits.identify(visit, mother.document.number.slice(-4), clerk)
  const extract = v.parse(Evidence, { kind: 'authorityExtract', issuedOn, authority: 'joint', recordedAt })
  await desk.visits.recordEvidence(visit, extract, clerk)
  const child = desk.fhir.all.find(({ resourceType }) => resourceType === 'Patient')
  await desk.visits.bind(visit, `Patient/${child?.id ?? ''}`, null)
  await desk.visits.claim(visit, second, { as: 'coHolder' })
  desk.change(desk.device(1), { step: 'desk' })
  await page.waitForSelector('tr.hot')
  expect(await page.innerText('#queue')).toContain('Controle 2e persoon')
  await press(page, 'ArrowDown')
  await press(page, 'Enter')
  await page.waitForSelector('#ending:focus')
  return visit
}

test('is compared with his own document, and has to stand on the extract', async () => {
  const visit = await bothAtDesk()
  await accessible(page, 'second-person')
  await fits(page)
  const form = await page.innerText('#decide')
  expect(form).toContain('DE BOER')
  expect(form).not.toContain(mother.family)
  await page.keyboard.type('k3p2')
  await press(page, 'Escape')
  await press(page, 'j')
  await press(page, 'Control+Enter')
  // The page answers the key a moment later.
  await expect.poll(() => page.innerText('#missing')).toBe('Beantwoord eerst vraag 2')
  await press(page, 'a')
  await press(page, 'Control+Enter')
  await page.waitForSelector('.s-good')
  const row = await desk.visits.find(visit)
  expect(row).toMatchObject({
    others: [{ identifiedBy: { name: 'Marloes Kuiper' } }],
    record: { state: 'bound', others: [{ part: 'coHolder', assurance: 'identified' }] },
  })
  const checks = JSON.stringify(desk.fhir.all.filter(({ resourceType }) => resourceType === 'VerificationResult'))
  expect(checks).toContain('NLD-NX4L9K3P2')
  await accessible(page, 'both-people')
  await fits(page)
})

test('the last characters of the other parent’s document are those of nobody here', async () => {
  const visit = await bothAtDesk()
  await page.fill('#ending', mother.document.number.slice(-4))
  await page.check('[name="onPaper"][value="yes"]')
  await page.check('[name="answer"][value="yes"]')
  await page.click('#approve')
  await page.waitForSelector('.s-error')
  expect(await page.innerText('.s-error')).toContain('horen niet bij dit document')
  const row = await desk.visits.find(visit)
  expect([row?.wrongEndings, row?.others[0]?.wrongEndings]).toEqual([0, 1])
  expect(row?.record.others[0]?.assurance).toBe('claimed')
})

test('who does not stand on the extract is declined, and the first parent is not', async () => {
  const visit = await bothAtDesk()
  await page.fill('#ending', 'k3p2')
  await page.check('[name="onPaper"][value="no"]')
  await page.check('[name="answer"][value="yes"]')
  expect(await page.innerText('#approve')).toContain('Staat er niet op')
  await page.click('#approve')
  await page.waitForSelector('.s-state')
  const row = await desk.visits.find(visit)
  expect(row).toMatchObject({ others: [{ declinedBecause: 'notOnPaper' }], record: { declined: false } })
  await accessible(page, 'second-declined')
  await fits(page)
})

test('nobody confirms himself', async () => {
  const visit = await bothAtDesk({ ...father, family: 'KUIPER', given: 'MARLOES' })
  await page.fill('#ending', 'k3p2')
  await page.check('[name="onPaper"][value="yes"]')
  await page.check('[name="answer"][value="yes"]')
  await page.click('#approve')
  await page.waitForSelector('.s-error')
  expect(await page.innerText('.s-error')).toContain('Vraag een collega')
  expect((await desk.visits.find(visit))?.record.others[0]?.assurance).toBe('claimed')
})

test('doubt about a document that was accepted stops the visit for both', async () => {
  const visit = await bothAtDesk()
  await desk.visits.identify(visit, 'k3p2', clerk, { guard: { person: 1 } })
  await page.waitForSelector('text="Toch twijfel aan dit document"')
  await page.click('form:has(input[name="person"][value="0"]) >> text="Toch twijfel aan dit document"')
  await page.waitForSelector('.s-state')
  expect((await desk.visits.find(visit))?.record).toMatchObject({ declined: true, state: 'bound' })
  await accessible(page, 'first-doubted')
  await fits(page)
})
