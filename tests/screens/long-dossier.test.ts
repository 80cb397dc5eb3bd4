/** The preview of a list that no glass holds whole: each part is as full as it can be, whatever was laid out first. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openKioskPage, landscape, portrait, type Glass, type KioskPage } from './support/kiosk-page.ts'
import { viewOf } from './support/fixtures.ts'

let kiosk: KioskPage
beforeAll(async () => {
  kiosk = await openKioskPage()
}, 60_000)
afterAll(async () => kiosk.close())

const rows = (count: number, from = 1) =>
  Array.from({ length: count }, (_unused, at) => {
    const number = from + at
    return { kind: 'row', id: `appointments-${String(number)}`, at: number, next: false, open: null } as const
  })
const fact = (of: number, at: number) =>
  ({
    kind: 'fact',
    id: `appointments-${String(of)}.${String(at)}`,
    of: `appointments-${String(of)}`,
    title: 'Afspraak bij de oogarts',
    label: at === 1 ? 'Wanneer' : null,
    text: 'Op een dag die lang in woorden staat, zodat de regel vol is.',
  }) as const

/** What stands: numbers of the entries that are seen, and how much room is left under them, in rows. */
async function shown(lines: readonly object[], total: number) {
  const view = viewOf('dossier', 1)
  if (view.screen.step !== 'dossier') throw new Error('another screen')
  await kiosk.fromMain({ type: 'visit' })
  const screen = { ...view.screen, lines, total, before: 0, rows: total }
  await kiosk.fromSession({ ...view, screen })
  await kiosk.settle()
  return await kiosk.page.evaluate(() => {
    const box = document.querySelector('.dossier .paged')
    const all = [...(box?.children ?? [])]
    const seen = all.filter((one) => one.getClientRects().length > 0)
    const bottom = seen.at(-1)?.getBoundingClientRect().bottom ?? 0
    const end = document.querySelector('.dossier .pager')?.getBoundingClientRect().top ?? 0
    const row = seen[0]?.getBoundingClientRect().height ?? 0
    return { seen: seen.length, laidOut: all.length, over: bottom - end, left: (end - bottom) / row }
  })
}

const tall: Glass = { width: 1080, height: 4200, mm: 2.71, view: 1 }
const glasses: readonly (readonly [string, Glass, boolean])[] = [
  ['portrait', portrait, false],
  ['landscape', landscape, false],
  ['a glass that holds more than is laid out first', tall, true],
]

describe.each(glasses)('a long list on %s', (_name, glass, more) => {
  test('fills its part with covered entries', async () => {
    await kiosk.start(glass)
    const { seen, laidOut, over, left } = await shown(rows(40), 100)
    expect(seen > 16).toBe(more)
    expect(laidOut).toBe(more ? 40 : 16)
    expect(over).toBeLessThanOrEqual(1)
    expect(left).toBeLessThan(1.5)
  })
})

test('an entry that is open is laid out whole, so that it is torn only where it must be', async () => {
  await kiosk.start(portrait)
  const [first, ...others] = rows(18)
  const facts = Array.from({ length: 20 }, (_unused, at) => fact(18, at + 1))
  const { laidOut } = await shown(
    [first, ...others, ...facts].filter((line) => line !== undefined),
    100,
  )
  expect(laidOut).toBe(38)
})
