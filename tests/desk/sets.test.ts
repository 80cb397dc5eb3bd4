/** The desk's page of forms that wait: by patient, with what staff may know, and what a clerk can do about them. */
import { mkdirSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../central/compose.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import { whenAt } from '../../central/requests/sets/when.ts'
import { bring, caseOf, come, mother, newSet, sign } from '../central/support/acts.ts'
import type { Coming, Someone } from '../central/support/acts.ts'
import { enrolKiosk, folder, training } from '../central/support/kiosk.ts'
import type { Folder, TestKiosk } from '../central/support/kiosk.ts'
import { castOf } from '../central/support/visit.ts'
import type { Person } from '../../central/training/cast.ts'
import { launchClerkBrowser, logIn } from './clerk.ts'

let data: Folder
let central: Central
let kiosk: TestKiosk
let browser: Browser
let pages: readonly Page[]
let people: Readonly<Record<'child' | 'teenager', Person>>
const now = () => new Date()

beforeAll(async () => {
  data = folder()
  central = await training(data.path)
  kiosk = await enrolKiosk(central)
  people = castOf(data.path).people
  browser = await launchClerkBrowser()
  pages = await Promise.all(
    central.logins
      .filter(({ role }) => role === 'clerk')
      .slice(0, 2)
      .map(async (as) => {
        const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
        await logIn(page, { staff: central.staff, as })
        return page
      }),
  )
}, 120_000)
afterAll(async () => {
  await browser.close()
  await central.close()
  data.remove()
})

const referenceOf = ({ bsn }: Person): string =>
  `Patient/${central.store.all('Patient').find((one) => JSON.stringify(one).includes(bsn))?.id}`
async function signs(who: Someone, role: 'applicant' | 'patient', set: EnvelopeId, coming: Partial<Coming>) {
  const came = await come(central, kiosk, who, { now, patient: referenceOf(people.child), ...coming })
  const of = await caseOf(central, came, await central.sets.find(set))
  await bring(
    central,
    await sign(central, came, { set, role, of, ...(role === 'patient' ? { answer: 'no' } : {}) }),
    now(),
  )
}
const dutch = (day: string) => day.split('-').reverse().join('-')
/** Types it and presses Enter, as without a mouse. */
async function looksUp(page: Page, { birthDate, bsn }: Person): Promise<string> {
  await page.goto(`${central.staff}/desk/sets`)
  await page.fill('#birthDate', dutch(birthDate))
  await page.fill('#number', bsn)
  await page.press('#number', 'Enter')
  await page.waitForSelector('main h2 + .s-scroll, [data-notice], main [role=status]')
  return await page.innerText('main')
}
const says = async (page: Page) => (await page.innerText('[data-notice]')).trim()
async function presses(page: Page, label: string): Promise<string> {
  await page.getByRole('button', { name: label }).first().focus()
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  return await says(page)
}
const lines = (kind: string) =>
  central.store.all('AuditEvent').filter((one) => JSON.stringify(one).includes(kind)).length

describe('the page of forms that wait', () => {
  it('shows a patient’s forms to a clerk who has birth date and number, and nothing by a number alone', async () => {
    const [page] = pages as readonly [Page, Page]
    const set = newSet()
    await signs(mother, 'applicant', set, {})
    await page.goto(`${central.staff}/desk/sets`)
    await page.fill('#number', people.child.bsn)
    await page.press('#number', 'Enter')
    expect(await says(page)).toContain('geboortedatum en het nummer')
    const before = lines('waiting forms')
    const text = await looksUp(page, people.child)
    expect(text).toContain('FATIMA')
    expect(text).toContain('Wacht op handtekeningen')
    expect(lines('waiting forms')).toBe(before + 1)
    expect(page.url()).not.toContain(people.child.bsn)
    mkdirSync('out/screens', { recursive: true })
    await page.screenshot({ path: 'out/screens/desk-sets.png' })
    await page.evaluate(`${axe.source}; undefined`)
    const found = await page.evaluate<string[]>('axe.run().then((r) => r.violations.map((one) => one.id))')
    expect(found).toEqual([])
    const wide = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.scrollHeight,
    ])
    expect([wide[0]! <= 1366, wide[1]! <= 768]).toEqual([true, true])
  })

  it('freezes by one clerk and releases by another, each in the log', async () => {
    const [one, other] = pages as readonly [Page, Page]
    const before = lines('"change"')
    await looksUp(one, people.child)
    expect(await presses(one, 'Bevries')).toContain('Bevroren')
    expect(await one.innerText('main')).toContain('door u')
    expect(await one.getByRole('button', { name: 'Geef vrij' }).count()).toBe(0)
    await looksUp(other, people.child)
    expect(await presses(other, 'Geef vrij')).toContain('Vrijgegeven')
    expect(lines('"change"')).toBe(before + 2)
  })

  it('changes nothing that changed since the page was made', async () => {
    const [one, other] = pages as readonly [Page, Page]
    await looksUp(one, people.child)
    await looksUp(other, people.child)
    await presses(one, 'Bevries')
    expect(await presses(other, 'Bevries')).toContain('intussen veranderd')
    await presses(other, 'Geef vrij')
  })

  it('keeps a private answer behind a word that only staff open', async () => {
    const [page] = pages as readonly [Page, Page]
    const coming = { patient: referenceOf(people.teenager) }
    const adam = { family: 'EL AMRANI', given: 'ADAM', birthDate: people.teenager.birthDate, number: 'SPECA0004' }
    const set = newSet()
    await signs(mother, 'applicant', set, coming)
    await signs(adam, 'patient', set, { ...coming, journey: 'own-dossier', extract: null })
    const text = await looksUp(page, people.teenager)
    expect(text).not.toMatch(/nee|ADAM,/)
    await page.locator('summary').first().press('Enter')
    expect(await page.innerText('details')).toContain('Patiënt zei nee')
  })

  it('takes away what is out of date, with a reason that is logged, and tells who signed', async () => {
    const [page] = pages as readonly [Page, Page]
    const [set] = await central.sets.ofPatient(referenceOf(people.child))
    const when = whenAt(now(), central.content.policy)
    await central.sets.happen(set!.id, { kind: 'moved', event: { kind: 'stopped', because: 'outdated' } }, when)
    await looksUp(page, people.child)
    expect(await presses(page, 'Haal weg')).toContain('Kies eerst waarom')
    await page.getByLabel('Waarom').first().selectOption('signedAgain')
    expect(await presses(page, 'Haal weg')).toContain('Weggehaald')
    expect(lines('signedAgain')).toBe(1)
    expect(await central.sets.find(set!.id)).toMatchObject({ acts: [], erasedAt: expect.any(String) })
    expect((await central.sets.find(set!.id))?.notices.at(-1)).toMatchObject({ to: 'applicant', what: 'removed' })
  })
})
