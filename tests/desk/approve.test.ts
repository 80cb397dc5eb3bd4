/** The page of whoever answers requests, in a real browser: what a physician sees, and what each answer does. */
import type { Consent } from '@medplum/fhirtypes'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import { bring, caseOf, come, mother, newSet, sign } from '../central/support/acts.ts'
import type { Coming, Someone } from '../central/support/acts.ts'
import { answers, formOf } from '../central/support/answering.ts'
import { enrolKiosk, folder, training } from '../central/support/kiosk.ts'
import type { Folder, TestKiosk } from '../central/support/kiosk.ts'
import { castOf, deliver, makeEnvelope } from '../central/support/visit.ts'
import type { Envelope, Plan } from '../central/support/visit.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import { launchClerkBrowser, press } from './clerk.ts'
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
  page = await loggedIn('visser')
}, 120_000)
afterAll(async () => {
  await browser.close()
  await central.close()
  data.remove()
})

/** Comes by the page's own address, as somebody with a bookmark. */
async function loggedIn(login: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const opened = await context.newPage()
  await opened.goto(`${central.staff}/approve`)
  await opened.fill('#login', login)
  await opened.fill('#password', central.logins.find((one) => one.login === login)?.password ?? '')
  await opened.press('#password', 'Enter')
  await opened.waitForSelector('#queue')
  return opened
}
async function signed(plan: Plan): Promise<Envelope> {
  const envelope = await makeEnvelope(central, data.path, kiosk, plan)
  expect((await deliver(central, kiosk, envelope.id, envelope.jwe)).status).toBe(201)
  return envelope
}
const statuses = () =>
  (central.store.all('Consent') as readonly Consent[])
    .filter(({ sourceReference }) => sourceReference !== undefined)
    .map(({ status }) => status)
const lines = () =>
  central.store.all('AuditEvent').filter((one) => JSON.stringify(one).includes('balie-approve')).length
const says = async (on = page) => (await on.innerText('[data-notice]')).trim()
const open = async (id: EnvelopeId, on = page) =>
  await on.goto(`${central.staff}/approve?form=${formOf(central, id).task.slice('Task/'.length)}`)
async function presses(label: string, on = page): Promise<string> {
  await on.getByRole('button', { name: label }).focus()
  await Promise.all([on.waitForNavigation(), on.keyboard.press('Enter')])
  return await says(on)
}

describe('the work list', () => {
  it('says that nothing waits, and shows who still stands at a kiosk before what is older', async () => {
    expect(await page.innerText('main')).toContain('Er wacht geen aanvraag op u.')
    const left = await signed({ applicant: 'mother', child: 'child' })
    await central.visits.end(left.visit, 'device')
    const here = await signed({ applicant: 'motherOfDouble', child: 'double' })
    await page.goto(`${central.staff}/approve`)
    const rows = await page.locator('#queue tbody tr').allInnerTexts()
    expect(rows).toHaveLength(2)
    expect(rows[0]).toContain('wacht aan de zuil')
    expect(rows[1]).not.toContain('wacht aan de zuil')
    expect(lines()).toBeGreaterThan(0)
    await accessible(page, 'approve-list')
    await fits(page)
    // A third comes by itself, without a key.
    await central.visits.end(here.visit, 'device')
    await page.waitForFunction(() => !document.querySelector('#queue')?.textContent?.includes('wacht aan de zuil'))
  })

  it('is walked and opened by keys alone', async () => {
    await page.goto(`${central.staff}/approve`)
    await press(page, 'ArrowDown')
    await press(page, 'ArrowDown')
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
    expect(await page.innerText('#work')).toContain('Waarom de regels dit toelaten')
    await Promise.all([page.waitForNavigation(), press(page, 'Escape')])
    expect(page.url()).toBe(`${central.staff}/approve`)
  })
})

describe('an open request', () => {
  it('shows who signed with which proof, what the rules leave and why, and the sealed form', async () => {
    const { id } = await signed({ applicant: 'motherWithoutExtract', child: 'childWithoutExtract', second: 'adult' })
    const before = lines()
    await open(id)
    const text = await page.innerText('#work')
    for (const part of [
      'vergeleken door een medewerker',
      'samen gezag',
      'Afspraken',
      'tot en met',
      'R03.form',
      'Ik ken geen reden',
    ])
      expect(text).toContain(part)
    expect(lines()).toBe(before + 1)
    expect(page.url()).not.toMatch(/Patient|SPEC/)
    await accessible(page, 'approve-open')
    await fits(page)
    const form = await page.request.get(`${central.staff}/approve/form${new URL(page.url()).search}`)
    expect([form.status(), form.headers()['content-type']]).toEqual([200, 'application/pdf'])
    expect((await form.body()).subarray(0, 5).toString()).toBe('%PDF-')
    expect(lines()).toBe(before + 2)
    await answers(central, formOf(central, id))
  })

  it('reads at twice the size without anything cut off', async () => {
    const { id } = await signed({ applicant: 'motherOfTeenager', child: 'childWithoutExtract' })
    const context = await browser.newContext({ viewport: { width: 683, height: 384 }, storageState: await page.context().storageState() }) // prettier-ignore
    const small = await context.newPage()
    await open(id, small)
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(683)
    for (const label of ['Akkoord en onderteken', 'Weiger'])
      expect(await small.getByRole('button', { name: label }).isVisible()).toBe(true)
    await context.close()
    expect(await answers(central, formOf(central, id))).toMatchObject({ kind: 'granted' })
  })
})

describe('an answer', () => {
  it('is asked for again where a tick or a reason is missing, and nothing has changed', async () => {
    const { id } = await signed({ applicant: 'mother', child: 'double' })
    await open(id)
    expect(await presses('Akkoord en onderteken')).toContain('vinkjes')
    expect(await presses('Weiger')).toContain('Kies eerst waarom')
    expect(statuses().at(-1)).toBe('proposed')
    await page.check('[name="noReason"]')
    await page.locator('summary').click()
    await page.fill('#lastDay', 'morgen')
    expect(await presses('Akkoord en onderteken')).toContain('dag-maand-jaar')
    // To less, in the end.
    await page.check('[name="noReason"]')
    await page.locator('summary').click()
    await page.uncheck('[name="kind"][value="letters"]')
    expect(await presses('Akkoord en onderteken')).toContain('De toegang is nu open')
    const mandate = (central.store.all('Consent') as readonly Consent[]).filter(({ sourceReference }) => sourceReference !== undefined).at(-1) // prettier-ignore
    expect(mandate?.status).toBe('active')
    expect(JSON.stringify(mandate?.provision?.extension)).not.toContain('letters')
  })

  it('refuses with a reason that no page of a visitor has', async () => {
    const { id } = await signed({ applicant: 'motherOfDouble', child: 'child' })
    await open(id)
    await page.selectOption('#reason', 'proofInsufficient')
    expect(await presses('Weiger')).toContain('U weigerde')
    expect(statuses().at(-1)).toBe('rejected')
    expect(JSON.stringify(central.store.all('Task'))).not.toContain('proofInsufficient')
  })

  it('on an old page says that somebody was first', async () => {
    const { id } = await signed({ applicant: 'motherWithoutExtract', child: 'double' })
    const other = await loggedIn('kok')
    await Promise.all([open(id), open(id, other)])
    await page.check('[name="noReason"]')
    await other.check('[name="noReason"]')
    expect(await presses('Akkoord en onderteken')).toContain('nu open')
    expect(await presses('Akkoord en onderteken', other)).toContain('al beantwoord')
    await other.context().close()
  })

  it('is not offered to whoever logged in too weakly, and the desk sees only what it may answer', async () => {
    const { id } = await signed({ applicant: 'motherOfTeenager', child: 'child' })
    const weak = await loggedIn('hendriks')
    await open(id, weak)
    expect(await weak.innerText('#work')).toContain('niet sterk genoeg')
    expect(await weak.getByRole('button', { name: 'Akkoord' }).count()).toBe(0)
    await weak.context().close()
    const context = await browser.newContext()
    const clerk = await context.newPage()
    await clerk.goto(`${central.staff}/desk`)
    await clerk.fill('#login', 'marloes')
    await clerk.fill('#password', central.logins.find(({ login }) => login === 'marloes')?.password ?? '')
    await clerk.press('#password', 'Enter')
    await clerk.waitForSelector('text=Aanvragen beoordelen')
    await open(id, clerk)
    expect(await clerk.innerText('main')).toContain('Er wacht geen aanvraag op u.')
    const looks = await signed({ looksAlong: true, applicant: 'adult', child: 'adult', second: 'mother' })
    await open(looks.id, clerk)
    await clerk.check('[name="noReason"]')
    expect(await presses('Akkoord en onderteken', clerk)).toContain('nu open')
    await context.close()
  })
})

describe('a set with a private answer', () => {
  it('is on the list when it is whole, and agreed to as any other', async () => {
    const { people } = castOf(data.path)
    const idOf = (bsn: string) => central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))?.id
    const coming = { patient: `Patient/${idOf(people.teenager.bsn)}`, extract: 'sole' as const }
    const adam: Someone = { family: 'EL AMRANI', given: 'ADAM', birthDate: people.teenager.birthDate, number: 'SPECA0004' } // prettier-ignore
    const set = newSet()
    const signs = async (who: Someone, role: 'applicant' | 'patient', more: Partial<Coming>) => {
      const came = await come(central, kiosk, who, { now: () => new Date(), ...coming, ...more })
      const of = await caseOf(central, came, await central.sets.find(set))
      await bring(central, await sign(central, came, { set, role, of, ...(role === 'patient' ? { answer: 'yes' } : {}) }), new Date()) // prettier-ignore
    }
    await signs(mother, 'applicant', {})
    await page.goto(`${central.staff}/approve?set=${set}`)
    expect(await says()).toContain('Nog niet iedereen')
    await signs(adam, 'patient', { journey: 'own-dossier', extract: null })
    await page.goto(`${central.staff}/approve?set=${set}`)
    expect(await page.innerText('#work')).toContain('ADAM EL AMRANI')
    await accessible(page, 'approve-set')
    await page.check('[name="noReason"]')
    expect(await presses('Akkoord en onderteken')).toContain('vinkjes')
    await page.check('[name="noReason"]')
    await page.check('[name="decides"]')
    expect(await presses('Akkoord en onderteken')).toContain('nu open')
    expect((await central.sets.find(set))?.state.outcome?.kind).toBe('granted')
  })
})

describe('who is not logged in, or comes from elsewhere,', () => {
  it('reads nothing and changes nothing', async () => {
    const to = async (path: string, init: RequestInit = {}) => {
      const answer = await fetch(central.staff + path, { redirect: 'manual', ...init })
      return [answer.status, answer.headers.get('location')]
    }
    expect(await to('/approve')).toEqual([303, '/staff/login'])
    expect(await to('/approve/form?form=x')).toEqual([303, '/staff/login'])
    expect(await to('/approve/events')).toEqual([401, null])
    expect(await to('/approve', { method: 'POST' })).toEqual([303, '/staff/login'])
    const forged = await page.request.post(`${central.staff}/approve`, { form: { csrf: 'x', answer: 'agree' }, maxRedirects: 0 }) // prettier-ignore
    expect(forged.status()).toBe(403)
    const shown = await page.request.get(`${central.staff}/approve`)
    expect(shown.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
  })
})
