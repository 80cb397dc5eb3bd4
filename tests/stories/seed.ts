/** A mandate that exists before anybody comes: what the rules would have given, put into the record as granted. */
import type { Consent, RelatedPerson } from '@medplum/fhirtypes'
import { randomUUID } from 'node:crypto'
import { policyUri } from '../../domain/coding/systems.ts'
import type { RepresentativeCoding } from '../../domain/coding/journey-coding.ts'
import { mandateOf } from '../../domain/fhir/consent.ts'
import { begun, planOf } from '../../domain/fhir/decided.ts'
import { representativeOf } from '../../domain/fhir/representative.ts'
import { wholeRequest } from '../../domain/forms/request.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import type { MandatePlan } from '../../domain/lifecycle/life.ts'
import { journeyOf } from '../../domain/journeys/index.ts'
import type { Evidence } from '../../domain/contract/gateway/evidence.ts'
import { decideSet } from '../../domain/requests/sets/decide-set.ts'
import { instantOf } from '../central/support/acts.ts'
import { recorded } from './papers.ts'
import { heldBy } from './persons.ts'
import { journeyFor } from './roles.ts'
import type { Somebody, World } from './world.ts'

export class NotSeeded extends Error {
  override readonly name = 'NotSeeded'
}

interface Given {
  readonly lastDay: CalendarDay | null
  readonly start: CalendarDay
  /** Its days as the rules gave them; null: it goes on until somebody stops it. */
  readonly plan: MandatePlan | null
  readonly coding: RepresentativeCoding
}

const chosen: RepresentativeCoding = {
  role: { code: 'FRND', display: 'unrelated friend' },
  dutchRole: { code: '23', display: 'Contactpersoon' },
}
/** What the training hospital's form opens. */
const allCodes = ['appointments', 'medication', 'summary', 'letters', 'laboratory', 'imaging'] as const

/** The id of the mandate; throws {@link NotSeeded} where the rules give none. */
export async function seed(world: World, person: Somebody): Promise<string> {
  const given = person.role === 'voluntaryProxy' ? chosenBy(world) : decided(world, person)
  const { store, content } = world.central()
  const claim = world.claimOf(person, 'child')
  const who = await store.create<RelatedPerson>(
    representativeOf({ uuid: randomUUID(), claim, patient: world.reference, coding: given.coding }),
  )
  const policy = world.policy()
  const { sourceReference: _none, ...consent } = mandateOf({
    uuid: randomUUID(),
    representative: randomUUID(),
    document: '',
    patient: world.reference,
    hospital: content.bundle.hospital.name,
    policy: policyUri(policy.hospital.id, policy.version),
    decision: { scope: allCodes, start: { day: given.start }, end: { lastDay: given.lastDay } },
    coding: { reason: person.role === 'voluntaryProxy' ? 'PATRQT' : 'FAMRQT', representative: given.coding },
    status: 'active',
    at: instantOf(world.now()),
  })
  const reference = { reference: `RelatedPerson/${who.id ?? ''}` }
  const actor = consent.provision?.actor?.map((one) => ({ ...one, reference })) ?? []
  const isGiver = person.role === 'voluntaryProxy'
  const plain: MandatePlan = {
    start: given.start,
    end: null,
    reason: 'untilWithdrawn',
    pauses: [],
    reviews: [],
    approver: 'staff',
  }
  const granted: Consent = {
    ...consent,
    performer: [isGiver ? { reference: world.reference } : reference],
    provision: { ...consent.provision, actor },
  }
  const made = await store.create<Consent>(begun(granted, { plan: given.plan ?? plain, today: world.today(), policy }))
  return made.id ?? ''
}

const chosenBy = (world: World): Given => ({ lastDay: null, start: world.today(), plan: null, coding: chosen })

function decided(world: World, person: Somebody): Given {
  const journey = journeyFor(person.role)
  const coding = journey === null ? null : journeyOf(journey).coding.representative
  if (journey === null || coding === null) throw new NotSeeded(`no mandate of a ${person.role}`)
  const { papers } = papersOf(world, person)
  const { born, bsn, given, family } = world.patient
  const decision = decideSet({
    asker: {
      claim: world.claimOf(person, journey),
      record: { assurance: 'identified', evidence: [...papers], declined: false, others: [], documentDoubtful: false },
      earlier: false,
    },
    patient: { birthDate: born, deceased: false, bsn, given, family },
    mandates: { existing: [], blocked: false, suspended: false },
    request: wholeRequest,
    policy: world.policy(),
    day: world.today(),
  })
  if (decision.kind === 'refusal') throw new NotSeeded(`the rules give no such mandate: ${decision.id}`)
  const { end, start } = decision
  return { lastDay: end.lastDay, start: start.day, plan: planOf(decision), coding }
}

/** What the clerk holds for this person today. */
export function papersOf(
  world: World,
  person: Somebody,
): { readonly papers: readonly Evidence[]; readonly assumed: readonly string[] } {
  const { born, given } = world.patient
  const concerns = { birthDate: born, given }
  return recorded(person.role, heldBy(world, person), {
    day: world.today(),
    concerns,
    recordedAt: world.now().toISOString(),
  })
}
