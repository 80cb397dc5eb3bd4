import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { expect, it } from 'vitest'
import { verifyRoutes } from '../../central/verify/routes.ts'
import { dutch } from './people.ts'
import { sealedPdf } from './sealed.ts'
import { makeTrainingCa } from './training-ca.ts'
import { makeTrainingTsa, stampBy } from './training-tsa.ts'

const executablePath = '/usr/bin/chromium'

it('a visitor checks a form on the page in a real browser, and no byte of the file leaves it', async () => {
  const ca = makeTrainingCa()
  const tsa = makeTrainingTsa()
  const routes = verifyRoutes({ anchor: ca.rootPem, timeAnchor: tsa.rootPem })
  const asked: string[] = []
  const server = createServer((request, response) => {
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
  const { port } = server.address() as AddressInfo
  const folder = mkdtempSync(join(tmpdir(), 'balie-page-'))
  const pdf = await sealedPdf(dutch, { ca, timeStamp: stampBy(tsa) })
  writeFileSync(join(folder, 'good.pdf'), pdf)
  writeFileSync(join(folder, 'bad.pdf'), Buffer.concat([pdf, Buffer.from('% hello\n')]))
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ viewport: { width: 900, height: 900 } })
    const faults: string[] = []
    page.on('console', (message) => faults.push(message.text()))
    await page.goto(`http://127.0.0.1:${port}/verify`)
    await page.getByText('SHA-256').waitFor()
    const before = asked.length
    await page.setInputFiles('#file', join(folder, 'good.pdf'))
    await page.getByRole('heading', { name: 'GOED.' }).waitFor()
    expect(await page.locator('#sentences').innerText()).toContain('Wilhelmina de Bruijn (Ouder met gezag)')
    expect(await page.locator('#sentences').innerText()).toContain('volgens Training Time')
    if (process.env['BALIE_SHOT'] !== undefined) await page.screenshot({ path: process.env['BALIE_SHOT'] })
    await page.setInputFiles('#file', join(folder, 'bad.pdf'))
    await page.getByRole('heading', { name: 'NIET GOED.' }).waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    expect(await page.locator('#verdict').innerText()).toContain('NOT GOOD')
    expect(asked.slice(before)).toEqual([])
    expect(faults.filter((text) => !text.includes('favicon') && !text.includes('404'))).toEqual([])
  } finally {
    await browser.close()
    server.close()
  }
}, 60_000)
