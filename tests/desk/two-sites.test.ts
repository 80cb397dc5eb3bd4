/** The desk on one site and the hospital's identity provider on another, in a real browser: what SameSite is about. */

import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listen } from '../../central/http/listen.ts'
import type { NodeMount } from '../../central/http/site.ts'
import { openDatabase } from '../../central/store/database.ts'
import { sqliteStores } from '../../central/store/sqlite/stores.ts'
import { embeddedProvider } from '../../central/web/oidc/provider.ts'
import { assetRoutes } from '../../central/web/staff/assets.ts'
import { trainingAccounts } from '../../central/web/staff/oidc/accounts.ts'
import { staffKind } from '../../central/web/staff/oidc/provider.ts'
import { deskBench } from './bench.ts'
import { launchClerkBrowser, press } from './clerk.ts'

let browser: Browser
let desk: Awaited<ReturnType<typeof deskBench>>
let provider: Awaited<ReturnType<typeof listen>>
const accounts = trainingAccounts()
/** "localhost" and "127.0.0.1" are two sites to a browser. */
let elsewhere: string

beforeAll(async () => {
  let raw: NodeMount = () => false
  provider = await listen({
    port: 0,
    routes: () => assetRoutes(),
    raw: (request, response) => raw(request, response),
    onFault: () => undefined,
  })
  elsewhere = `http://localhost:${new URL(provider.origin).port}`
  desk = await deskBench({ issuer: `${elsewhere}/oidc` })
  raw = await embeddedProvider(staffKind(accounts), {
    origin: elsewhere,
    clientOrigin: desk.origin,
    accounts,
    stores: sqliteStores(openDatabase(':memory:'), () => new Date()),
    now: () => new Date(),
    hear: () => Promise.resolve(),
  })
  browser = await launchClerkBrowser()
}, 60_000)
afterAll(async () => {
  await browser.close()
  await desk.close()
  await provider.close()
})

test('machine 17, 19: log-in through a provider on another site, and a log-out that ends there too', async () => {
  const page = await browser.newPage()
  const login = async () => {
    expect(new URL(page.url()).origin).toBe(elsewhere)
    await page.fill('#login', accounts[0]?.login ?? '')
    await page.fill('#password', accounts[0]?.password ?? '')
    await page.press('#password', 'Enter')
    await page.waitForSelector('#queue')
    expect(new URL(page.url()).origin).toBe(desk.origin)
  }
  await page.goto(`${desk.origin}/desk`)
  await login()
  await press(page, 'F12')
  await page.waitForSelector('#password')
  // The same address as the log-in that worked, without the words that ask for the password.
  const started = await fetch(`${desk.origin}/staff/login`, { redirect: 'manual' })
  const target = new URL(started.headers.get('location') ?? '')
  for (const name of ['prompt', 'max_age']) target.searchParams.delete(name)
  await page.goto(target.href)
  expect(await page.locator('#password').count()).toBe(1)
  await page.goto(`${desk.origin}/desk`)
  await login()
  await page.close()
}, 60_000)
