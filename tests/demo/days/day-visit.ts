/** What a visit of these days is played with, and what is kept of it. */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { Visitor } from '../../journey/visitor.ts'
import { atAttract, started } from '../../journey/in-service.ts'
import type { Desk } from '../../support/desk.ts'
import type { Kiosk } from '../../support/scene.ts'

/** One visit: which kiosk, on which day from the first, what it sent. */
const DayVisit = v.strictObject({
  kiosk: v.number(),
  day: v.number(),
  screens: v.array(v.string()),
  envelopes: v.array(v.string()),
  /** How main says that it ended, and whether it found everything gone. */
  wiped: v.strictObject({ end: v.string(), verified: v.boolean() }),
})
export type DayVisit = v.InferOutput<typeof DayVisit>

/** `days.json`: what was played. What became of it the checker reads in the central's database. */
export const Days = v.strictObject({
  balie: v.literal('days/1'),
  host: v.picklist(['rehearsal', 'electron']),
  journeys: v.record(v.string(), v.array(DayVisit)),
})
export type Days = v.InferOutput<typeof Days>

export interface DayKiosk {
  readonly kiosk: Kiosk
  readonly state: string
  /** From 1. */
  readonly number: number
  readonly day: number
}

/** Somebody comes to this kiosk; `act` plays the visit up to its last screen. */
export async function visit(of: {
  readonly at: DayKiosk
  readonly desk: Desk
  readonly out: string
  readonly act: (visitor: Visitor, desk: Desk) => Promise<void>
}): Promise<DayVisit> {
  const { kiosk, state, number, day } = of.at
  mkdirSync(of.out, { recursive: true })
  const since = kiosk.log.length
  await started({ state }, kiosk)
  const page = await atAttract(kiosk)
  const screens: string[] = []
  // Several visits of one day may share a folder: the pictures of the next one count on.
  const before = readdirSync(of.out).filter((name) => name.endsWith('.png')).length
  const seen = async (step: string): Promise<void> => {
    screens.push(step)
    const file = `day-${String(day)}-${String(before + screens.length).padStart(2, '0')}-${step}.png`
    await page.screenshot({ path: join(of.out, file) })
  }
  const visitor = new Visitor({ page, kiosk, seen })
  await of.act(visitor, of.desk)
  await visitor.lastTouch(/Wis dit scherm/)
  const wiped = await visitor.wiped(since)
  const said = kiosk.log.slice(since)
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
  const envelopes = said.filter(({ event }) => event === 'durable').map((line) => textOf(line['envelope']))
  for (const envelope of envelopes)
    await kiosk.logged((line) => line.event === 'delivery' && line['envelope'] === envelope && line['code'] === 'stored', { since }) // prettier-ignore
  return {
    kiosk: number,
    day,
    screens,
    envelopes,
    wiped: { end: textOf(wiped['code']), verified: wiped['verified'] === true },
  }
}
