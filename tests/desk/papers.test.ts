/** The papers on the desk page, in a real browser: recorded, refused, doubted, and held to the bound patient. */
import type { Browser, Page } from 'playwright'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import type { JourneyId, VisitId } from '../../domain/ids.ts'
import { claimOf } from '../gateway/bench.ts'
import { deskBench } from './bench.ts'
import { launchClerkBrowser, logIn, press, typeNamed } from './clerk.ts'
import { accessible } from './shown.ts'

const clerk = { id: 'x', name: 'Youssef Benali' }
let browser: Browser
let desk: Awaited<ReturnType<typeof deskBench>>
let page: Page

beforeAll(async () => {
  browser = await launchClerkBrowser()
}, 60_000)
afterAll(() => browser.close())
beforeEach(async () => {
  desk = await deskBench()
  page = await browser.newPage({ viewport: { width: 1366, height: 768 }, timezoneId: 'Europe/Amsterdam' })
})
afterEach(async () => {
  await page.close()
  await desk.close()
  expect(desk.faults).toEqual([])
})

/** Somebody who came for this, identified; opened on the desk page. */
async function came(journey: JourneyId): Promise<VisitId> {
  const visit = await desk.visitor(1)
  await desk.visits.claim(visit, v.parse(IdentityClaim, { ...claimOf('child'), journey }))
  await desk.visits.identify(visit, '2014', clerk)
  await logIn(page, { staff: desk.origin, as: desk.accounts[0] })
  await page.goto(`${desk.origin}/desk?nr=1`)
  return visit
}

/** Opens the form of a kind and fills it in; whom it names is Piet, born 14 June 1984. */
async function fill(kind: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const form = page.locator(`[data-paper="${kind}"]`)
  if ((await form.getAttribute('open')) === null) await form.locator('summary').click()
  for (const [name, value] of Object.entries({ given: 'Piet', born: '14-06-1984', ...fields })) {
    const field = form.locator(`[name="${kind}-${name}"]`)
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
}

async function save(kind: string): Promise<string> {
  await page.evaluate(() => document.querySelectorAll('[data-notice]').forEach((old) => old.remove()))
  await page.click(`#paper-${kind} .go`)
  return (await page.innerText('[data-notice]')).trim()
}

const ruling = {
  measure: 'curatele',
  joint: 'no',
  court: 'Rechtbank Den Haag',
  pronouncedOn: '03-02-2025',
  effectiveOn: '01-03-2025',
  until: '',
  newestLetterOn: '05-01-2026',
  copy: 'original',
}

test('a curator’s papers are recorded one by one, and the visitor waits until the clerk says that these are all', async () => {
  const visit = await came('curator')
  expect(await page.innerText('#queue')).toContain('Papieren bekijken')
  expect(await page.innerText('#work')).toContain('De bezoeker wacht. Kijk op de papieren.')
  await fill('ruling', ruling)
  await accessible(page, 'paper-ruling')
  expect(await save('ruling')).toContain('Opgeslagen')
  expect((await desk.visits.find(visit))?.record).toMatchObject({ papersOpen: true, evidence: [{ kind: 'ruling', measure: 'curatele', until: null, kinds: null }] }) // prettier-ignore
  await fill('curateleRegister', { answer: 'listed' })
  await save('curateleRegister')
  await fill('finding', { capacity: 'lacking', physician: 'H. Bos', on: '01-10-2026', until: '' })
  await accessible(page, 'paper-finding')
  await save('finding')
  expect(await page.innerText('#work')).toContain('overgenomen van een brief')
  await page.click('text=Klaar: dit zijn alle papieren')
  await page.waitForSelector('.s-good')
  await accessible(page, 'papers-recorded')
  const record = (await desk.visits.find(visit))?.record
  expect(record).toMatchObject({ papersOpen: false, evidenceMissing: false })
  expect(record?.evidence.map(({ kind }) => kind)).toEqual(['ruling', 'curateleRegister', 'finding'])
  const checks = desk.fhir.all.filter(({ resourceType }) => resourceType === 'VerificationResult')
  expect(checks).toHaveLength(3)
  expect(JSON.stringify(checks)).toContain('Rechtbank Den Haag, 2025-02-03')
  expect(JSON.stringify(checks)).toContain('noemt Piet, geboren 1984-06-14')
  expect(checks.map((one) => ('status' in one ? one.status : ''))).toEqual(['validated', 'validated', 'attested'])
})

test('what is wrong is said beside its field, and the rest stays typed', async () => {
  const visit = await came('curator')
  await fill('ruling', { ...ruling, pronouncedOn: '31-12-2099' })
  await page.check('[name="ruling-kinds-medication"]')
  expect(await save('ruling')).toContain('van na vandaag')
  await page.waitForSelector('#ruling-pronouncedOn[aria-invalid]')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('ruling-pronouncedOn')
  expect(await page.inputValue('#ruling-court')).toBe('Rechtbank Den Haag')
  expect(await page.inputValue('#ruling-measure')).toBe('curatele')
  expect(await page.isChecked('[name="ruling-kinds-medication"]')).toBe(true)
  await accessible(page, 'paper-wrong')
  await fill('ruling', { pronouncedOn: '03-02-2025', until: '01-01-2024' })
  expect(await save('ruling')).toContain('De laatste dag is voor de eerste')
  expect((await desk.visits.find(visit))?.record.evidence).toEqual([])
})

test('by keyboard alone: choices by their first letter, a date, and Enter saves', async () => {
  const visit = await came('partner')
  await page.focus('[data-paper="kinship"] summary')
  await press(page, 'Enter')
  await press(page, 'Tab')
  await page.keyboard.type('Piet')
  await press(page, 'Tab')
  await page.keyboard.type('14061984')
  await press(page, 'Enter')
  await page.waitForSelector('.s-good')
  expect((await desk.visits.find(visit))?.record.evidence).toMatchObject([{ kind: 'kinship' }])
  await page.focus('[data-paper="finding"] summary')
  await press(page, 'Enter')
  await press(page, 'Tab')
  await page.keyboard.type('N')
  expect(await page.inputValue('#finding-capacity')).toBe('lacking')
  // A letter in a list is no key of the page.
  expect(await page.locator('dialog[open]').count()).toBe(0)
})

test('a name in doubt is asked beside the bound patient’s name; yes counts, and a paper of somebody else does not', async () => {
  const visit = await came('child')
  await page.check('#proof [value="sole"]')
  await page.fill('#issuedOn', '01-11-2026')
  await typeNamed(page, { given: 'M.', born: '04-09-2019' })
  await page.click('#proof .s-btn')
  await page.waitForSelector('.s-good')
  await desk.visits.bind(visit, 'Patient/child', null, {
    birthDate: '2019-09-04',
    given: 'Milan',
    family: 'Verhoeven',
  })
  await page.waitForSelector('.s-named')
  const asked = await page.innerText('.s-named')
  expect(asked).toContain('M., geboren 4 september 2019')
  expect(asked).toContain('Verhoeven, Milan')
  expect(await page.innerText('#queue')).toContain('Gezag controleren')
  await accessible(page, 'paper-doubt')
  await page.click('text=Ja, dezelfde')
  await page.waitForSelector('.s-good')
  expect((await desk.visits.find(visit))?.record.evidence).toMatchObject([{ named: true }])
  await page.check('#proof [value="sole"]')
  await typeNamed(page, { given: 'Saar', born: '04-09-2019' })
  await page.click('#proof .s-btn')
  await page.waitForSelector('#paperGiven[aria-invalid]')
  expect(await page.innerText('.s-error')).toContain('noemt iemand anders dan de gekozen patiënt')
  expect((await desk.visits.find(visit))?.record.evidence).toMatchObject([{ concerns: { given: 'M.' } }])
})

test('a paper seen before, of another child: the clerk reads whom it names, and the visitor waits', async () => {
  const visit = await came('child')
  await page.check('#proof [value="sole"]')
  await page.fill('#issuedOn', '01-11-2026')
  await typeNamed(page, { given: 'Saar', born: '04-09-2019' })
  await page.click('#proof .s-btn')
  await page.waitForSelector('.s-good')
  await desk.visits.bind(visit, 'Patient/child', null, { birthDate: '2019-09-04', given: 'Milan', family: 'Verhoeven' })
  await page.waitForSelector('.s-other')
  expect(await page.innerText('.s-other')).toContain('noemt Saar, geboren 4 september 2019')
  await accessible(page, 'paper-of-another')
  expect((await desk.visits.find(visit))?.record).toMatchObject({ evidence: [], evidenceMissing: false })
})

test('a paper in doubt freezes, until the clerk takes it back; a paper is taken away; none at all is said', async () => {
  const visit = await came('partner')
  await fill('kinship', {})
  await save('kinship')
  await page.click('text=Twijfel aan een papier: zet stil')
  await page.waitForSelector('text=Toch in orde: ga verder')
  await accessible(page, 'paper-frozen')
  expect((await desk.visits.find(visit))?.record.documentDoubtful).toBe(true)
  await page.click('text=Toch in orde: ga verder')
  await page.waitForSelector('text=Twijfel aan een papier: zet stil')
  expect((await desk.visits.find(visit))?.record.documentDoubtful).toBe(false)
  await page.click('[data-paper="kinship"] summary')
  await page.click('#paper-kinship [name="remove"]')
  await page.waitForSelector('.s-good')
  expect((await desk.visits.find(visit))?.record.evidence).toEqual([])
  await page.click('text=Geen papieren bij zich')
  await page.waitForSelector('.s-good')
  expect((await desk.visits.find(visit))?.record).toMatchObject({ evidenceMissing: true, papersOpen: false })
})

test('the other holder is not asked, with a reason that stays at the desk; or he refuses, and that takes its place', async () => {
  const visit = await came('child')
  const milan = { given: 'Milan', born: '04-09-2019' }
  await fill('coHolderNotAsked', { ...milan, reason: 'safety' })
  await save('coHolderNotAsked')
  expect((await desk.visits.find(visit))?.record.evidence).toMatchObject([{ kind: 'coHolderNotAsked', reason: 'safety' }]) // prettier-ignore
  await fill('coHolderRefused', milan)
  await accessible(page, 'paper-co-holder')
  await save('coHolderRefused')
  expect((await desk.visits.find(visit))?.record.evidence).toMatchObject([{ kind: 'coHolderRefused' }])
})

test('an old page records nothing for a patient who was bound since', async () => {
  const visit = await came('partner')
  await fill('kinship', {})
  await desk.visits.bind(visit, 'Patient/stranger', clerk)
  const { csrf, go } = await desk.login(1)
  const body = new URLSearchParams({ csrf, visit, bound: '', kind: 'kinship', 'kinship-given': 'Piet', 'kinship-born': '14-06-1984' }) // prettier-ignore
  for (const act of ['paper', 'nopaper', 'ready', 'named', 'doubtful', 'proof'])
    expect(await (await go(`/desk/${act}`, { method: 'POST', body })).text()).toContain('intussen veranderd')
  expect((await desk.visits.find(visit))?.record).toMatchObject({ evidence: [], evidenceMissing: false })
})
