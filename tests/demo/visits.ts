/** The two visits as they are played: by keys, with the clerk at the real desk page. */
import { setTimeout as pause } from 'node:timers/promises'
import { clerkConfirms, extractOf } from '../journey/play.ts'
import { fact, type Sample } from '../journey/visitor.ts'
import type { Desk } from '../support/desk.ts'
import { rightAnswers } from '../support/understood.ts'
import { stroke, tabs } from './keys.ts'
import type { Player } from './player.ts'
import type { Scan } from './report.ts'

interface Parts {
  readonly player: Player
  readonly desk: Desk
  readonly person: Sample
  /** Looks into the kiosk while this visit runs. */
  readonly scan: (step: string) => Promise<Scan>
}

async function toTheDesk(player: Player, door: number, person: Sample): Promise<void> {
  player.shot('attract')
  player.press(tabs.attract.start)
  await player.at('language')
  player.press(tabs.language.dutch)
  await player.at('forWhom')
  player.press(door)
  if (door === tabs.forWhom.child) {
    // What a parent needs is said before anything is asked.
    await pause(700)
    player.press(tabs.forWhom.ready)
  } else {
    await player.at('relation')
    player.press(tabs.relation.ownDossier)
  }
  await player.at('terms')
  player.press(tabs.terms.agree)
  await player.at('document')
  player.scan(person.mrz)
  await player.at('desk')
  // The clerk looks up after a moment; by then the desk page has heard that the visit before is over.
  await pause(1500)
}

/** A mother who alone has authority asks for access to the file of her child of seven, and signs. */
export async function visitOne({ player, desk, person, scan }: Parts): Promise<{
  readonly wrongEnding: string
  readonly confirmed: string
  readonly scan: Scan
}> {
  player.begin(1)
  await toTheDesk(player, tabs.forWhom.child, person)
  await desk.openFirst()
  const wrongEnding = await desk.confirm({ ending: '0000', ...extractOf(person) })
  player.shot('desk-after-wrong-characters')
  const confirmed = await clerkConfirms(desk, person, extractOf(person))
  await player.at('findPatient')
  player.digits(fact(person, 'Kind geboren').replaceAll('-', ''))
  await pause(1000)
  player.shot('findPatient-born')
  player.digits(fact(person, 'BSN kind'))
  await pause(1000)
  player.shot('findPatient-number')
  player.enter()
  await player.at('confirmPatient')
  player.press(tabs.confirmPatient.yes)
  for (const [index, answer] of tabs.questions.entries()) {
    await player.at('question', `question-${index + 1}`)
    for (const count of Object.values(answer)) player.press(count)
  }
  await player.at('review')
  const found = await scan('review')
  player.press(tabs.review.correct)
  for (const [index, { values }] of rightAnswers.entries()) {
    await player.at('understand', `understand-${index + 1}`)
    player.press(values.includes('yes') ? tabs.understand.yes : tabs.understand.no)
  }
  await player.at('sign')
  player.draw(stroke)
  await pause(300)
  player.shot('signed')
  player.press(tabs.sign.finished)
  await player.at('done')
  return { wrongEnding, confirmed, scan: found }
}

/** The same screen answers a press without being painted anew as a step. */
async function pressed(player: Player, count: number): Promise<void> {
  player.press(count)
  await pause(1000)
}

/** An adult reads all of her own dossier, in which each status stands once. */
export async function visitTwo({ player, desk, person, scan }: Parts): Promise<{
  readonly confirmed: string
  readonly scan: Scan
}> {
  player.begin(2)
  await toTheDesk(player, tabs.forWhom.self, person)
  const confirmed = await clerkConfirms(desk, person, null)
  await player.at('confirmPatient')
  player.press(tabs.confirmPatient.yes)
  await player.at('dossier')
  for (const { subject, tab, showAll, next, parts } of tabs.dossier.subjects) {
    if (tab !== null) await pressed(player, tab)
    await pressed(player, showAll)
    player.shot(`dossier-${subject}-1`)
    for (let part = 2; part <= parts; part += 1) {
      await pressed(player, part === 2 ? (next ?? 0) : 0)
      player.shot(`dossier-${subject}-${String(part)}`)
    }
  }
  const found = await scan('dossier')
  return { confirmed, scan: found }
}
