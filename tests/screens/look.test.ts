/** Every screen, on both glasses, in every look: fits, can be touched, can be read by a machine, breaks no policy. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { landscape, openKioskPage, portrait, type Glass, type KioskPage } from './support/kiosk-page.ts'
import { floors, lookCheck } from './support/look-check.ts'
import { attractStates, visitStates } from './support/states.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Look {
  readonly name: string
  /** How often which tool is pressed: letters, contrast, lower. */
  readonly press: readonly string[]
}
const letters = '.tools:visible .tool.letters'
const looks: readonly Look[] = [
  { name: 'A', press: [] },
  { name: 'A++', press: [letters, letters] },
  { name: 'high contrast', press: ['.tools:visible .tool:nth-last-of-type(2)'] },
]
const more: readonly Look[] = [
  { name: 'A+', press: [letters] },
  { name: 'lowered', press: ['.tools:visible .tool.lower'] },
]

let kiosk: KioskPage
beforeAll(async () => {
  kiosk = await openKioskPage()
}, 60_000)
afterAll(async () => kiosk.close())

/** Serious names of what axe found, with the first place. */
async function axeFindings(): Promise<readonly string[]> {
  return await kiosk.page.evaluate(async () => {
    const run = (window as unknown as { axe: { run: (options: object) => Promise<AxeResult> } }).axe
    interface AxeResult {
      violations: { id: string; help: string; nodes: { html: string }[] }[]
    }
    const result = await run.run({ resultTypes: ['violations'] })
    return result.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0]?.html.slice(0, 160) ?? ''}`)
  })
}

async function through(glass: Glass, look: Look, withAxe: boolean): Promise<readonly string[]> {
  const found: string[] = []
  await kiosk.start(glass)
  for (const selector of look.press) await kiosk.page.locator(selector).click()
  if (withAxe) await kiosk.page.evaluate(axe)
  for (const state of [...attractStates, ...visitStates]) {
    await state.reach(kiosk)
    const seen = [
      ...(await kiosk.page.evaluate(lookCheck, { ...floors, mm: glass.mm })),
      ...(withAxe ? await axeFindings() : []),
    ]
    found.push(...seen.map((finding) => `${state.name}: ${finding}`))
    await state.leave?.(kiosk)
  }
  found.push(...(await kiosk.violations()).map((violation) => `policy: ${violation}`))
  found.push(...kiosk.errors.splice(0).map((error) => `error: ${error}`))
  return found
}

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
] as const)('On the %s glass every screen', (_name, glass: Glass) => {
  test.each(looks)(
    'fits, keeps the millimetres of the look and passes axe in $name',
    async (look) => {
      expect(await through(glass, look, true)).toEqual([])
    },
    120_000,
  )
  test.each(more.filter((look) => look.name !== 'lowered' || glass === portrait))(
    'fits and keeps the millimetres of the look in $name',
    async (look) => {
      expect(await through(glass, look, false)).toEqual([])
    },
    60_000,
  )
})

describe('The check itself', () => {
  test('sees a key that is too small, a text that is cut off and two targets too close', async () => {
    await kiosk.start(portrait)
    await kiosk.show('find-child')
    await kiosk.page.evaluate(() => {
      const key = document.querySelector<HTMLElement>('.key')
      const label = document.querySelector<HTMLElement>('.field .label')
      const box = document.querySelector<HTMLElement>('.box')
      if (!key || !label || !box) throw new Error('the fixture has changed')
      key.style.blockSize = '10px'
      key.style.minBlockSize = '0'
      label.style.marginInlineStart = '-200px'
      box.style.marginInlineEnd = '-30px'
    })
    const found = await kiosk.page.evaluate(lookCheck, { ...floors, mm: portrait.mm })
    expect(found.join('\n')).toMatch(/less than 18/)
    expect(found.join('\n')).toMatch(/cut off/)
    expect(found.join('\n')).toMatch(/mm apart/)
  })
})
