/** What the central does with mandates that were granted: each new day, when the record changes, and what staff do to them. */
import { dayAt } from '../../domain/days/amsterdam.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { actOn, actOnPerson } from '../mandates/acts.ts'
import type { ActPorts } from '../mandates/acts.ts'
import type { MandatesAtWork } from '../mandates/at-work.ts'
import { dayOfMandates } from '../mandates/day-of-mandates.ts'
import { mandatesOfRecord } from '../mandates/record-changed.ts'
import { tell } from '../mandates/tell.ts'
import { instantOf } from '../clock/clock.ts'
import { sendNotices } from '../requests/send-notices.ts'
import { logFault } from './fault.ts'
import type { Ground } from './ground.ts'

/** Milliseconds that writing a request to the own record may take; one that was cut off is written by the next. */
const patience = 30_000
/** Most that one list shows. */
const mostSteps = 500

export function mandatesAtWork(of: {
  readonly ground: Pick<Ground, 'stores' | 'hospital' | 'now'>
  readonly policy: () => HospitalPolicy
}): MandatesAtWork {
  const { stores, hospital, now } = of.ground
  const { fhir, mandates: lives, mandateNotices } = stores
  const ports: ActPorts = { fhir, lives, hospital, now, policy: of.policy }
  let done: CalendarDay | null = null
  const send = () =>
    sendNotices({
      queue: mandateNotices,
      send: (notice) => tell({ fhir, hospital, now }, notice),
      now,
      patience,
    }).catch((error: unknown) => logFault('telling of mandates', error))
  return {
    async tend() {
      const today = dayAt(now().getTime())
      if (done !== today) {
        await dayOfMandates(ports)
        done = today
      }
      await send()
    },
    async run() {
      const moved = await dayOfMandates(ports)
      await send()
      return moved
    },
    recordChanged: (patient) => mandatesOfRecord(ports, patient),
    act: (mandate, act) => actOn(ports, mandate, act),
    actOnPerson: (people, act) => actOnPerson(ports, people, act),
    lately: (days) => lives.steps({ since: instantOf(new Date(now().getTime() - days * 86_400_000)), most: mostSteps }),
  }
}
