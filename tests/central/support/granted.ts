/** A mandate that was granted, in the record of a central, with its life; and the questions that everybody asks of it. */
import { randomUUID } from 'node:crypto'
import type { CommunicationRequest, Consent, Patient, RelatedPerson } from '@medplum/fhirtypes'
import * as v from 'valibot'
import type { Central } from '../../../central/compose.ts'
import { policyUri } from '../../../domain/coding/systems.ts'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { addDays } from '../../../domain/days/calendar.ts'
import { entitled } from '../../../domain/entitlements/entitled.ts'
import { mandateOf } from '../../../domain/fhir/consent.ts'
import { lifeOf, withLife } from '../../../domain/fhir/mandate-life.ts'
import { CalendarDay, Instant } from '../../../domain/ids.ts'
import { beginning } from '../../../domain/lifecycle/life.ts'
import type { MandatePlan } from '../../../domain/lifecycle/life.ts'
import { entitlingOf } from '../../../domain/entitlements/entitling.ts'

export const day = (text: string): CalendarDay => v.parse(CalendarDay, text)

/** A clock that a test sets. */
export interface Clock {
  at: string
}
export const nowOf =
  (clock: Clock): (() => Date) =>
  () =>
    new Date(clock.at)

export interface Granted {
  readonly patient: string
  readonly person: string
  readonly mandate: string
}

export const plain: MandatePlan = {
  start: day('2026-12-01'),
  end: day('2027-02-10'),
  reason: 'twelfthBirthday',
  pauses: [],
  reviews: [],
  approver: 'physician',
}

/** @param isGiver the patient gave it himself. */
export async function granted(
  central: Central,
  of: {
    readonly now: () => Date
    readonly plan?: Partial<MandatePlan>
    readonly isGiver?: boolean
    readonly birthDate?: string
  },
): Promise<Granted> {
  const { now, isGiver = false, birthDate = '2015-02-10' } = of
  const plan = { ...plain, ...of.plan }
  const { store, content } = central
  const { id } = await store.create<Patient>({
    resourceType: 'Patient',
    active: true,
    birthDate,
    name: [{ use: 'official', family: 'Jansen', given: ['Sam'] }],
  })
  const patient = `Patient/${id ?? ''}`
  const who = await store.create<RelatedPerson>({
    resourceType: 'RelatedPerson',
    active: true,
    patient: { reference: patient },
    name: [{ family: 'Jansen', given: ['Noor'] }],
    birthDate: '1990-01-01',
  })
  const person = `RelatedPerson/${who.id ?? ''}`
  const { policy } = content
  const { sourceReference: _none, ...asked } = mandateOf({
    uuid: randomUUID(),
    representative: randomUUID(),
    document: '',
    patient,
    hospital: 'Ziekenhuis Voorbeeld',
    policy: policyUri(policy.hospital.id, policy.version),
    decision: {
      scope: ['medication'],
      start: { day: plan.start },
      end: { lastDay: plan.end === null ? null : addDays(plan.end, -1) },
    },
    coding: {
      reason: 'FAMRQT',
      representative: {
        role: { code: 'PRN', display: 'parent' },
        dutchRole: { code: '24', display: 'Wettelijke vertegenwoordiger' },
      },
    },
    status: 'active',
    at: v.parse(Instant, now().toISOString()),
  })
  const actor = asked.provision?.actor?.map((one) => ({ ...one, reference: { reference: person } })) ?? []
  const consent: Consent = {
    ...asked,
    performer: [{ reference: isGiver ? patient : person }],
    provision: { ...asked.provision, actor },
  }
  const life = beginning(plan, { today: dayAt(now().getTime()), policy, isGiver })
  const made = await store.create<Consent>(withLife(consent, life))
  return { patient, person, mandate: `Consent/${made.id ?? ''}` }
}

export async function consentOf(central: Central, { mandate }: Granted): Promise<Consent> {
  const read = await central.store.read(mandate)
  if (read?.resourceType !== 'Consent') throw new Error('there is a mandate')
  return read
}

export const stateOf = async (central: Central, of: Granted) => lifeOf(await consentOf(central, of))?.state.name ?? null

/** Whether there is access in this second, by the Consent itself. */
export async function maySee(central: Central, of: Granted, now: () => Date): Promise<boolean> {
  const { patient, person } = of
  const one = entitlingOf(await consentOf(central, of))
  const mandates = one === null ? [] : [one]
  return entitled({ mandates, patient, people: [person], kind: 'medication', at: now().getTime(), stopped: false })
    .allowed
}

/** What was told outside and inside the hospital about this patient, "to what on", in order. */
export function toldOf(central: Central, { patient, person }: Granted): readonly string[] {
  return central.store
    .all('CommunicationRequest')
    .filter((one): one is CommunicationRequest & { id: string } => one.resourceType === 'CommunicationRequest')
    .filter(({ subject }) => subject?.reference === patient)
    .map(({ recipient, category, occurrenceDateTime }) => {
      const [to] = recipient ?? []
      const whom = to?.reference === person ? 'grantee' : to?.reference === patient ? 'patient' : (to?.display ?? '')
      return `${whom} ${category?.[0]?.coding?.[0]?.code ?? ''} ${occurrenceDateTime ?? ''}`
    })
}
