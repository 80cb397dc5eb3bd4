/** A clerk at the real desk page in a real browser: what demo, host tests and the tests here let him do. */
import { chromium } from 'playwright'
import type { Browser, Page } from 'playwright'

/** As root Chromium runs only without its sandbox; the clerk's browser is no part of the kiosk. */
export async function launchClerkBrowser(): Promise<Browser> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return await chromium.launch({ executablePath: '/usr/bin/chromium', args })
}

export interface Login {
  readonly login: string
  readonly password: string
}

/** Logs in at the staff listener's desk page and waits for the queue. */
export async function logIn(page: Page, at: { readonly staff: string; readonly as: Login | undefined }): Promise<void> {
  if (at.as === undefined) throw new Error('nobody may log in here')
  await page.goto(`${at.staff}/desk`)
  await page.fill('#login', at.as.login)
  await page.fill('#password', at.as.password)
  await page.press('#password', 'Enter')
  await page.waitForSelector('#queue')
}

/** Presses a key as a clerk does: only on a page that hears keys, since one that is still being read loses them. */
export async function press(page: Page, key: string): Promise<void> {
  await page.waitForSelector('body[data-keys="heard"]')
  await page.keyboard.press(key)
}

/** What stands on the extract and whom it names, or that there is none; null when the visitor comes for himself. */
export type Proof =
  | {
      readonly authority: 'sole' | 'joint'
      readonly issuedOn: string
      readonly given: string
      readonly born: string
    }
  | 'missing'
  | null

/** Types whom the extract names; without a word the child of the tests. */
export async function typeNamed(page: Page, { given, born } = { given: 'Milan', born: '04-09-2019' }): Promise<void> {
  await page.fill('#paperGiven', given)
  await page.fill('#paperBorn', born)
}

export interface Clerk {
  readonly page: Page
  /** Opens a call number: from then on the name is on the screen. */
  open(number: number): Promise<void>
  /** Fills in and sends the answer "yes"; resolves with the sentence that the page then says. */
  confirm(ending: string, proof: Proof): Promise<string>
  /** Not this person, or doubt. */
  decline(answer: 'no' | 'doubt'): Promise<string>
  /** Finds by birth date ("dd-mm-yyyy") and binds the first, or the one with this place in the list. */
  pick(birthDate: string, place?: number): Promise<string>
  /** Accepts the help of the kiosk that rings. */
  come(): Promise<string>
  close(): Promise<void>
}

export async function clerkAt(options: {
  readonly browser: Browser
  /** Base address of the staff listener. */
  readonly staff: string
  readonly as: Login
}): Promise<Clerk> {
  const { browser, staff, as } = options
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  await logIn(page, { staff, as })
  const said = async (send: () => Promise<void>): Promise<string> => {
    await page.evaluate(() => document.querySelectorAll('[data-notice]').forEach((old) => old.remove()))
    await send()
    return (await page.innerText('[data-notice]')).trim()
  }
  return {
    page,
    async open(number) {
      await page.click(`.s-row[href="/desk?nr=${number}"]`)
      await page.waitForSelector(`#work-title:has-text("Nummer ${number},")`)
    },
    confirm: (ending, proof) =>
      said(async () => {
        await page.fill('#ending', ending)
        if (proof !== null) {
          const authority = proof === 'missing' ? proof : proof.authority
          await page.check(`[name="authority"][value="${authority}"]`)
          if (proof !== 'missing') {
            await page.fill('#issuedOn', proof.issuedOn)
            await typeNamed(page, proof)
          }
        }
        await page.check('[name="answer"][value="yes"]')
        await page.click('#approve')
      }),
    decline: (answer) =>
      said(async () => {
        await page.check(`[name="answer"][value="${answer}"]`)
        await page.click('#approve')
      }),
    async pick(birthDate, place = 0) {
      await page.fill('#birthDate', birthDate)
      await page.click('#search button')
      await page.waitForSelector('.s-found')
      return await said(() => page.click(`.s-found .s-btn >> nth=${place}`))
    },
    async come() {
      await page.click('.s-bell.ring')
      return await said(() => page.click('[data-key="F8"]'))
    },
    close: () => page.close(),
  }
}
