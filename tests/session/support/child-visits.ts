/** Visits about a child of thirteen over the real central: a parent's own part, and the child by itself, screen by screen. */
import * as v from 'valibot'
import type { Central } from '../../../central/compose.ts'
import { addDays } from '../../../domain/days/calendar.ts'
import { CalendarDay } from '../../../domain/ids.ts'
import type { JourneyId } from '../../../domain/ids.ts'
import { openStage } from '../../central/support/stage.ts'
import type { Stage } from '../../central/support/stage.ts'
import type { TestKiosk } from '../../central/support/kiosk.ts'
import { castOf } from '../../central/support/visit.ts'
import { extractOf } from '../../support/extract.ts'
import { rightAnswers } from '../../support/understood.ts'
import { cardOf, mother as someone } from './people.ts'
import type { Holder } from './people.ts'
import { ink } from './stage.ts'

const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }
export const fatima: Holder = { ...someone, number: 'NX47B2K91', family: 'EL AMRANI', given: 'FATIMA', birth: '850314' }
export const karim: Holder = { ...someone, number: 'NX4L9K3P2', family: 'EL IDRISSI', given: 'KARIM', birth: '830702' }

export interface Place {
  readonly central: Central
  readonly kiosk: TestKiosk
  /** Folder of the central. */
  readonly data: string
  readonly language?: 'nl' | 'nlSimple' | 'en'
  /** For what the child says that it came. */
  readonly journey?: JourneyId
}
export type Answer = 'yes' | 'no' | 'later'

const teenager = ({ data }: Place) => castOf(data).people.teenager

/** Up to the desk, where the clerk compares. */
async function toDesk(place: Place, door: 'self' | 'child', who: Holder): Promise<Stage> {
  const stage = await openStage(place.central, place.kiosk)
  await stage.at('language')
  stage.tap({ kind: 'language', language: place.language ?? 'nl' })
  await stage.at('forWhom')
  stage.tap({ kind: 'door', door })
  if (door === 'self') {
    await stage.at('relation')
    stage.tap({ kind: 'journey', journey: place.journey ?? 'own-dossier' })
  }
  await stage.at('terms')
  stage.tap({ kind: 'acceptTerms' })
  await stage.at('document')
  stage.tap({ kind: 'mrz', text: cardOf(who), overflow: false })
  await stage.at('desk')
  await place.central.visits.identify(stage.visit, who.number.slice(-4), clerk)
  return stage
}

/** A parent of the child, up to the yes to "is this your child?". */
export async function parentComes(place: Place, who: Holder, authority: 'sole' | 'joint'): Promise<Stage> {
  const stage = await toDesk(place, 'child', who)
  const issuedOn = addDays(v.parse(CalendarDay, new Date().toISOString().slice(0, 10)), -30)
  const paper = extractOf(issuedOn, { recordedAt: new Date().toISOString(), authority })
  await place.central.visits.recordEvidence(stage.visit, paper, clerk)
  await stage.at('findPatient')
  const { birthDate, bsn } = teenager(place)
  stage.tap({ kind: 'findPatient', birthDate, bsn })
  await stage.at('confirmPatient')
  stage.tap({ kind: 'confirmPatient', yes: true })
  return stage
}

const given = {
  authority: ['declared'],
  scope: ['appointments', 'medication'],
  purpose: ['look'],
  period: ['months6'],
  notify: ['none'],
}

/** Every question of the form, each that is asked once. */
export async function fills(stage: Stage): Promise<void> {
  for (const [linkId, values] of Object.entries(given)) {
    await stage.at('question', (screen) => screen.linkId === linkId)
    stage.tap({ kind: 'answer', linkId, values })
  }
}

/** From the review to the end screen of a part that the central has. */
export async function signs(stage: Stage) {
  await stage.at('review')
  stage.tap({ kind: 'next' })
  for (const { linkId, values } of rightAnswers) {
    await stage.at('understand', (screen) => screen.linkId === linkId)
    stage.tap({ kind: 'answer', linkId, values })
  }
  await stage.at('sign')
  stage.tap({ kind: 'ink', ink })
  return await stage.at('done', ({ delivery }) => delivery === 'received')
}

/** The child in a visit of its own, up to the yes to "is this you?". */
export async function childComes(place: Place): Promise<Stage> {
  const { birthDate } = teenager(place)
  const birth = birthDate.replaceAll('-', '').slice(2)
  const adam: Holder = { ...someone, number: 'NX8R5T7V1', family: 'EL AMRANI', given: 'ADAM', birth }
  const stage = await toDesk(place, 'self', adam)
  await stage.at('confirmPatient')
  stage.tap({ kind: 'confirmPatient', yes: true })
  return stage
}

/** From what it reads to the end screen, whatever it answers. */
export async function childSays(stage: Stage, answer: Answer) {
  await stage.at('childReads')
  stage.tap({ kind: 'next' })
  await stage.at('childAnswers')
  stage.tap({ kind: 'privateAnswer', says: answer })
  await stage.at('childAnswers', ({ chosen }) => chosen === answer)
  stage.tap({ kind: 'next' })
  if (answer === 'yes') {
    await stage.at('sign')
    stage.tap({ kind: 'ink', ink })
  }
  return await stage.at('done', ({ delivery }) => delivery === 'received')
}
