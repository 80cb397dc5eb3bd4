/** Each act of a story, done to the product; what no part of it does yet is said, and blocks what follows. */
import * as v from 'valibot'
import { findingResource } from '../../central/training/finding.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { ageOn } from '../../domain/days/calendar.ts'
import { notRun } from './course.ts'
import type { Course, Played } from './course.ts'
import { answersRequest, died, ends, freezes, leaves, opens, reviews, suspends } from './hospital.ts'
import { broughtBy } from './kiosk-visit.ts'
import { noted, whoIs } from './persons.ts'
import { UnknownCell, withCell } from './policy.ts'
import { composed } from './record.ts'
import { shownToOthers } from '../../domain/requests/sets/shown.ts'
import { saidOf, saidOfGiven, saidOfSeed } from './said.ts'
import type { SaidOfAct } from './said.ts'
import { NotSeeded, seed } from './seed.ts'
import type { StoryEvent } from './shape.ts'
import { answers, journeyOfPerson, lost, signs, visit } from './signing.ts'
import type { Somebody } from './world.ts'

/** Other words for an act that is in the list. */
const sameAs: Readonly<Record<string, string>> = {
  agree: 'approve',
  agreeToLess: 'approve',
  approveLess: 'approve',
  reject: 'refuse',
  unfreeze: 'release',
  unsuspend: 'lift',
  resume: 'lift',
  leave: 'leaves',
  die: 'death',
  dies: 'death',
  end: 'withdraw',
  revoke: 'withdraw',
  stop: 'withdraw',
  ask: 'look',
  open: 'look',
  opens: 'look',
  decide: 'review',
  overrule: 'review',
  answerReview: 'review',
}

/** What was there before the first event; null: all of it is in place. */
export async function give(course: Course): Promise<string | null> {
  for (const text of course.world.story.given) {
    const read = saidOfGiven(text)
    if (!read.ok) return `given, not understood: “${read.left}”`
    noted(course.world, withFinding(course, read.said), null)
    const failed = await putInPlace(course, read.said)
    if (failed !== null) return failed
  }
  for (const { role, note = '' } of Object.values(course.world.story.people)) noteRole(course, `${role}; ${note}`)
  return null
}

/** A finding or a paper that stands beside somebody's role. */
function noteRole({ world }: Course, text: string): void {
  const [, finding] = /finding dated (\d{4}-\d\d-\d\d)/.exec(text) ?? []
  if (finding !== undefined) noted(world, { finding }, null)
}

/** A child whose mandate rests on R05 has a finding. */
function withFinding({ world }: Course, said: Partial<SaidOfAct>): Partial<SaidOfAct> {
  return said.capacity === 'lacking' && said.finding === undefined ? { ...said, finding: world.today() } : said
}

async function putInPlace(course: Course, said: Partial<SaidOfAct>): Promise<string | null> {
  const { since } = said
  if (since === undefined) return await inPlace(course, said)
  // It was granted on that day, by the facts and rules of that day.
  const { world } = course
  const now = world.now().toISOString()
  await world.setClock(`${since}T10:00:00Z`)
  const failed = await inPlace(course, said)
  await world.setClock(now)
  return failed
}

async function inPlace(course: Course, { active }: Partial<SaidOfAct>): Promise<string | null> {
  for (const word of active ?? []) {
    const people = word === 'both' ? grantees(course) : [whoIs(course.world, word)]
    for (const person of people) {
      if (person === null) return `not understood: who is “${word}”?`
      try {
        course.seeded.add(await seed(course.world, person))
        // That it was granted was told on that day.
        await course.world.central().mandates.run()
      } catch (error) {
        if (error instanceof NotSeeded) return error.message
        throw error
      }
    }
  }
  return null
}

const grantees = ({ world }: Course): readonly (Somebody | null)[] =>
  Object.keys(world.story.people)
    .map((key) => world.person(key))
    .filter((one) => one !== null && one.role !== 'patient' && one.role !== 'nobody')

export async function play(
  course: Course,
  event: StoryEvent,
  { isFirst }: { readonly isFirst: boolean },
): Promise<Played> {
  const { actor, what } = event
  const act = sameAs[event.act] ?? event.act
  const staff = /^(?:clerk|physician|registry|hospital|job|system|court|staff)\d*$/.test(actor)
  if (isFirst && (act === 'approve' || (act === 'look' && staff && /\bactive\b/.test(what))))
    return seeded(course, what)
  if (staff) {
    const played = await byHospital(course, { ...event, act })
    if (played !== null) return played
  }
  if (act === 'release') return tries(course)
  if (act === 'look' || act === 'read') return { how: 'nothing' }
  if (act === 'midnight') return { how: 'clock' }
  if (act === 'job') return job(course, what)
  if (act === 'change') return changes(course, event)
  const read = saidOf(act, what)
  if (read === null) return notRun(`not understood: the act “${act}”`)
  if (!read.ok) return notRun(`not understood: “${read.left}”`)
  return staff ? byStaff(course, event, read.said) : byPerson(course, event, read.said)
}

/** What the hospital's people do by operations of the central; null: something else. */
async function byHospital(course: Course, event: StoryEvent): Promise<Played | null> {
  switch (event.act) {
    case 'approve':
    case 'refuse':
      return answersRequest(course, event)
    case 'suspend':
    case 'lift':
      return suspends(course, event)
    case 'freeze':
    case 'release':
      return freezes(course, event)
    case 'leaves':
      return leaves(course, event)
    case 'withdraw':
    case 'block':
      return ends(course, event)
    case 'review':
      return reviews(course, event)
    case 'death':
      return died(course, event)
    case 'warn':
    case 'restart':
      return { how: 'nothing' }
    case 'look':
      await opens(course, event)
      return { how: 'nothing' }
    default:
      return null
  }
}

/** Somebody who is not staff has no way to any of their operations. */
function tries(course: Course): Played {
  course.remarks.push('no operation of staff is offered to anybody else')
  return { how: 'nothing' }
}

/** A form that takes the place of access: where the old one stops now, it is stopped; who is alone is told to come back together. */
async function changes(course: Course, event: StoryEvent): Promise<Played> {
  const who = course.world.person(event.actor)
  if (who === null) return notRun('not understood: who changes?')
  if (!/\bnow\b/i.test(event.what)) return notRun('a change is signed by both in one visit')
  await visit(course, who, {
    journey: who.role === 'patient' ? 'stop' : 'stop-other',
    where: event.where ?? 'kiosk A',
    until: 'signed',
    stop: 'first',
  })
  course.remarks.push('a change is signed by both in one visit: the old one was stopped, the new form waits for nobody')
  return { how: 'kiosk' }
}

async function seeded(course: Course, what: string): Promise<Played> {
  const read = saidOfSeed(what)
  if (!read.ok) return notRun(`not understood: “${read.left}”`)
  noted(course.world, withFinding(course, read.said), null)
  const failed =
    (read.said.active ?? []).length === 0 ? 'not understood: who has access?' : await putInPlace(course, read.said)
  return failed === null ? { how: 'seed' } : notRun(failed)
}

async function job({ world, use }: Course, what: string): Promise<Played> {
  if (/killed|crash|cut|halfway/i.test(what)) {
    // The central dies while the job runs; what it had begun is whole or was never there.
    const under = world.central().tend()
    await world.restart()
    await under.catch(() => undefined)
    return { how: 'central' }
  }
  for (let run = 0; run < (use.repeats ? 3 : 1); run += 1) await world.central().tend()
  return { how: 'central' }
}

async function byStaff(course: Course, { act }: StoryEvent, said: Partial<SaidOfAct>): Promise<Played> {
  const { world } = course
  switch (act) {
    case 'evidence':
      noted(world, said, null)
      return { how: 'nothing' }
    case 'recordFinding':
      return await found(course, said)
    case 'policy':
      return published(course, said)
    case 'outage':
      return line(course, said)
    default:
      return notRun(`not understood: “${act}” by staff`)
  }
}

/** A physician writes it into the record, and the hospital's systems say that the record changed. */
async function found({ world }: Course, { capacity, finding }: Partial<SaidOfAct>): Promise<Played> {
  const on = v.safeParse(CalendarDay, finding)
  if (capacity === undefined || !on.success) return notRun('not understood: what was found, and when?')
  await world.central().store.create(findingResource({ patient: world.reference, capacity, on: on.output }))
  await world.central().recordChanged(world.reference)
  return { how: 'central' }
}

async function published({ world }: Course, { cell, value }: Partial<SaidOfAct>): Promise<Played> {
  if (cell === undefined || value === undefined) return notRun('not understood: which cell?')
  try {
    await world.publish(withCell(world.policy(), cell, /^\d+$/.test(value) ? Number(value) : value))
    return { how: 'central' }
  } catch (error) {
    if (error instanceof UnknownCell) return notRun(error.message)
    throw error
  }
}

/** Down: what is signed stays at the kiosk. Up again: everything that lies there is brought. */
async function line(course: Course, { answer }: Partial<SaidOfAct>): Promise<Played> {
  const { world, kept } = course
  course.line = answer === 'yes' ? 'up' : 'down'
  if (course.line === 'down') return { how: 'central' }
  for (const { id, jwe, kiosk } of kept.splice(0)) {
    const { result, reason } = await broughtBy(world, { id, jwe, kiosk, repeats: course.use.repeats })
    if (result !== 'stored') course.remarks.push(`after the outage: ${result ?? 'refused'} (${reason ?? ''})`)
  }
  await composed(world)
  return { how: 'central' }
}

async function byPerson(
  course: Course,
  { act, actor, where = 'kiosk A' }: StoryEvent,
  said: Partial<SaidOfAct>,
): Promise<Played> {
  if (act === 'outage') return line(course, said)
  const who = course.world.person(actor)
  if (who === null || said.unidentified === true)
    return notRun('no act of the product answers somebody who is not at a kiosk', { blocks: false })
  noted(course.world, said, who)
  switch (act) {
    case 'sign':
    case 'consent':
      return signs(course, who, { said, where })
    case 'answer':
      return said.answer === undefined
        ? notRun('not understood: which answer?')
        : answers(course, who, { answer: said.answer, where })
    case 'apply':
      return applies(course, who, where)
    case 'withdraw':
      return stops(course, who, { where, stop: said.whose ?? 'first' })
    case 'stopConsent':
      return stops(course, who, { where, stop: 'others' })
    default:
      return notRun(`not understood: “${act}” by a person`)
  }
}

/** Comes and tries: as far as something is asked of him. */
async function applies(course: Course, who: Somebody, where: string): Promise<Played> {
  if (who.role === 'patient') {
    const age = ageOn(who.born, course.world.today())
    if (age >= 12) return notRun('no journey yet for a patient who gives access to somebody')
    // A child under 12 signs nothing at a kiosk: there is no page for it.
    return { how: 'nothing' }
  }
  if (who.role === 'stranger') return lost(course, who, where)
  const journey = journeyOfPerson(course, who)
  if (journey === null) return notRun(`no journey yet for a ${who.role}`, { blocks: false })
  await visit(course, who, { journey, where, until: 'looked' })
  return { how: 'kiosk' }
}

async function stops(
  course: Course,
  who: Somebody,
  { where, stop }: { readonly where: string; readonly stop: string },
): Promise<Played> {
  if (stop !== 'others' && (await hasWaiting(course, who))) return takesBack(course, who, where)
  const journey = who.role === 'patient' ? 'stop' : 'stop-other'
  const whose = whoIs(course.world, stop)
  const which = stop === 'others' ? 'last' : whose === null ? 'first' : { named: whose.family }
  await visit(course, who, { journey, where, until: 'signed', stop: which })
  return { how: 'kiosk' }
}

/** Whether a part that he signed himself waits for others. */
async function hasWaiting({ world }: Course, { number }: Somebody): Promise<boolean> {
  const sets = await world.central().sets.ofPatient(world.reference)
  return sets.some(
    ({ acts, state, composed: form }) =>
      form === null && shownToOthers(state) === 'waits' && acts.some(({ claim }) => claim.document.number === number),
  )
}

async function takesBack(course: Course, who: Somebody, where: string): Promise<Played> {
  const journey = who.role === 'patient' ? 'own-dossier' : journeyOfPerson(course, who)
  if (journey === null) return notRun(`no journey yet for a ${who.role}`)
  await visit(course, who, { journey, where, until: 'signed', takesBack: true })
  return { how: 'kiosk' }
}
