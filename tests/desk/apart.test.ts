/** Envelopes that were kept apart, as the desk sees them: real ones, in a real browser, without anybody in them. */
import type { AuditEvent } from '@medplum/fhirtypes'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { apartWords } from '../../central/web/desk/apart-words.ts'
import { quarantineReasons } from '../../domain/contract/envelope/receipt.ts'
import { referenceOf } from '../../domain/contract/envelope/reference.ts'
import { enrolKiosk, folder, training } from '../central/support/kiosk.ts'
import type { Folder, TestKiosk } from '../central/support/kiosk.ts'
import { castOf, deliver, makeEnvelope } from '../central/support/visit.ts'
import { clerkAt, launchClerkBrowser, press } from './clerk.ts'
import { accessible, fits } from './shown.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
let browser: Browser
let page: Page

beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
  browser = await launchClerkBrowser()
  const [as] = central.logins
  if (as === undefined) throw new Error('no login')
  page = (await clerkAt({ browser, staff: central.staff, as })).page
}, 60_000)
afterAll(async () => {
  await browser.close()
  await central.close()
  data.remove()
})

const audits = (): readonly AuditEvent[] =>
  central.store.all('AuditEvent').filter((one): one is AuditEvent & { id: string } => one.resourceType === 'AuditEvent' && one.source.site === 'balie-quarantine') // prettier-ignore
const idsIn = (audit: AuditEvent | undefined): readonly (string | undefined)[] =>
  audit?.entity?.[0]?.detail?.map(({ valueString }) => valueString) ?? []

test('an empty list says so, and opening it is in the log', async () => {
  expect(await page.innerText('#queue')).toContain('Niet verwerkt: 0')
  await press(page, 'F4')
  await page.waitForSelector('#work-title:has-text("Niet verwerkt")')
  expect(await page.innerText('#work')).toContain('Alles wat is ontvangen, is verwerkt')
  await accessible(page, 'apart-empty')
  await fits(page)
  const [audit, ...more] = audits()
  expect(more).toEqual([])
  expect([audit?.action, audit?.outcome, audit?.agent[0]?.who?.identifier?.value]).toEqual(['E', '0', 'clerk-1'])
  expect(idsIn(audit)).toEqual([])
})

test('what was kept apart stands there with id, kiosk, time, reason and what to do, and with nobody’s data', async () => {
  const unchecked = await makeEnvelope(central, data.path, kiosk, { without: 'identity' })
  const foreign = await makeEnvelope(central, data.path, kiosk, { pretend: 'childWithoutExtract' })
  for (const { id, jwe } of [unchecked, foreign]) {
    const receipt = await deliver(central, kiosk, id, jwe)
    expect(receipt.status).toBe(201)
    expect((await central.ledger.find(id))?.reason).not.toBeNull()
  }
  await page.goto(`${central.staff}/desk?apart`)
  const text = await page.innerText('#work')
  for (const { id } of [unchecked, foreign]) {
    const reason = (await central.ledger.find(id))?.reason ?? 'storage'
    for (const part of [id, referenceOf(id), reason, apartWords[reason].staff, apartWords[reason].next])
      expect(text).toContain(part)
  }
  expect(text).toContain('Zuil 1')
  expect(text).toContain(kiosk.device.slice(0, 8))
  expect(text).toContain('2 formulieren')
  await accessible(page, 'apart')
  await fits(page)
  const markup = await page.content()
  for (const { family, given, bsn, document, birthDate } of Object.values(castOf(data.path).people))
    // The people to practise with stand on another page.
    for (const part of [family, bsn, birthDate, document?.number ?? bsn, `>${given}<`])
      expect(markup).not.toContain(part)
  expect(idsIn(audits().at(-1))).toEqual([foreign.id, unchecked.id])
})

test('a refresh by itself is in the log only when it shows more', async () => {
  const before = audits().length
  await page.evaluate(() => fetch(location.href, { headers: { 'x-balie-refresh': '1' } }))
  expect(audits()).toHaveLength(before)
  const { id, jwe } = await makeEnvelope(central, data.path, kiosk, { without: 'begin' })
  expect((await deliver(central, kiosk, id, jwe)).status).toBe(201)
  await page.evaluate(() => fetch(location.href, { headers: { 'x-balie-refresh': '1' } }))
  expect(audits()).toHaveLength(before + 1)
  expect(idsIn(audits().at(-1))).toContain(id)
  await page.goto(`${central.staff}/desk`)
  expect(audits()).toHaveLength(before + 1)
  expect(await page.innerText('#queue')).toContain('Niet verwerkt: 3')
})

test('is not shown to a physician, nor to nobody, and neither leaves a line as if it were', async () => {
  const before = audits().length
  const answer = await fetch(`${central.staff}/desk?apart`, { redirect: 'manual' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/login'])
  const physician = central.logins.find(({ role }) => role === 'physician')
  const other = await browser.newContext()
  const theirs = await other.newPage()
  await theirs.goto(`${central.staff}/desk`)
  await theirs.fill('#login', physician?.login ?? '')
  await theirs.fill('#password', physician?.password ?? '')
  await theirs.press('#password', 'Enter')
  await theirs.waitForSelector('#queue-title:has-text("Werklijst")')
  const seen = await theirs.goto(`${central.staff}/desk?apart`)
  expect(seen?.status()).toBe(403)
  expect(await theirs.innerText('body')).not.toContain(kiosk.device.slice(0, 8))
  await other.close()
  expect(audits()).toHaveLength(before)
})

test('has a sentence and a next step for every reason there is', () => {
  expect(Object.keys(apartWords).sort()).toEqual([...quarantineReasons].sort())
  for (const { staff, next } of Object.values(apartWords))
    for (const text of [staff, next]) expect(text).toMatch(/^[A-Z].{10,160}\.$/)
})
