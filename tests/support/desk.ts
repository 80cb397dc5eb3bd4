/**
 * The clerk's side of a visit, played through the real desk page in a browser of its own, which is not part of the
 * kiosk: log in, open the call number, retype the last four characters, record the paper, confirm.
 */
import { chromium, type Browser, type Page } from 'playwright'
import type { CentralReady } from '../../main/start/central.ts'

export interface Desk {
  readonly page: Page
  /** Main process of the clerk's browser: not the kiosk's. */
  open(callNumber: number): Promise<void>
  /** Answers the claim; the sentence that the page then shows. */
  confirm(answer: {
    readonly ending: string
    readonly authority?: 'sole' | 'joint' | 'missing'
    /** Day on the extract, 2026-11-01. */
    readonly issuedOn?: string
  }): Promise<string>
  /** Whether a bell rings on this page. */
  rings(): Promise<boolean>
  screenshot(file: string): Promise<void>
  close(): Promise<void>
}

/** Logs the first clerk in; as root the clerk's browser runs without its sandbox, which the kiosk's never does. */
export async function openDesk(central: CentralReady): Promise<Desk> {
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  const clerk = central.logins.find((login) => login.role === 'clerk') ?? central.logins[0]
  if (!clerk) throw new Error('The central names no clerk')
  await page.goto(`${central.staff}/desk`)
  await page.locator('#login').fill(clerk.name)
  await page.locator('#password').fill(clerk.password)
  await page.getByRole('button', { name: 'Inloggen' }).click()
  await page.locator('#queue').waitFor()
  return {
    page,
    async open(callNumber) {
      await page.goto(`${central.staff}/desk?nr=${callNumber}`)
    },
    async confirm({ ending, authority, issuedOn }) {
      await page.locator('#ending').fill(ending)
      if (authority !== undefined)
        await page.locator(`input[name=authority][value=${authority}]`).check({ force: true })
      if (issuedOn !== undefined) await page.locator('#issuedOn').fill(issuedOn)
      await page.locator('input[name=answer][value=yes]').check({ force: true })
      await page.locator('#decide').evaluate((form) => {
        if (form instanceof HTMLFormElement) form.requestSubmit()
      })
      return await page.locator('[data-notice]').innerText()
    },
    rings: async () => (await page.locator('[data-rings], .hot .i-bell, .ringing').count()) > 0,
    screenshot: async (file) => void (await page.screenshot({ path: file })),
    close: () => browser.close(),
  }
}
