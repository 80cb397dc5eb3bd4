/** The code on the end screen leads to the public status page: read from the glass by a reader that did not draw it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codesIn } from '../support/read-code.ts'
import { viewOf } from './support/fixtures.ts'
import { landscape, openKioskPage, portrait, type KioskPage } from './support/kiosk-page.ts'

const folder = mkdtempSync(join(tmpdir(), 'balie-code-'))
let kiosk: KioskPage
beforeAll(async () => {
  kiosk = await openKioskPage()
}, 60_000)
afterAll(async () => {
  await kiosk.close()
  rmSync(folder, { recursive: true })
})

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
] as const)('The code on the end screen, on the %s glass', (name, glass) => {
  test.each(['nl', 'nlSimple', 'en'] as const)('is the whole address and nothing else, in %s', async (language) => {
    await kiosk.start(glass)
    await kiosk.show('done', language)
    await kiosk.settle()
    const path = join(folder, `${name}-${language}.png`)
    await kiosk.page.screenshot({ path })
    const { screen } = viewOf('done', 1, language)
    expect(codesIn(path)).toEqual(screen.step === 'done' ? [screen.statusUrl] : 'no end screen')
    await kiosk.show('sign', language)
    await kiosk.settle()
    await kiosk.page.screenshot({ path })
    expect(codesIn(path)).toEqual([])
  })
})
