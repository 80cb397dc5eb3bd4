/** Somebody signs: at the kiosk where it has the screens, by an act that the session certifies where it has not. */
import { ageOn } from '../../domain/days/calendar.ts'
import { JourneyId } from '../../domain/ids.ts'
import type { JourneyId as Journey } from '../../domain/ids.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import * as v from 'valibot'
import { caseOf, come, gatewayOf, newSet, sign } from '../central/support/acts.ts'
import type { Came } from '../central/support/acts.ts'
import { notRun } from './course.ts'
import { broughtBy } from './kiosk-visit.ts'
import type { Course, Played } from './course.ts'
import { whoIs } from './persons.ts'
import { codesOf, composed, mandates, stateOf } from './record.ts'
import { journeyFor } from './roles.ts'
import type { SaidOfAct } from './said.ts'
import { papersOf } from './seed.ts'
import { kinds } from './shape.ts'
import type { Told } from './shape.ts'
import { toldBy } from './told.ts'
import { walk } from './walk.ts'
import type { Plan, Walked } from './walk.ts'
import type { Somebody } from './world.ts'

/** In which this person comes; null: at no kiosk yet. A child of 16 or 17 who decides for itself has a page of its own. */
export function journeyOfPerson(course: Course, who: Somebody): Journey | null {
  const { world } = course
  const age = ageOn(world.patient.born, world.today())
  const isYoung = who.role === 'holder' && age >= 16 && age < 18 && world.papers.get(who.key)?.finding === undefined
  return isYoung ? 'young-person' : journeyFor(who.role)
}

/** Up to a screen on which nothing is asked any more, or only as far as something is asked. */
export async function visit(
  course: Course,
  who: Somebody,
  plan: Pick<Plan, 'journey' | 'where' | 'until'> & Partial<Plan>,
): Promise<Walked> {
  const { world, line } = course
  const { papers, assumed } = papersOf(world, who)
  const needs = plan.journey !== 'own-dossier' && plan.journey !== 'stop'
  if (needs && assumed.length > 0) course.remarks.push(`assumed for ${who.key}: ${assumed.join(', ')}`)
  const walked = await walk(world, {
    who,
    papers: needs ? papers : [],
    scope: null,
    line,
    stop: 'first',
    companion: null,
    takesBack: false,
    answer: 'yes',
    period: null,
    repeats: course.use.repeats,
    ...plan,
  })
  course.heard.set(who.key, { words: toldBy(walked.last, plan.journey), screens: walked.screens })
  for (const { id, jwe, result, reason } of walked.envelopes) {
    course.signed.add(who.key)
    if (result === null) course.kept.push({ id, jwe, kiosk: await world.kiosk(plan.where) })
    else if (result === 'quarantined') course.remarks.push(`${who.key}: quarantined (${reason ?? ''})`)
  }
  await composed(world)
  return walked
}

export async function signs(
  course: Course,
  who: Somebody,
  { said, where }: { readonly said: Partial<SaidOfAct>; readonly where: string },
): Promise<Played> {
  if (said.from !== undefined || said.until !== undefined)
    return notRun('no form of this build asks for a day of one’s own')
  if (who.role === 'patient') {
    const age = ageOn(who.born, course.world.today())
    if (age >= 12 && age < 16) return answers(course, who, { answer: 'yes', where })
    return letsLook(course, who, { said, where })
  }
  const journey = journeyOfPerson(course, who)
  if (who.role === 'stranger') return lost(course, who, where)
  if (journey === null) return notRun(`no journey yet for a ${who.role}`)
  const scope = scopeOf(said)
  const companion = said.also === undefined ? null : whoIs(course.world, said.also)
  const walked = await visit(course, who, {
    journey,
    where,
    until: 'signed',
    scope,
    companion,
    period: said.period ?? null,
  })
  if (companion !== null) alsoHeard(course, who, companion)
  if (walked.last.step === 'done') return { how: 'kiosk' }
  if (course.heard.get(who.key)?.words.includes('waits') === true || journey === 'young-person') return { how: 'kiosk' }
  const came = await comes(course, who, { journey, where })
  const of = await caseOf(course.world.central(), came, null).catch(() => null)
  // The rules refuse as well: what the screen says stands.
  if (of === null) return { how: 'kiosk' }
  if (scope !== null) return notRun('no certified act for fewer kinds')
  return certified(course, who, { came, set: null, role: 'applicant', journey, where, answer: null })
}

/** A patient of age and whom he chose, who is there and signs as well. */
async function letsLook(
  course: Course,
  who: Somebody,
  { said, where }: { readonly said: Partial<SaidOfAct>; readonly where: string },
): Promise<Played> {
  const companion = said.also === undefined ? null : whoIs(course.world, said.also)
  if (companion === null) return notRun('no screen yet on which whoever was chosen signs on another day')
  await visit(course, who, {
    journey: 'capable-adult',
    where,
    until: 'signed',
    companion,
    scope: scopeOf(said),
  })
  alsoHeard(course, who, companion)
  return { how: 'kiosk' }
}

/** Who signed at the same kiosk read the same last page. */
function alsoHeard(course: Course, who: Somebody, companion: Somebody): void {
  const heard = course.heard.get(who.key)
  if (heard !== undefined) course.heard.set(companion.key, heard)
  if (course.signed.has(who.key)) course.signed.add(companion.key)
}

/** Codes of the kinds that were named; null: all. */
function scopeOf({ kinds: named, without }: Partial<SaidOfAct>): readonly string[] | null {
  if (named === undefined && without === undefined) return null
  const wanted = kinds.filter((kind) => (named?.includes(kind) ?? true) && without?.includes(kind) !== true)
  return wanted.flatMap((kind) => codesOf[kind])
}

/** No door is for him: what he is told behind the one for whoever does not know. */
export async function lost(course: Course, who: Somebody, where: string): Promise<Played> {
  await visit(course, who, { journey: null, where, until: 'looked' })
  return { how: 'kiosk' }
}

/** A child of 12 or over answers what waits for it, alone. */
export async function answers(
  course: Course,
  who: Somebody,
  { answer, where }: { readonly answer: PrivateAnswer; readonly where: string },
): Promise<Played> {
  const { last } = await visit(course, who, { journey: 'own-dossier', where, until: 'signed', answer })
  if (last.step === 'done') return { how: 'kiosk' }
  course.heard.delete(who.key)
  const came = await comes(course, who, { journey: 'own-dossier', where })
  const gateway = gatewayOf(course.world.central(), came)
  const { toSign } = await gateway.sets().finally(() => gateway.close())
  const [waiting] = toSign.filter(({ role }) => role === 'patient')
  const paused = mandates(course.world).filter((one) => stateOf(course.world, one) === 'paused')
  if (waiting === undefined && paused.length > 0) {
    // No screen asks a child in a pause: the desk writes down a yes, and anything else leaves it as it is.
    course.remarks.push('in a pause the desk writes down what the child says: no screen asks it')
    const by = { id: 'story-clerk', name: 'Staf clerk', role: 'clerk' } as const
    for (const { id } of answer === 'yes' ? paused : [])
      await course.world.central().mandates.act(`Consent/${id}`, { by, act: { kind: 'childConsents' }, reason: null })
    return { how: 'central' }
  }
  if (waiting === undefined) return notRun('nothing asks the child at a kiosk: no set waits for it')
  return certified(course, who, { came, set: waiting.set, role: 'patient', journey: waiting.journey, where, answer })
}

/** His visit on the central's side, as far as the desk has identified him. */
export function comes(
  { world }: Course,
  who: Somebody,
  { journey, where }: { readonly journey: Journey; readonly where: string },
): Promise<Came> {
  const { family, given, born, number } = who
  const { papers } = journey === 'own-dossier' ? { papers: [] } : papersOf(world, who)
  const someone = { family: family.toUpperCase(), given: given.toUpperCase(), birthDate: born, number }
  return world.kiosk(where).then((kiosk) =>
    come(world.central(), kiosk, someone, {
      now: world.now,
      patient: world.reference,
      journey: v.parse(JourneyId, journey),
      extract: null,
      papers,
    }),
  )
}

type Act = {
  readonly came: Came
  readonly set: Awaited<ReturnType<typeof newSet>> | null
  readonly role: 'applicant' | 'coHolder' | 'patient'
  readonly journey: Journey
  readonly where: string
  readonly answer: PrivateAnswer | null
}

async function certified(course: Course, who: Somebody, { came, set, role, journey, answer }: Act): Promise<Played> {
  const { world } = course
  const central = world.central()
  const row = set === null ? null : await central.sets.find(set)
  const of = await caseOf(central, came, row)
  // Everybody of a set signs the same answers.
  const asked = row === null ? {} : { answers: row.answers }
  const part = { set: set ?? newSet(), role, of, journey, ...asked, ...(answer === null ? {} : { answer }) }
  const { id, jwe } = await sign(central, came, part)
  course.signed.add(who.key)
  const heard = (words: readonly Told[]): void => void course.heard.set(who.key, { words, screens: [] })
  if (course.line === 'down') {
    course.kept.push({ id, jwe, kiosk: came.kiosk })
    heard(['will be sent'])
  } else {
    const { result, reason } = await broughtBy(world, { id, jwe, kiosk: came.kiosk, repeats: course.use.repeats })
    if (result !== 'stored') course.remarks.push(`${who.key}: ${result ?? 'refused'} (${reason ?? ''})`)
    heard(['signed and sent', 'waits'])
  }
  await composed(world)
  return { how: 'acts' }
}
