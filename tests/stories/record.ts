/** What the central's record answers after an event: how far the request is, who has a mandate in force, who was told what. */
import type { Consent, Task } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { isVisitor, standsOn } from '../../central/kiosk-api/gateway/mandate-facts.ts'
import { granteesOf } from '../../central/record/mandates-of.ts'
import { isMandate } from '../../domain/entitlements/entitling.ts'
import type { SetRow } from '../../central/requests/sets/set-row.ts'
import { mandateKindUrl } from '../../domain/coding/systems.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { CalendarDay } from '../../domain/ids.ts'
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

/** By the record: mandates in force in this second. There is no endpoint yet that reads for anybody by them. */
export async function accessOf(world: World, person: Somebody): Promise<Access> {
  const codes: string[] = []
  for (const consent of mandates(world))
    if (consent.status === 'active' && standsOn(consent, world.today()) && (await isOf(world, consent, person)))
      codes.push(
        ...(consent.provision?.extension ?? []).flatMap(({ url, valueCode }) =>
          url === mandateKindUrl && valueCode !== undefined ? [valueCode] : [],
        ),
      )
  const has = kinds.filter((kind) => codesOf[kind].every((code) => codes.includes(code)))
  return has.length === kinds.length ? 'all' : has
}

/** Each word for how far the latest request is; null: only the life of a mandate tells, which is not here yet. */
export async function requestStates(
  world: World,
  seeded: ReadonlySet<string>,
): Promise<readonly RequestState[] | null> {
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

function ofMandates(world: World, of: readonly (Consent & { readonly id: string })[]): readonly RequestState[] | null {
  const states = of.map((one) => stateOf(world, one))
  if (states.includes(null)) return null
  if (states.includes('submitted')) return ['submitted']
  if (states.includes('active')) return ['active']
  return states.flatMap((state) => state ?? [])
}

/** Null: its period is over or has not begun, and what that makes of it is the life of a mandate. */
export function stateOf(world: World, consent: Consent & { readonly id: string }): RequestState | null {
  switch (consent.status) {
    case 'proposed':
      return standsOn(consent, world.today()) ? 'submitted' : null
    case 'active':
      return standsOn(consent, world.today()) ? 'active' : null
    case 'inactive':
      return isReviewed(world, consent.id) ? 'suspended' : 'withdrawn'
    case 'rejected':
      return 'rejected'
    default:
      return null
  }
}

/** A holder of authority stopped it: a physician answers, and until then it stays stopped. */
function isReviewed({ central }: World, id: string): boolean {
  return central()
    .store.all('Task')
    .filter((one): one is Task & { id: string } => one.resourceType === 'Task')
    .some(
      ({ focus, input = [], restriction, performerType }) =>
        restriction?.period?.end !== undefined &&
        performerType?.some(({ text }) => text === 'physician') === true &&
        [focus, ...input.map(({ valueReference }) => valueReference)].some((one) => one?.reference === `Consent/${id}`),
    )
}

/** The newest mandate of this person as `state:first day without access`. */
export async function mandateOf(
  world: World,
  person: Somebody,
): Promise<{ readonly state: RequestState | null; readonly ends: string | null } | null> {
  for (const consent of [...mandates(world)].reverse())
    if (await isOf(world, consent, person)) {
      const last = v.safeParse(CalendarDay, consent.provision?.period?.end?.slice(0, 10))
      return { state: stateOf(world, consent), ends: last.success ? addDays(last.output, 1) : null }
    }
  return null
}

export interface ToldBySet {
  /** Key of a person. */
  readonly to: string
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
      return what === 'ended' && key !== undefined ? [{ to: key, due: on }] : []
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
