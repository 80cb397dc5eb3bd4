/** What people of the hospital do in a story: they answer, freeze, suspend, end and look, by the product's own operations. */
import type { Patient, Resource, Task } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { isMandate } from '../../domain/entitlements/entitling.ts'
import { lifeOf } from '../../domain/fhir/mandate-life.ts'
import type { MandateAct, Staff } from '../../central/mandates/acts.ts'
import type { Answer, ApproverPerson, AskedFor } from '../../central/requests/decisions/decision.ts'
import { toApprove } from '../../central/requests/sets/change.ts'
import { whenAt } from '../../central/requests/sets/when.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { DataKind } from '../../domain/data-kinds.ts'
import { acrOf } from '../../domain/identity/staff-login.ts'
import { refuse } from '../central/support/answering.ts'
import { notRun } from './course.ts'
import type { Course, Played } from './course.ts'
import { whoIs } from './persons.ts'
import { codesOf, isOf, mandates } from './record.ts'
import { kinds } from './shape.ts'
import type { StoryEvent } from './shape.ts'
import type { Somebody, World } from './world.ts'

const done: Played = { how: 'central' }
const isPhysician = (actor: string): boolean => actor.startsWith('physician')

function approverOf(actor: string): ApproverPerson {
  const role = isPhysician(actor) ? 'physician' : 'staff'
  const registration = role === 'physician' ? '19012345601' : null
  return { id: `story-${actor}`, name: `Staf ${actor}`, role, registration, acr: acrOf.high }
}

const staffOf = (actor: string): Staff => ({
  id: `story-${actor}`,
  name: `Staf ${actor}`,
  role: isPhysician(actor) ? 'physician' : 'clerk',
})

/** What waits for an answer now: the newest form in the record, else the newest set. */
export async function waitsFor({ world }: Course): Promise<AskedFor | null> {
  const central = world.central()
  const isOpen = (one: Resource): one is Task & { id: string } =>
    one.resourceType === 'Task' &&
    one.for?.reference === world.reference &&
    (one.status === 'requested' || one.status === 'on-hold') &&
    one.code?.coding?.some(({ code }) => code === 'approve') === true
  const task = central.store.all('Task').filter(isOpen).at(-1)
  const sets = await central.sets.ofPatient(world.reference)
  const set = sets.filter((one) => toApprove({ ...one, state: { ...one.state, frozenBy: null } })).at(-1)
  const form =
    task === undefined
      ? null
      : ({ kind: 'form', task: `Task/${task.id}`, version: task.meta?.versionId ?? '' } as const)
  if (set === undefined) return form
  const isNewer = Date.parse(set.openedAt) > Date.parse(task?.authoredOn ?? '1970-01-01')
  return form === null || isNewer ? { kind: 'set', id: set.id, version: set.version } : form
}

/** Whoever opens a request remembers the page that he saw. */
export async function opens(course: Course, { actor, what }: Pick<StoryEvent, 'actor' | 'what'>): Promise<void> {
  const asked = /open|page|request/i.test(what) ? await waitsFor(course) : null
  if (asked !== null) course.pages.set(actor, asked)
}

export async function answersRequest(course: Course, event: StoryEvent): Promise<Played> {
  const { actor, act, what } = event
  const page = course.pages.get(actor)
  const asked = page ?? (await waitsFor(course))
  course.pages.delete(actor)
  if (asked === null) {
    course.remarks.push(`event ${event.n}: nothing waits for an answer`)
    return done
  }
  const answer: Answer | null = act === 'refuse' ? refuse : agreement(what)
  if (answer === null) return notRun(`not understood: “${what}”`)
  const decided = await course.world.central().decide({ asked, by: approverOf(actor), answer })
  if (decided.kind === 'refused' || decided.kind === 'outdated') {
    const why = decided.kind === 'refused' ? decided.why : decided.why.id
    course.remarks.push(`event ${event.n}: ${decided.kind} (${why})`)
  }
  return done
}

/** "agrees", "agrees to appointments and medication only", "agrees without results", "agrees until 2027-06-30". */
function agreement(what: string): Answer | null {
  const named = kinds.filter((kind) => new RegExp(`\\b${kind}\\b`, 'i').test(what))
  const [, text = ''] = /\b(?:until|to|last day|end(?:s|ing)?(?: on)?|till)\s+(\d{4}-\d\d-\d\d)/i.exec(what) ?? []
  const lastDay = v.safeParse(CalendarDay, text)
  const without = /\b(?:without|except|but not|not|less)\b/i.test(what)
  const wanted = named.length === 0 ? null : without ? kinds.filter((kind) => !named.includes(kind)) : named
  const codes = wanted?.flatMap((kind) => codesOf[kind]).map((code) => v.parse(DataKind, code))
  if (codes === undefined && !lastDay.success) return { kind: 'agree' }
  const less = {
    ...(codes === undefined ? {} : { kinds: codes }),
    ...(lastDay.success ? { lastDay: lastDay.output } : {}),
  }
  return { kind: 'agree', less }
}

/** To the mandates of somebody; how many moved. */
async function onPerson(
  course: Course,
  person: Somebody,
  of: { readonly by: string; readonly act: MandateAct },
): Promise<number> {
  const { world } = course
  const people = new Set<string>()
  for (const consent of mandates(world))
    if (await isOf(world, consent, person))
      for (const { reference } of consent.provision?.actor ?? []) people.add(reference.reference ?? '')
  return await world
    .central()
    .mandates.actOnPerson([...people], { by: staffOf(of.by), act: of.act, reason: 'register' })
}

/** Whoever is named in the text, as the whole of it or somewhere in it; null: nobody for sure. */
export function namedIn(world: World, what: string): Somebody | null {
  const whole = whoIs(world, what.replace(/(?:'s|’s)\b.*$/, ''))
  if (whole !== null) return whole
  const words = what.split(/[^\p{L}]+/u).flatMap((word) => whoIs(world, word) ?? [])
  const different = new Map(words.map((one) => [one.key, one]))
  const outside = [...different.values()].filter(({ role }) => role !== 'patient')
  return outside.length === 1 ? (outside[0] ?? null) : null
}

/** The only one who has a mandate of any kind; null: nobody, or several. */
async function onlyGrantee(course: Course): Promise<Somebody | null> {
  const { world } = course
  const people = Object.keys(world.story.people).flatMap((key) => world.person(key) ?? [])
  const having: Somebody[] = []
  for (const person of people)
    for (const consent of mandates(world))
      if (!having.includes(person) && (await isOf(world, consent, person))) having.push(person)
  return having.length === 1 ? (having[0] ?? null) : null
}

async function grantee(course: Course, what: string): Promise<Somebody | null> {
  return namedIn(course.world, what) ?? (await onlyGrantee(course))
}

export async function suspends(course: Course, { actor, act, what }: StoryEvent): Promise<Played> {
  if (/\b(?:role|account|clerk|login|log-in)\b/i.test(what))
    return notRun('no operation suspends somebody as staff', { blocks: false })
  const person = await grantee(course, act === 'lift' ? (course.suspended ?? what) : what)
  if (person === null) return notRun(`not understood: who is “${what}”?`)
  if (act === 'suspend') course.suspended = person.key
  await onPerson(course, person, { by: actor, act: { kind: act === 'lift' ? 'resume' : 'suspend' } })
  return done
}

export async function leaves(course: Course, { actor, what }: StoryEvent): Promise<Played> {
  const [, text = ''] = /(\d{4}-\d\d-\d\d)/.exec(what) ?? []
  const day = v.safeParse(CalendarDay, text)
  const person = await grantee(course, what)
  if (person === null) return notRun(`not understood: who leaves: “${what}”?`)
  const last = day.success ? day.output : course.world.today()
  await onPerson(course, person, { by: actor, act: { kind: 'lastDay', day: last, because: 'employeeLeaves' } })
  return done
}

/** A physician, or the register, ends what somebody has; of a review that is the answer. */
export async function ends(course: Course, { actor, what }: StoryEvent): Promise<Played> {
  const { world } = course
  const named = namedIn(world, what)
  for (const consent of mandates(world)) {
    const life = lifeOf(consent)
    if (life === null || !isMandate(consent) || (named !== null && !(await isOf(world, consent, named)))) continue
    const isReview = life.stops.includes('holder')
    const act: MandateAct = isReview ? { kind: 'answerReview', goesOn: false } : { kind: 'end' }
    await world.central().mandates.act(`Consent/${consent.id}`, { by: staffOf(actor), act, reason: 'goodCare' })
  }
  return done
}

export async function reviews(course: Course, { actor, what }: StoryEvent): Promise<Played> {
  const goesOn = !/\b(?:ends?|stops?|not|refuses?|no)\b/i.test(what)
  for (const { id } of mandates(course.world))
    await course.world.central().mandates.act(`Consent/${id}`, {
      by: staffOf(actor),
      act: { kind: 'answerReview', goesOn },
      reason: goesOn ? null : 'goodCare',
    })
  return done
}

/** What waits is frozen as a set or as a request; what holds, as a mandate. */
export async function freezes(course: Course, event: StoryEvent): Promise<Played> {
  const { world } = course
  const central = world.central()
  const kind = event.act === 'freeze' ? 'freeze' : 'release'
  const by = `story-${event.actor}`
  const sets = await central.sets.ofPatient(world.reference)
  const open = sets.filter(({ state }) => state.outcome === null).at(-1)
  if (open !== undefined && open.composed === null) {
    const when = whenAt(world.now(), world.policy())
    const moved = kind === 'freeze' ? ({ kind: 'froze', by } as const) : ({ kind: 'released', by } as const)
    const change = await central.sets.happen(open.id, { kind: 'moved', event: moved }, when)
    if (!change.ok) course.remarks.push(`event ${event.n}: ${change.refusal}`)
    return done
  }
  const asked = await waitsFor(course)
  if (asked?.kind === 'form') return notRun('no operation freezes a form in the record')
  const named = namedIn(world, event.what)
  let moved = 0
  for (const consent of mandates(world)) {
    if (named !== null && !(await isOf(world, consent, named))) continue
    const act = { by: staffOf(event.actor), act: { kind }, reason: 'doubt' } as const
    if ((await central.mandates.act(`Consent/${consent.id}`, act)) === 'done') moved += 1
  }
  if (moved === 0) course.remarks.push(`event ${event.n}: nothing to ${kind}`)
  return done
}

/** The patient's death is in the record; of a grantee somebody of the hospital says so. */
export async function died(course: Course, event: StoryEvent): Promise<Played> {
  const { world } = course
  const [, day = ''] = /(\d{4}-\d\d-\d\d)/.exec(event.what) ?? []
  const on = day === '' ? world.today() : day
  const named = /\b(?:child|patient)\b/i.test(event.what) ? null : namedIn(world, event.what)
  if (named !== null) {
    await onPerson(course, named, { by: 'clerk', act: { kind: 'granteeDied' } })
    return done
  }
  const patient = await world.central().store.read(world.reference)
  if (patient?.resourceType !== 'Patient') return notRun('not understood: who died?')
  const dead: Patient = { ...patient, deceasedDateTime: on }
  await world.central().store.update(dead, patient.meta?.versionId ?? '')
  await world.central().recordChanged(world.reference)
  return done
}
