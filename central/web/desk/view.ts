/** What one request for the desk page shows: read once, then only rendered. */
import type { Patient } from '@medplum/fhirtypes'
import type { VisitId } from '../../../domain/ids.ts'
import type { VisitRow } from '../../visits/visits.ts'
import type { StaffSession } from '../login/sessions.ts'
import type { ApartEnvelope, KioskState, StaffPorts } from '../staff/ports.ts'
import { mostListed } from './apart-panel.ts'
import { queue } from './queue.ts'
import type { QueueRow } from './queue.ts'

export interface DeskView {
  readonly hospital: string
  readonly now: Date
  readonly session: StaffSession
  readonly kiosks: readonly KioskState[]
  readonly rows: readonly QueueRow[]
  /** The visit that the clerk opened by its number. */
  readonly selected: QueueRow | null
  /** The kiosk that the clerk opened by its bell, or that of the opened visit. */
  readonly kiosk: KioskState | null
  /** Number asked for that is not there any more. */
  readonly gone: number | null
  readonly found: readonly Patient[] | null
  /** Whom the kiosk's look-up may have meant; empty once the clerk searches. */
  readonly candidates: readonly Patient[]
  readonly apartCount: number
  /** What was kept apart, when the clerk asked for it; no number is open then. */
  readonly apart: readonly ApartEnvelope[] | null
  readonly samples: StaffPorts['samples']
  readonly accounts: StaffPorts['accounts']
}

export async function deskView(ports: StaffPorts, session: StaffSession, url: URL): Promise<DeskView> {
  const kiosks = ports.kiosks.list()
  const rows = queue(ports.visits.open(), kiosks)
  const asked = url.searchParams.get('nr')
  const selected = rows.find(({ callNumber }) => String(callNumber) === asked) ?? null
  const device = url.searchParams.get('zuil') ?? selected?.kiosk?.device
  const found = selected === null ? null : await foundPatients(ports, session, selected.visit.record.visit)
  return {
    hospital: ports.hospital,
    now: ports.now(),
    session,
    kiosks,
    rows,
    selected,
    kiosk: kiosks.find((kiosk) => kiosk.device === device) ?? null,
    gone: asked !== null && /^\d{1,3}$/.test(asked) && selected === null ? Number(asked) : null,
    found,
    candidates: found === null && selected !== null ? await candidatesOf(ports, selected.visit) : [],
    apartCount: ports.apart.count(),
    apart: url.searchParams.has('apart') && selected === null ? ports.apart.newest(mostListed) : null,
    samples: ports.samples,
    accounts: ports.accounts,
  }
}

async function candidatesOf({ fhir }: StaffPorts, { record, candidates }: VisitRow): Promise<readonly Patient[]> {
  if (!record.deskPicks) return []
  const read = await Promise.all(candidates.map((reference) => fhir.read(reference)))
  return read.flatMap((one) => (one?.resourceType === 'Patient' ? [one] : []))
}

async function foundPatients(
  { fhir }: StaffPorts,
  { found }: StaffSession,
  visit: VisitId,
): Promise<readonly Patient[] | null> {
  if (found === null || found.visit !== visit) return null
  const patients: Patient[] = []
  for (const id of found.patients) {
    const patient = await fhir.read(`Patient/${id}`)
    if (patient?.resourceType === 'Patient') patients.push(patient)
  }
  return patients
}
