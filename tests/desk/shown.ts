/** What a clerk sees of the desk page: kept as a picture, and judged by axe. */
import { mkdirSync } from 'node:fs'
import axe from 'axe-core'
import type { Page } from 'playwright'
import { expect } from 'vitest'

const shots = 'out/test/desk'

/** The page has no accessibility fault that axe finds, and nothing of it stands beside the clerk's screen. */
export async function accessible(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: `${shots}/${name}.png` })
  await page.evaluate(`${axe.source}; undefined`)
  const found = await page.evaluate<{ id: string; html: string[] }[]>(
    `axe.run().then((r) => r.violations.map((v) => ({ id: v.id, html: v.nodes.map((n) => n.html) })))`,
  )
  expect(found).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1366)
}

/** The page needs no scrolling on the clerk's screen, of 1366 by 768 points. */
export async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(768)
}
