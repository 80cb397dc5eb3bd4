/** What the central does with sets by itself: each new day, once; and the form of each that is whole. */
import { dayAt } from '../../domain/days/amsterdam.ts'
import { transaction } from '../../domain/fhir/entry.ts'
import { lapsedStatus } from '../../domain/fhir/withdrawal.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { isFoundOtherwise } from '../kiosk-api/gateway/still-asked.ts'
import type { Content } from '../published/content/content.ts'
import { accessTo } from '../record/access.ts'
import { endsOfForm, waitingOfForm } from '../record/form-ends.ts'
import { composeSets } from '../requests/compose-set/compose-set.ts'
import type { ComposePorts } from '../requests/compose-set/compose-set.ts'
import { dayCame, recordChanged } from '../requests/day-came.ts'
import type { DayPorts } from '../requests/day-came.ts'
import { sendNotices } from '../requests/send-notices.ts'
import { trainingSender } from '../training/sender.ts'
import type { OpenedLongTerm } from '../requests/long-term/open.ts'
import { reading } from '../store/fhir/reading.ts'
import { logFault } from './fault.ts'
import type { Ground } from './ground.ts'
import type { Kiosks } from './kiosks.ts'

export interface SetsAtWork {
  /** To be called now and then: the first call of a day looks at every set, and again when that broke off. */
  tend(): Promise<void>
  /** An act was stored: what is whole now is composed, soon. */
  wake(): void
  /** The record of `Patient/<id>` changed. */
  recordChanged(patient: string): Promise<void>
  /** Waits for what is being composed. */
  close(): Promise<void>
}

interface Parts {
  readonly ground: Ground
  readonly kiosks: Pick<Kiosks, 'table' | 'visits'>
  readonly content: Pick<Content, 'policy' | 'shown'>
  readonly lasting: Pick<OpenedLongTerm, 'longTerm' | 'sealList' | 'time'>
}

/** What a form of a set is composed with. */
export function composing({
  ground,
  kiosks,
  content,
  lasting,
}: Parts): Omit<ComposePorts, 'sets' | 'requests' | 'fhir'> {
  const { house, hospital, now } = ground
  return {
    devices: kiosks.table,
    shown: content.shown,
    policy: () => content.policy,
    house,
    hospital,
    revocation: lasting.sealList,
    time: lasting.time,
    stored: () => lasting.longTerm.wake(),
    now,
  }
}

export function setsAtWork(of: Parts): SetsAtWork {
  const { stores, now } = of.ground
  let done: CalendarDay | null = null
  let turn: Promise<void> = Promise.resolve()
  const { sets, requests, fhir } = stores
  const ports: ComposePorts = { ...composing(of), sets, requests, fhir }
  const { policy } = ports
  const ends: DayPorts['ends'] = async ({ patient, composed }, at) => {
    const left = await waitingOfForm(reading(fhir), { patient, document: composed?.document ?? null })
    return transaction([...endsOfForm(left, { at, because: lapsedStatus })])
  }
  const stops: DayPorts['stops'] = async (patient) => {
    const read = await fhir.read(patient)
    if (read?.resourceType !== 'Patient') return null
    const access = await accessTo(reading(fhir), read, dayAt(now().getTime()))
    if (access === 'deceased') return 'patientDied'
    return access === 'blocked' ? 'blocked' : null
  }
  const foundOtherwise: DayPorts['foundOtherwise'] = async (set) =>
    await isFoundOtherwise({ fhir, policy, visits: of.kiosks.visits }, set, await ports.shown())
  const days: DayPorts = { sets, requests, ends, stops, foundOtherwise, policy, now }
  const compose = (): Promise<void> =>
    (turn = turn.then(() => composeSets(ports)).catch((error: unknown) => logFault('composing sets', error)))
  return {
    async tend() {
      await compose()
      // Whoever brings them may be away: nothing else waits for that.
      await sendNotices({ queue: stores.notices, send: trainingSender, now }).catch((error: unknown) =>
        logFault('sending notices', error),
      )
      const today = dayAt(now().getTime())
      if (done === today) return
      await dayCame(days)
      done = today
    },
    wake: () => void compose(),
    recordChanged: (patient) => recordChanged(days, patient),
    close: () => turn,
  }
}
