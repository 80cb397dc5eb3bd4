import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyRoutes } from '../../central/web/verify/routes.ts'
import { casts, makeHouse, paperOf, sealedActs } from './acts.ts'
import { sealedApproval } from './approvals.ts'
import { dutch } from './people.ts'
import { sealedPdf } from './sealed.ts'
import { makeTrainingCa } from './training-ca.ts'
import { makeTrainingTsa, stampBy } from './training-tsa.ts'

const executablePath = '/usr/bin/chromium'
const folder = mkdtempSync(join(tmpdir(), 'balie-page-'))
const file = (name: string): string => join(folder, `${name}.pdf`)
const ca = makeTrainingCa()
const tsa = makeTrainingTsa()
const asked: string[] = []
const faults: string[] = []
let server: Server
let browser: Browser
let page: Page
/** How much was asked for when the page was whole: nothing may follow. */
let before = 0

/** A form, the same changed, another form, the approval of the first, and that changed. */
async function makeFiles(): Promise<void> {
  const form = await sealedPdf(dutch, { ca, timeStamp: stampBy(tsa) })
  const approval = await sealedApproval(form, { under: ca, timeStamp: stampBy(tsa) })
  const touched = new Uint8Array(approval)
  const at = Buffer.from(approval).indexOf('stream') + 40
  touched[at] = (touched[at] ?? 0) ^ 1
  writeFileSync(file('good'), form)
  writeFileSync(file('bad'), Buffer.concat([form, Buffer.from('% hello\n')]))
  writeFileSync(file('other'), await sealedPdf({ ...dutch, reference: '9K2-111' }, { ca, timeStamp: stampBy(tsa) }))
  const paper = await paperOf(casts.three)
  writeFileSync(file('acts'), await sealedActs(paper, { ca: makeHouse(ca), timeStamp: stampBy(tsa) }))
  writeFileSync(file('bad-acts'), await sealedActs(paper, { ca, timeStamp: stampBy(tsa) }))
  writeFileSync(file('approval'), approval)
  writeFileSync(file('bad-approval'), touched)
}

beforeAll(async () => {
  await makeFiles()
  const routes = verifyRoutes({ anchor: ca.rootPem, timeAnchor: tsa.rootPem })
  server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const route = routes.find(({ path }) => path === url.pathname)
    if (route === undefined) return response.writeHead(404).end()
    const context = { request: new Request(url), url, params: {}, body: new Uint8Array() }
    void route.handle(context).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
    })
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
}, 60_000)
afterAll(async () => {
  await browser.close()
  server.close()
  rmSync(folder, { recursive: true })
})

beforeEach(async () => {
  const { port } = server.address() as AddressInfo
  page = await browser.newPage({ viewport: { width: 900, height: 900 } })
  faults.length = 0
  page.on('console', (message) => faults.push(message.text()))
  const start = asked.length
  await page.goto(`http://127.0.0.1:${port}/verify`)
  await page.getByText('SHA-256').waitFor()
  // The second anchor is asked for beside the first; the page shows only the first.
  await expect.poll(() => asked.slice(start).some((one) => one.includes('time-anchor'))).toBe(true)
  before = asked.length
}, 60_000)

/** What holds at the end of every test: no byte left the browser, and the page complained of nothing. */
async function quiet(): Promise<void> {
  expect(asked.slice(before)).toEqual([])
  expect(faults.filter((text) => !text.includes('favicon') && !text.includes('404'))).toEqual([])
  await page.close()
}

async function accessible(): Promise<void> {
  await page.evaluate(`${axe.source}; undefined`)
  const found = await page.evaluate<{ id: string; html: string[] }[]>(
    `axe.run().then((r) => r.violations.map((v) => ({ id: v.id, html: v.nodes.map((n) => n.html) })))`,
  )
  expect(found).toEqual([])
}

const verdict = (name: string) => page.getByRole('heading', { name, level: 2 }).waitFor()
const said = () => page.locator('#sentences').innerText()

describe('The page that checks files', () => {
  it('reads a form in a real browser, and no byte of the file leaves it', async () => {
    await page.setInputFiles('#file', file('good'))
    await verdict('GOED.')
    expect(await said()).toContain('Wilhelmina de Bruijn (Ouder met gezag)')
    expect(await said()).toContain('volgens Training Time')
    expect(await page.locator('#with').isVisible()).toBe(false)
    if (process.env['BALIE_SHOT'] !== undefined) await page.screenshot({ path: process.env['BALIE_SHOT'] })
    await page.setInputFiles('#file', file('bad'))
    await verdict('NIET GOED.')
    await page.getByRole('button', { name: 'English' }).click()
    expect(await page.locator('#verdict').innerText()).toContain('NOT GOOD')
    await quiet()
  }, 60_000)

  it('reads a paper that the house composed of several visits, and says so in words', async () => {
    await page.setInputFiles('#file', file('acts'))
    await verdict('GOED.')
    expect(await said()).toContain('FENNA VAN DEN AKKER (Patiënt)')
    expect(await said()).toContain('Antwoord zonder anderen erbij: ja.')
    expect(await said()).toContain('Het ziekenhuis voegde 3 delen samen. Bezoeken: 3. Zuilen: 2.')
    await page.setInputFiles('#file', file('bad-acts'))
    await verdict('NIET GOED.')
    expect(await said()).toContain('Wie het zegel zette hoort niet bij de bezoeken waarin is getekend.')
    await quiet()
  }, 60_000)

  it('reads an approval together with the form that was approved', async () => {
    await page.setInputFiles('#file', file('approval'))
    await verdict('Dit is een goedkeuring.')
    expect(await said()).toContain('Kies nu ook het formulier dat is goedgekeurd.')
    expect(await page.locator('#result').getAttribute('data-verdict')).toBe('half')
    await page.setInputFiles('#form', file('good'))
    await verdict('GOED. Beide bestanden')
    expect(await said()).toContain('dr. Anna Visser (BIG 19012345601) keurde goed')
    await page.setInputFiles('#form', file('other'))
    await verdict('NIET GOED. De goedkeuring')
    expect(await said()).toContain('Deze goedkeuring gaat over een ander formulier.')
    await page.setInputFiles('#form', file('bad'))
    await verdict('NIET GOED. Het formulier')
    // Another file begins again: the form that was chosen belonged to the one before.
    await page.setInputFiles('#file', file('good'))
    await verdict('GOED. Het bestand')
    await page.setInputFiles('#file', file('approval'))
    await verdict('Dit is een goedkeuring.')
    await quiet()
  }, 60_000)

  it('never lets a file that was slow to read speak for the one that was chosen after it', async () => {
    await page.evaluate(`
      const read = File.prototype.arrayBuffer
      File.prototype.arrayBuffer = async function () {
        const bytes = await read.call(this)
        if (this.name.startsWith('bad')) await new Promise((go) => { globalThis.letGo = go })
        return bytes
      }; undefined`)
    /** Chooses the slow file; whichever was slow before is never let go any more. */
    const choose = async (input: '#file' | '#form', name: string): Promise<void> => {
      await page.evaluate('globalThis.letGo = undefined')
      await page.setInputFiles(input, file(name))
    }
    const letGo = async (): Promise<void> => {
      // The slow file may be read to its end after the quick one's verdict.
      await page.waitForFunction('globalThis.letGo')
      await page.evaluate('letGo()')
      await page.waitForTimeout(1000)
    }
    await choose('#file', 'bad')
    await page.setInputFiles('#file', file('good'))
    await verdict('GOED.')
    await letGo()
    expect(await page.locator('#verdict').innerText()).toMatch(/^GOED/)
    // While the next is read the verdict on the last one is gone: it would stand beside another name.
    await choose('#file', 'bad')
    await page.locator('#result').waitFor({ state: 'hidden' })
    // Nor a slow form for the form, or the file, that was chosen after it.
    await page.setInputFiles('#file', file('approval'))
    await verdict('Dit is een goedkeuring.')
    await choose('#form', 'bad')
    await page.locator('#result').waitFor({ state: 'hidden' })
    expect(await page.locator('#with').isVisible()).toBe(true)
    await page.setInputFiles('#form', file('good'))
    await verdict('GOED. Beide bestanden')
    await letGo()
    expect(await page.locator('#verdict').innerText()).toMatch(/^GOED/)
    await choose('#form', 'bad')
    await page.setInputFiles('#file', file('good'))
    await verdict('GOED. Het bestand')
    await letGo()
    expect(await page.locator('#verdict').innerText()).toMatch(/^GOED/)
    await quiet()
  }, 60_000)

  it('calls an approval that was changed bad without asking for its form', async () => {
    await page.setInputFiles('#file', file('bad-approval'))
    await verdict('NIET GOED.')
    expect(await page.locator('#result').getAttribute('data-verdict')).toBe('bad')
    await quiet()
  }, 60_000)

  it('is done with the keyboard alone, in Dutch and in English', async () => {
    /** Tabs to what is named, sees where the focus is, and opens it. */
    const choose = async (id: string, name: string): Promise<void> => {
      // Long before the key: Playwright asks the browser for choosers without waiting for its answer.
      const chooser = page.waitForEvent('filechooser')
      await page.locator('body').press('Tab')
      for (let presses = 0; presses < 10; presses += 1) {
        if ((await page.evaluate(() => document.activeElement?.id)) === id) break
        await page.keyboard.press('Tab')
      }
      const outline = await page.locator(`label[for=${id}]`).evaluate((label) => getComputedStyle(label).outlineWidth)
      expect([id, outline]).toEqual([await page.evaluate(() => document.activeElement?.id), '4px'])
      await page.keyboard.press('Space')
      await (await chooser).setFiles(file(name))
    }
    await choose('file', 'approval')
    await verdict('Dit is een goedkeuring.')
    await choose('form', 'good')
    await verdict('GOED. Beide bestanden')
    for (let presses = 0; presses < 10; presses += 1) {
      await page.keyboard.press('Tab')
      if ((await page.evaluate(() => document.activeElement?.id)) === 'language') break
    }
    await page.keyboard.press('Enter')
    await verdict('GOOD. Both files')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('label[for=form]').innerText()).toBe('Choose its form')
    expect(await said()).toContain('approved, 24 November 2026')
    await quiet()
  }, 60_000)

  it.each(['nl', 'en'] as const)(
    'has nothing that axe objects to, in any state, in %s',
    async (language) => {
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click()
      await accessible()
      for (const [one, form] of [
        ['good', null],
        ['bad', null],
        ['approval', null],
        ['approval', 'good'],
        ['approval', 'other'],
      ] as const) {
        await page.setInputFiles('#file', file(one))
        if (form !== null) {
          await page.locator('#with').waitFor()
          await page.setInputFiles('#form', file(form))
        }
        await page.locator('#result').waitFor()
        await page.waitForTimeout(300)
        await accessible()
      }
      await quiet()
    },
    60_000,
  )
})
