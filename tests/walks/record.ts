/**
 * Plays a walk over a training central of its own with the session's own code, and keeps every view that the session sent,
 * in each language: on each screen the visitor changes the language as at the kiosk, and the session says the screen again.
 */
import * as v from 'valibot'
import { IntakeAnswer } from '../../domain/contract/envelope/receipt.ts'
import type { View } from '../../domain/contract/messages/channel.ts'
import { languages, type Language } from '../../domain/language.ts'
import { decodeJwt } from 'jose'
import { enrolKiosk, folder, training } from '../central/support/kiosk.ts'
import type { TestKiosk } from '../central/support/kiosk.ts'
import type { Central } from '../../central/compose.ts'
import type { Person } from '../../central/training/cast.ts'
import { openStage } from '../central/support/stage.ts'
import type { Stage } from '../central/support/stage.ts'
import { castOf } from '../central/support/visit.ts'
import { moveOn, usual } from './hands.ts'
import type { Someone, Visit, Walk } from './walk.ts'

export interface RecordedScreen {
  /** Which visit of the walk and which person of the visit, from 1. */
  readonly visit: number
  readonly person: number
  readonly views: Readonly<Record<Language, View>>
}

export interface Recording {
  readonly name: string
  readonly about: string
  readonly screens: readonly RecordedScreen[]
  /** What the central answered to each envelope of the walk. */
  readonly receipts: readonly string[]
}

interface House {
  readonly central: Central
  readonly kiosk: TestKiosk
  readonly person: (one: Someone) => Person
}

export async function record({ name, about, visits }: Walk): Promise<Recording> {
  const data = folder()
  const central = await training(data.path)
  try {
    const cast = castOf(data.path)
    const people = { ...cast.people, ...cast.later }
    const person = (one: Someone): Person => {
      const found = people[one]
      if (found === undefined) throw new Error(`nobody is called ${one}`)
      return found
    }
    const house = { central, kiosk: await enrolKiosk(central), person }
    const played: Played[] = []
    for (const [at, visit] of visits.entries()) played.push(await play(house, visit, at + 1))
    return {
      name,
      about,
      screens: played.flatMap(({ screens }) => screens),
      receipts: played.flatMap(({ receipts }) => receipts),
    }
  } finally {
    await central.close()
    data.remove()
  }
}

type Played = Pick<Recording, 'screens' | 'receipts'>

async function play(house: House, plan: Visit, number: number): Promise<Played> {
  const { central, kiosk, person } = house
  const stage = await openStage(central, kiosk, { offline: plan.offline === true })
  const hands = { ...usual, ...plan.hands }
  const screens: RecordedScreen[] = []
  const keep = (at: number, views: RecordedScreen['views']) => screens.push({ visit: number, person: at + 1, views })
  const patient = person(plan.patient ?? plan.people[0])
  let at = 0
  for (let seen = -1; ;) {
    const view = await settled(stage, { after: seen, offline: plan.offline === true })
    for (const passed of stage.views)
      if (passed.seq > seen && passed.screen.step === 'sealing') keep(at, inEach(passed))
    const views = await said(stage, view)
    const { screen } = view
    // The witness was compared: the screen is back with whoever signs.
    if (screen.step === 'mark') at -= 1
    keep(at, views)
    const mrz = central.samples.find(({ scene }) => scene === plan.people[at])?.mrz.join('\n') ?? ''
    const move = await moveOn(hands, screen, { central, visit: stage.visit, plan, person: at, mrz, patient })
    if (move === 'over') break
    seen = stage.views.at(-1)?.seq ?? 0
    if (screen.step === 'witnessHere' || screen.step === 'mark') at += 1
    if (screen.step === 'handOver') at = screen.to === 'visitor' ? 0 : at + 1
    if (move !== 'waits') stage.tap(move)
  }
  await sent(stage, plan)
  stage.end()
  const ended = screens.at(-1)?.views.nl.screen
  if (ended?.step !== (plan.ends ?? 'done')) throw new Error(`the visit ends with ${JSON.stringify(ended)}`)
  return { screens, receipts: stage.delivered.map(({ body }) => resultIn(body)) }
}

/** The next screen on which somebody can do something; of the last one, what it says when the central has answered. */
async function settled(stage: Stage, of: { readonly after: number; readonly offline: boolean }): Promise<View> {
  const isDue = ({ seq, busy, screen }: View): boolean =>
    seq > of.after &&
    !busy &&
    screen.step !== 'sealing' &&
    (screen.step !== 'done' || screen.delivery !== 'waiting' || of.offline)
  return await until(stage, isDue)
}

/** What was signed or accepted may still be on its way when the last screen stands. */
async function sent(stage: Stage, { ends = 'done' }: Visit): Promise<void> {
  const least = ends === 'done' || ends === 'dossier' ? 1 : 0
  while (stage.stored() < least || stage.delivered.length + stage.kept.length < stage.stored())
    await new Promise((resolve) => setTimeout(resolve, 4))
}

async function until(stage: Stage, due: (view: View) => boolean): Promise<View> {
  const stop = performance.now() + 20_000
  for (;;) {
    const last = stage.views.at(-1)
    if (last !== undefined && due(last)) return last
    if (performance.now() > stop) throw new Error(`nothing follows ${JSON.stringify(last)}`)
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
}

/** The screen in every language, the last time in the one in which it stood. */
async function said(stage: Stage, view: View): Promise<RecordedScreen['views']> {
  // On the page of languages choosing one leads on; it says every one of them itself.
  if (view.screen.step === 'language') return inEach(view)
  const views = { ...inEach(view) }
  const others = languages.filter((language) => language !== view.language)
  for (const language of [...others, view.language]) {
    stage.tap({ kind: 'language', language })
    const again = await until(stage, (one) => one.language === language && !one.busy)
    if (again.screen.step !== view.screen.step) throw new Error(`the language leads to ${again.screen.step}`)
    views[language] = again
  }
  return views
}

/** Of a screen for which the session has no words. */
const inEach = (view: View): Record<Language, View> => ({
  nl: { ...view, language: 'nl' },
  nlSimple: { ...view, language: 'nlSimple' },
  en: { ...view, language: 'en' },
})

function resultIn(body: string): string {
  const { receipt } = v.parse(v.pipe(v.string(), v.parseJson(), IntakeAnswer), body)
  return String(decodeJwt(receipt)['result'])
}
