/** What the central's record answers after an event: how far the request is, who has a mandate in force, who was told what. */
import type { CommunicationRequest, Consent, Task } from '@medplum/fhirtypes'
import { isVisitor } from '../../central/kiosk-api/gateway/mandate-facts.ts'
import { granteesOf } from '../../central/record/mandates-of.ts'
import { isMandate } from '../../domain/entitlements/entitling.ts'
import type { SetRow } from '../../central/requests/sets/set-row.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { lifeOf } from '../../domain/fhir/mandate-life.ts'
import { dayCameTo } from '../../domain/lifecycle/life.ts'
import { standingOf } from '../../domain/lifecycle/standing.ts'
import type { Standing } from '../../domain/lifecycle/standing.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { asOf } from '../../domain/requests/sets/next.ts'
import { shownToStaff } from '../../domain/requests/sets/shown.ts'
import { termsOf } from '../../domain/requests/sets/terms.ts'
import type { Access, RequestState } from './shape.ts'
import { kinds } from './shape.ts'
import type { Somebody, World } from './world.ts'

/** Our kinds by the words of stories. */
export const codesOf: Readonly<Record<(typeof kinds)[number], readonly string[]>> = {
  appointments: ['appointments'],
  medication: ['medication'],
  allergies: ['summary'],
  documents: ['letters', 'imaging'],
  results: ['laboratory'],
}

/** Every mandate of the story's patient, whatever became of it, the oldest first. */
export function mandates({ central, reference }: World): readonly (Consent & { readonly id: string })[] {
  return central()
    .store.all('Consent')
    .filter((one): one is Consent & { id: string } => one.resourceType === 'Consent')
    .filter((one) => one.patient?.reference === reference && isMandate(one))
}

export async function isOf(world: World, consent: Consent, person: Somebody): Promise<boolean> {
  const grantees = await granteesOf(world.central().store, consent, world.today())
  return grantees.some((one) => isVisitor(one, world.claimOf(person, 'child'), world.today()))
}

/** As a portal of another make is answered in this second. */
export async function accessOf(world: World, person: Somebody): Promise<Access> {
  const codes = person.role === 'patient' ? [] : await world.seen(person)
  const has = kinds.filter((kind) => codesOf[kind].every((code) => codes.includes(code)))
  return has.length === kinds.length ? 'all' : has
}

/** Each word for how far the latest request is. */
export async function requestStates(world: World, seeded: ReadonlySet<string>): Promise<readonly RequestState[]> {
  const central = world.central()
  const sets = await central.sets.ofPatient(world.reference)
  const all = mandates(world)
  const asked = all.filter(({ id }) => !seeded.has(id))
  const latest = [
    ...sets.map((set) => ({ at: Date.parse(set.openedAt), set, of: ofSet(set, asked) })),
    ...asked
      .filter((one) => !sets.some((set) => ofSet(set, [one]).length > 0))
      .map((one) => ({
        at: Date.parse(one.dateTime ?? ''),
        set: null,
        of: asked.filter((other) => other.sourceReference?.reference === one.sourceReference?.reference),
      })),
  ]
    .sort((a, b) => a.at - b.at)
    .at(-1)
  if (latest !== undefined) return latest.of.length > 0 ? ofMandates(world, latest.of) : ofOpenSet(world, latest.set)
  const before = all.filter(({ id }) => seeded.has(id))
  return before.length === 0 ? ['none'] : ofMandates(world, before)
}

const ofSet = ({ composed }: SetRow, asked: readonly (Consent & { readonly id: string })[]): typeof asked =>
  composed === null ? [] : asked.filter(({ sourceReference }) => sourceReference?.reference === composed.document)

function ofOpenSet(world: World, set: SetRow | null): readonly RequestState[] {
  if (set === null) return ['none']
  const state = asOf(set.state, { today: world.today(), terms: termsOf(world.central().content.policy) })
  const shown = shownToStaff(state)
  const because = state.outcome === null || state.outcome.kind === 'granted' ? null : state.outcome.because
  switch (shown) {
    case 'waiting':
      return ['waiting']
    case 'refusedByChild':
      return ['refusedByChild']
    case 'complete':
      return ['submitted']
    case 'frozen':
      return ['frozen']
    case 'granted':
      return ['approved']
    case 'notGranted':
    case 'ended':
      if (because === 'lastDay' || because === 'nobodyAsked') return ['expired']
      if (because === 'outdated') return ['outdated']
      if (because === 'withdrawn' || because === 'takenBack') return ['withdrawn']
      return because === 'refusedByApprover' || because === 'coHolderRefused' ? ['rejected'] : ['ended']
    default:
      return shown satisfies never
  }
}

function ofMandates(world: World, of: readonly (Consent & { readonly id: string })[]): readonly RequestState[] {
  const states = of.map((one) => stateOf(world, one))
  for (const state of ['submitted', 'frozen', 'active', 'underReview', 'suspended', 'paused', 'approved'] as const)
    if (states.includes(state)) return [state]
  return states
}

/** By its life as this day has it, whether a job has run or not; a request by its own status. */
export function stateOf(world: World, consent: Consent & { readonly id: string }): RequestState {
  const life = lifeOf(consent)
  if (consent.status === 'rejected') return isOutdated(world, consent.id) ? 'outdated' : 'rejected'
  if (life === null) return consent.status === 'proposed' ? 'submitted' : 'withdrawn'
  const { state } = dayCameTo(life, { today: world.today(), policy: world.policy() })
  switch (state.name) {
    case 'registered':
      return 'approved'
    case 'active':
    case 'underReview':
    case 'paused':
    case 'suspended':
    case 'frozen':
    case 'withdrawn':
    case 'superseded':
      return state.name
    case 'ended':
      return state.because === 'rejected' ? 'rejected' : 'ended'
    default:
      return 'submitted'
  }
}

/** The rules of the day asked for something else when somebody answered it. */
function isOutdated({ central }: World, id: string): boolean {
  return central()
    .store.all('Task')
    .filter((one): one is Task & { id: string } => one.resourceType === 'Task')
    .some(({ focus, businessStatus }) => focus?.reference === `Consent/${id}` && businessStatus?.text === 'outdated')
}

/** The newest mandate of this person, with the first day without access. */
export async function mandateOf(
  world: World,
  person: Somebody,
): Promise<{ readonly state: RequestState; readonly ends: string | null; readonly standing: Standing | null } | null> {
  for (const consent of [...mandates(world)].reverse())
    if (await isOf(world, consent, person)) {
      const life = lifeOf(consent)
      const now = life === null ? null : dayCameTo(life, { today: world.today(), policy: world.policy() })
      const standing = now === null ? null : standingOf(now)
      return { state: stateOf(world, consent), ends: now?.plan.end ?? null, standing }
    }
  return null
}

export interface ToldBySet {
  /** Key of a person, or physician. */
  readonly to: string
  /** One word of the notice. */
  readonly what: string
  readonly due: string
}

/** Every "it ended" that sets have for people outside staff. `signers`: who took which part, by set. */
export async function endsTold(
  world: World,
  signers: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Promise<readonly ToldBySet[]> {
  const sets = await world.central().sets.ofPatient(world.reference)
  return sets.flatMap(({ id, notices }) =>
    notices.flatMap(({ to, what, on }) => {
      const key = signers.get(id)?.get(to)
      return what === 'ended' && key !== undefined ? [{ to: key, what: 'ended', due: on }] : []
    }),
  )
}

/** Everything that is whole has been composed. */
export async function composed(world: World): Promise<void> {
  const stop = performance.now() + 5000
  while ((await world.central().sets.toCompose()).length > 0 && performance.now() < stop)
    await new Promise((resolve) => setTimeout(resolve, 10))
}

export const dayOf = (at: string): CalendarDay => dayAt(Date.parse(at))

/** What was asked to be told about mandates of the story's patient: letters that the central wrote for the hospital. */
export async function lettersTold(world: World): Promise<readonly ToldBySet[]> {
  const letters = world
    .central()
    .store.all('CommunicationRequest')
    .filter((one): one is CommunicationRequest & { id: string } => one.resourceType === 'CommunicationRequest')
    .filter(({ subject }) => subject?.reference === world.reference)
  const people = Object.keys(world.story.people).flatMap((key) => world.person(key) ?? [])
  const told: ToldBySet[] = []
  for (const { recipient, category, occurrenceDateTime: due = '' } of letters) {
    const what = category?.[0]?.coding?.[0]?.code ?? ''
    for (const { reference = '', display } of recipient ?? []) {
      if (reference === world.reference) told.push({ to: 'patient', what, due })
      else if (display !== undefined) told.push({ to: display, what, due })
      else
        for (const person of people)
          if (await isRelated(world, reference, person)) told.push({ to: person.key, what, due })
    }
  }
  return told
}

async function isRelated(world: World, reference: string, person: Somebody): Promise<boolean> {
  const read = await world.central().store.read(reference)
  return read?.resourceType === 'RelatedPerson' && isVisitor(read, world.claimOf(person, 'child'), world.today())
}
