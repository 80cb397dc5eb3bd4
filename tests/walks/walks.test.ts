/**
 * Every journey is walked through the real session, intake and record, shown in a browser in every language, and counted.
 * What is left to look at: `out/journeys/index.html`, and a picture of each screen beside it.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ScreenStep } from '../../domain/contract/messages/screen.ts'
import { languages } from '../../domain/language.ts'
import { root } from '../runner/commands.ts'
import { figuresOf, tableOf, targets, type Figures } from './figures.ts'
import { photograph, type Photo } from './photograph.ts'
import { record, type Recording } from './record.ts'
import { sheetOf } from './sheet.ts'
import { walks } from './walks.ts'

const folder = join(root, 'out/journeys')
const recordings: Recording[] = []

/** Screens that say more than three things today. Shorter is welcome; a number here only becomes smaller. */
const saysMore: Partial<Record<ScreenStep, number>> = {
  // Terms and privacy statement: three points of each.
  terms: 7,
  // A young person of 16 or 17: what the rules say, and three ways on.
  notHere: 4,
  // A child: who asks, what can be seen in three rows, until when, and that nobody sees its choice.
  childReads: 6,
}
/** The same of one walk: how a child goes on by itself, and what it may still change. */
const saysMoreIn: Readonly<Record<string, number>> = { 'child-13 done': 6 }

const mayStand = ({ view: { screen }, file }: Photo): number =>
  saysMoreIn[`${file.split('/')[0] ?? ''} ${screen.step}`] ?? saysMore[screen.step] ?? targets.messages

/** Who decides more than five things today. */
const decidesMore: Readonly<Record<string, number>> = {
  // Five questions of the form, and whether the other parent is here.
  'child-two-parents 1.1': 6,
  'child-parent-later 1.1': 6,
  // What becomes of the old access, besides what an adult chooses.
  'capable-adult-change 1.1': 6,
}

describe('The journey', () => {
  it.each(walks)('$name comes to its end, and the central keeps what was signed', async (walk) => {
    const recording = await record(walk)
    recordings.push(recording)
    expect(recording.receipts.filter((result) => result !== 'stored')).toEqual([])
  })
})

it('for nobody the count of steps runs back', () => {
  const back = recordings.flatMap(({ name, screens }) => {
    const counted = screens.flatMap(({ visit, person, views: { nl } }) =>
      nl.progress === null
        ? []
        : [{ who: `${name} ${String(visit)}.${String(person)}`, step: nl.screen.step, ...nl.progress }],
    )
    return counted.filter((one, index) => counted.slice(0, index).some(({ who, at }) => who === one.who && at > one.at))
  })
  expect(back).toEqual([])
})

describe('On the screens of all journeys, in every language,', () => {
  let photos: readonly Photo[] = []
  let figures: readonly Figures[] = []
  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    photos = await photograph(recordings, { languages, folder })
    figures = figuresOf(photos)
    writeFileSync(join(folder, 'index.html'), sheetOf({ recordings, photos, figures }))
    writeFileSync(join(folder, 'recorded.json'), `${JSON.stringify(recordings, null, 1)}\n`)
    console.log(tableOf(figures))
  }, 300_000)

  it('nothing is cut off, covered, too small or too close', () => {
    expect(photos.flatMap(({ file, wrong }) => wrong.map((what) => `${file}: ${what}`))).toEqual([])
  })

  it('a sentence has at most twelve words on average', () => {
    expect(figures.length).toBeGreaterThanOrEqual(recordings.length * languages.length)
    expect(figures.filter(({ words }) => words > targets.words)).toEqual([])
  })

  it('a screen says at most three things', () => {
    const over = photos.filter((photo) => photo.read.messages.length > mayStand(photo))
    expect(over.map(({ file, read }) => [file, ...read.messages])).toEqual([])
  })

  it('nobody decides more than five things between identity and review', () => {
    const isOver = ({ who, decisions }: Figures) => decisions > (decidesMore[who] ?? targets.decisions)
    expect(figures.filter(isOver)).toEqual([])
  })
})
