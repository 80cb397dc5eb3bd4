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
  /** Opens the first number in the queue; waits until somebody is there. */
  openFirst(): Promise<void>
  /** Answers the claim; the sentence that the page then shows. */
  confirm(answer: {
    readonly ending: string
    readonly authority?: 'sole' | 'joint' | 'missing'
    /** Day on the extract, 2026-11-01. */
    readonly issuedOn?: string
    /** Whom it names: first given name, and birth date in any spelling that the page reads. */
    readonly given?: string
    readonly born?: string
    /** Of the second person: whether the extract names him. */
    readonly onPaper?: boolean
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
  // What the page says as it comes is kept on its root: the visitor may go on so fast that the sentence is replaced.
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      const notice = document.querySelector<HTMLElement>('[data-notice]')
      if (notice) document.documentElement.dataset['said'] = notice.innerText
    })
  })
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
    async openFirst() {
      await page.goto(`${central.staff}/desk`)
      await page.locator('.s-row').first().click()
      await page.locator('#decide').waitFor()
    },
    async confirm({ ending, authority, issuedOn, given, born, onPaper }) {
      await page.locator('#ending').fill(ending)
      if (authority !== undefined)
        await page.locator(`input[name=authority][value=${authority}]`).check({ force: true })
      if (onPaper !== undefined)
        await page.locator(`input[name=onPaper][value=${onPaper ? 'yes' : 'no'}]`).check({ force: true })
      const typed = { issuedOn, paperGiven: given, paperBorn: born }
      for (const [id, text] of Object.entries(typed)) if (text !== undefined) await page.locator(`#${id}`).fill(text)
      await page.locator('input[name=answer][value=yes]').check({ force: true })
      // The page comes back with its answer; the old one is marked so that its old sentence is not read.
      await page.locator('html').evaluate((html) => html.setAttribute('data-before', ''))
      await page.locator('#approve').click()
      const came = page.locator('html[data-said]:not([data-before])')
      return (await came.getAttribute('data-said')) ?? ''
    },
    rings: async () => (await page.locator('.s-bell.ring').count()) > 0,
    screenshot: async (file) => void (await page.screenshot({ path: file })),
    close: () => browser.close(),
  }
}
