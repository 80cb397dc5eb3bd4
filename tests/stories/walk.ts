/** One person at a kiosk, from the first screen to the one on which nothing is asked any more. */
import * as v from 'valibot'
import { findingAbout } from '../../central/record/findings.ts'
import type { Evidence } from '../../domain/contract/gateway/evidence.ts'
import type { Door } from '../../domain/contract/messages/parts.ts'
import type { Screen, ScreenOf, ScreenStep } from '../../domain/contract/messages/screen.ts'
import type { JourneyId, VisitId } from '../../domain/ids.ts'
import { journeyOf } from '../../domain/journeys/index.ts'
import { ink } from '../session/support/stage.ts'
import type { PrivateAnswer } from '../../domain/requests/acts/act-content.ts'
import { openKioskVisit } from './kiosk-visit.ts'
import type { Delivered } from './kiosk-visit.ts'
import { clerk } from './world.ts'
import type { Somebody, World } from './world.ts'

export interface Plan {
  readonly who: Somebody
  /** Null: no door of the kiosk is for him, so he takes the one for whoever does not know. */
  readonly journey: JourneyId | null
  /** Who is there too and signs; null: nobody. */
  readonly companion: Somebody | null
  readonly where: string
  readonly papers: readonly Evidence[]
  /** Codes of the scope; null: every one that is offered. */
  readonly scope: readonly string[] | null
  /** Answer to how long; null: the first that is offered. */
  readonly period: string | null
  /** The last screen on which anything is done: to look means to go no further than the patient. */
  readonly until: 'signed' | 'looked'
  readonly line: 'up' | 'down'
  /** Which mandate of the list is stopped: by a name in it; what others have stands last. */
  readonly stop: 'first' | 'last' | { readonly named: string }
  /** What a child answers when it is asked. */
  readonly answer: PrivateAnswer
  /** He takes back the part that he signed himself and that waits. */
  readonly takesBack: boolean
  /** Whatever is sent comes twice. */
  readonly repeats: boolean
}

export interface Walked {
  readonly last: Screen
  /** Every screen in order: what this person received. */
  readonly screens: readonly Screen[]
  readonly envelopes: readonly Delivered[]
}

/** Where a visit comes to rest; anywhere else the walk has a gap, and says so. */
const rests: ReadonlySet<ScreenStep> = new Set([
  'done',
  'outcome',
  'incomplete',
  'notHere',
  'needsMore',
  'dossier',
  'ownWaits',
  'findPatient',
  'deskPicks',
  'document',
])

/** Nobody taps more often than this in one visit. */
const mostTaps = 80

export async function walk(world: World, plan: Plan): Promise<Walked> {
  const kiosk = await world.kiosk(plan.where)
  const visit = openKioskVisit(world, kiosk, plan)
  const hands: Hands = { who: plan.who, compared: new Set(), picked: false, tried: new Map() }
  try {
    let at = await visit.settled(-1)
    for (let taps = 0; taps < mostTaps; taps += 1) {
      if (!(await byClerk(world, { plan, hands, visit: visit.visit, screen: at.screen }))) {
        const intent = next(at.screen, { plan, hands, world })
        if (intent === null) break
        visit.tap(intent)
      }
      at = await visit.settled(at.seq)
    }
    if (plan.until === 'signed' && !rests.has(at.screen.step))
      throw new Error(`the walk does not know how to go on from ${at.screen.step}`)
    if (at.screen.step === 'done' && plan.line === 'up') await delivered(visit)
    return {
      last: visit.views.at(-1)?.screen ?? at.screen,
      screens: visit.views.map(({ screen }) => screen),
      envelopes: visit.envelopes,
    }
  } finally {
    visit.end()
  }
}

/** The page says that the central has it. */
async function delivered(visit: ReturnType<typeof openKioskVisit>): Promise<void> {
  const stop = performance.now() + 10_000
  for (;;) {
    const { screen } = visit.views.at(-1) ?? {}
    if (screen?.step !== 'done' || screen.delivery !== 'waiting' || performance.now() > stop) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Who has the screen, and what was done for him. */
interface Hands {
  who: Somebody
  readonly compared: Set<string>
  picked: boolean
  /** By question of understanding: how many answers were given. */
  readonly tried: Map<string, number>
}

interface AtClerk {
  readonly plan: Plan
  readonly hands: Hands
  readonly visit: VisitId
  readonly screen: Screen
}

/** What the clerk does while this screen stands; false: it waits for the visitor. */
async function byClerk(world: World, { plan, hands, visit, screen }: AtClerk): Promise<boolean> {
  const { visits } = world.central()
  if (screen.step === 'deskPicks' && !hands.picked) {
    hands.picked = true
    const { born, given, family } = world.patient
    const finding = await findingAbout(world.central().store, { patient: world.reference, on: world.today() })
    await visits.bind(visit, world.reference, clerk, { birthDate: born, given, family }, finding)
    return true
  }
  const { who } = hands
  if (screen.step !== 'desk' || hands.compared.has(who.key)) return false
  hands.compared.add(who.key)
  const isVisitor = who.key === plan.who.key
  if (isVisitor) await papersSeen(world, plan, visit)
  const guard = isVisitor ? {} : { guard: { person: 1 } }
  const identified = await visits.identify(visit, who.number.slice(-4), clerk, guard)
  if (!identified.ok) throw new Error(`the desk cannot identify ${who.key}: ${identified.refusal}`)
  return true
}

async function papersSeen(world: World, { journey, papers }: Plan, visit: VisitId): Promise<void> {
  const { visits } = world.central()
  for (const paper of papers) {
    const recorded = await visits.recordEvidence(visit, paper, clerk)
    if (!recorded.ok) throw new Error(`the desk cannot record ${paper.kind}: ${recorded.refusal}`)
  }
  if (journey !== null && journeyOf(journey).evidence.length > 0)
    await (papers.length === 0 ? visits.evidenceMissing(visit, clerk) : visits.papersReady(visit, clerk))
}

interface Tapping {
  readonly plan: Plan
  readonly hands: Hands
  readonly world: World
}

/** What is tapped on this screen; null: nothing is asked here any more. */
function next(screen: Screen, tapping: Tapping): object | null {
  const { plan, hands, world } = tapping
  const { journey, until } = plan
  switch (screen.step) {
    case 'language':
      return { kind: 'language', language: 'nl' }
    case 'forWhom':
      return { kind: 'door', door: (journey === null ? 'dontKnow' : journeyOf(journey).door) satisfies Door }
    case 'relation':
      return { kind: 'journey', journey }
    case 'terms':
      return { kind: 'acceptTerms' }
    case 'document':
      return screen.problem === null ? { kind: 'mrz', text: world.zoneOf(hands.who), overflow: false } : null
    case 'findPatient':
      return screen.problem === null
        ? { kind: 'findPatient', birthDate: world.patient.born, bsn: world.patient.bsn }
        : null
    case 'confirmPatient':
      return { kind: 'confirmPatient', yes: true }
    case 'understand':
      return understood(screen, hands)
    default:
      return until === 'signed' ? signing(screen, tapping) : null
  }
}

/** Pages on which a child reads and answers alone; a build without them has none that reads so. */
const ChildAsked = v.variant('step', [
  v.looseObject({ step: v.literal('childReads') }),
  v.looseObject({ step: v.literal('childAnswers'), chosen: v.nullable(v.string()) }),
])

function childs(asked: v.InferOutput<typeof ChildAsked>, { answer: wanted }: Plan): object {
  if (asked.step === 'childReads' || asked.chosen === wanted) return { kind: 'next' }
  return { kind: 'privateAnswer', says: wanted }
}

/** From where something is asked on. */
function signing(screen: Screen, { plan, hands }: Tapping): object | null {
  const asked = v.safeParse(ChildAsked, screen)
  if (asked.success) return childs(asked.output, plan)
  switch (screen.step) {
    case 'setWaits':
    case 'scopePreview':
    case 'review':
    case 'stopConfirm':
      return { kind: 'next' }
    case 'ownWaits':
      return plan.takesBack ? { kind: 'next' } : null
    case 'freeWill':
      return { kind: 'freeWill', answer: 'yes' }
    case 'otherHere':
      return { kind: 'otherHere', yes: plan.companion !== null }
    case 'handOver':
      if (plan.companion === null) return null
      hands.who = screen.to === 'visitor' ? plan.who : plan.companion
      return { kind: 'next' }
    case 'stopList':
      return { kind: 'stopMandate', at: whichOf(screen, plan) }
    case 'question':
      return answer(screen, plan)
    case 'sign':
      return screen.problem === null ? { kind: 'ink', ink } : null
    default:
      return null
  }
}

function whichOf({ mandates }: ScreenOf<'stopList'>, { stop }: Plan): number {
  if (stop === 'first') return 0
  if (stop === 'last') return mandates.length - 1
  const named = mandates.findIndex(({ text }) => text.toUpperCase().includes(stop.named.toUpperCase()))
  return named < 0 ? 0 : named
}

/** One answer after another, until the right one: whoever reads the explanation knows it. */
function understood({ linkId, options }: ScreenOf<'understand'>, { tried }: Hands): object {
  const before = tried.get(linkId) ?? 0
  tried.set(linkId, before + 1)
  const values = options.slice(before % options.length, (before % options.length) + 1).map(({ value }) => value)
  return { kind: 'answer', linkId, values }
}

function answer({ linkId, control, options, chosen }: ScreenOf<'question'>, { scope, period }: Plan): object {
  const offered = options.map(({ value }) => value)
  if (linkId === 'scope')
    return { kind: 'answer', linkId, values: scope === null ? offered : offered.filter((code) => scope.includes(code)) }
  if (linkId === 'period' && period !== null && offered.includes(period))
    return { kind: 'answer', linkId, values: [period] }
  return { kind: 'answer', linkId, values: control === 'switches' ? chosen : offered.slice(0, 1) }
}
