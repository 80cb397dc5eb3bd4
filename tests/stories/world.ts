/** One hospital for one story: a central whose clock the story sets, its people in the record, and its kiosks. */
import type { Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import { testBsns } from '../../central/training/bsn.ts'
import { passportZone } from '../../central/training/mrz.ts'
import { bsnSystem, identityDocumentSystem } from '../../domain/coding/systems.ts'
import { IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { addDays } from '../../domain/days/calendar.ts'
import { CalendarDay } from '../../domain/ids.ts'
import type { JourneyId } from '../../domain/ids.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { enrolKiosk, folder, publish, training } from '../central/support/kiosk.ts'
import type { TestKiosk } from '../central/support/kiosk.ts'
import type { Said } from './papers.ts'
import { policyOf } from './policy.ts'
import { openPortal } from './question.ts'
import { organisationOf, roleOf } from './roles.ts'
import type { Role } from './roles.ts'
import type { Story } from './shape.ts'

export const clerk = { id: 'clerk-1', name: 'Marloes Kuiper' }

export interface Somebody {
  readonly key: string
  readonly given: string
  readonly family: string
  readonly born: CalendarDay
  readonly bsn: string
  readonly number: string
  readonly role: Role
  readonly organisation: string | null
}

export interface World {
  readonly story: Story
  central(): Central
  now(): Date
  today(): CalendarDay
  /** The clock stands at this moment and runs on from there; what the house signs is renewed, and no day's work is done. */
  setClock(at: string): Promise<void>
  person(key: string): Somebody | null
  readonly patient: Somebody
  /** `Patient/<id>` */
  readonly reference: string
  claimOf(person: Somebody, journey: JourneyId): IdentityClaim
  zoneOf(person: Somebody): string
  kiosk(where: string): Promise<TestKiosk>
  /** What papers say until now, by whoever shows them. */
  readonly papers: Map<string, Partial<Said>>
  /** Kinds that this person sees of the patient now, as a portal is answered. */
  seen(person: Somebody): Promise<readonly string[]>
  policy(): HospitalPolicy
  publish(policy: HospitalPolicy): Promise<void>
  /** The central ends and starts again on the same data. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Days after which a kiosk of before is put in anew, so that its keys hold. */
const kioskDays = 20

export async function openWorld(story: Story): Promise<World> {
  const data = folder()
  let base = Date.parse(story.events[0]?.at ?? '') - 3_600_000
  let begun = performance.now()
  const now = (): Date => new Date(base + performance.now() - begun)
  const today = (): CalendarDay => dayAt(now().getTime())
  let central = await training(data.path, { now })
  let inForce = await publish(central, policyOf(central.content.policy, story.policy))
  const people = peopleOf(story)
  const patient = people.get('patient')
  if (patient === undefined) throw new Error('a story has a patient')
  const { id } = await central.store.create<Patient>(recordOf(patient))
  const portal = await openPortal(central)
  // Documents outlive the story.
  const expires = addDays(dayOf(story.events.at(-1)?.at ?? ''), 700)
  const kiosks = new Map<string, { readonly kiosk: TestKiosk; readonly since: CalendarDay }>()
  return {
    story,
    central: () => central,
    now,
    today,
    async setClock(at) {
      base = Date.parse(at)
      begun = performance.now()
      await central.house.tend(now())
      await central.content.renew(now())
    },
    person: (key) => people.get(key) ?? null,
    patient,
    reference: `Patient/${id ?? ''}`,
    claimOf: ({ family, given, born, number }, journey) =>
      v.parse(IdentityClaim, {
        document: { kind: 'passport', issuer: 'NLD', number, expires },
        family: family.toUpperCase(),
        given: given.toUpperCase(),
        birthDate: born,
        journey,
      }),
    zoneOf: ({ family, given, born, number }) =>
      passportZone({ family, given, birthDate: born, expires, number, sex: 'F' }).join('\n'),
    async kiosk(where) {
      const known = kiosks.get(where)
      if (known !== undefined && today() < addDays(known.since, kioskDays)) return known.kiosk
      // A kept connection may have died.
      const kiosk = await enrolKiosk(central).catch(() => enrolKiosk(central))
      kiosks.set(where, { kiosk, since: today() })
      return kiosk
    },
    papers: new Map(),
    seen: ({ number }) => portal.kinds(central, { patient: `Patient/${id ?? ''}`, number, now: now() }),
    policy: () => inForce,
    async publish(next) {
      inForce = await publish(central, next)
    },
    async restart() {
      await central.close()
      central = await training(data.path, { now })
    },
    async close() {
      await central.close()
      data.remove()
    },
  }
}

const dayOf = (at: string): CalendarDay => v.parse(CalendarDay, at.slice(0, 10))

function peopleOf({ people }: Story): ReadonlyMap<string, Somebody> {
  const all = Object.entries(people)
  const bsns = testBsns(999_970_000, all.length)
  return new Map(
    all.map(([key, person], at) => {
      const [given = '', ...family] = person.name.split(' ')
      return [
        key,
        {
          key,
          given,
          family: family.join(' '),
          born: person.born,
          bsn: bsns[at] ?? '',
          number: `SPEC9${String(101 + at)}1`,
          role: roleOf(person),
          organisation: organisationOf(person),
        },
      ]
    }),
  )
}

function recordOf({ given, family, born, bsn, number }: Somebody): Patient {
  return {
    resourceType: 'Patient',
    identifier: [
      { use: 'official', system: bsnSystem, value: bsn },
      { system: identityDocumentSystem, value: `NLD-${number}` },
    ],
    active: true,
    name: [{ use: 'official', text: `${given} ${family}`, family, given: [given] }],
    gender: 'female',
    birthDate: born,
  }
}
