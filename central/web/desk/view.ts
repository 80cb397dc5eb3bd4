/** What one request for the desk page shows: read once, then only rendered. */
import type { Patient } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { CallNumber } from '../../../domain/ids.ts'
import type { VisitId } from '../../../domain/ids.ts'
import { journeyOfClaim } from '../../../domain/journeys/index.ts'
import type { VisitRow } from '../../visits/visits.ts'
import type { StaffSession } from '../login/sessions.ts'
import type { StaffPorts } from '../staff/ports.ts'
import { searchAll } from '../../store/fhir/search-all.ts'
import { mostListed } from './apart-panel.ts'
import { asksPaper, queue } from './queue.ts'
import { urgentStops } from './urgent.ts'
import type { DeskView } from './desk-view.ts'

export async function deskView(ports: StaffPorts, session: StaffSession, url: URL): Promise<DeskView> {
  const kiosks = await ports.kiosks.list()
  const visits = [...(await ports.visits.open()), ...(await ports.visits.toHelp())]
  const rows = queue(visits, kiosks, ports.now())
  const asked = url.searchParams.get('nr')
  const selected = rows.find(({ callNumber }) => String(callNumber) === asked) ?? null
  const device = url.searchParams.get('zuil') ?? selected?.kiosk?.device
  const found = selected === null ? null : await foundPatients(ports, session, selected.visit.record.visit)
  const candidates = found === null && selected !== null ? await candidatesOf(ports, selected.visit) : []
  return {
    lastVisits: await lastVisits(ports, found ?? candidates),
    hospital: ports.hospital,
    now: ports.now(),
    session,
    kiosks,
    rows,
    selected,
    kiosk: kiosks.find((kiosk) => kiosk.device === device) ?? null,
    gone: selected === null ? await goneOf(ports, asked) : null,
    found,
    candidates,
    child: selected === null ? null : await childOf(ports, selected.visit),
    apartCount: await ports.apart.count(),
    urgent: await urgentStops(ports.fhir),
    apart: url.searchParams.has('apart') && selected === null ? await ports.apart.newest(mostListed) : null,
    policy: ports.policy(),
    samples: ports.samples,
    accounts: ports.accounts,
  }
}

/** What became of a number that is not in the queue any more; null when none was asked for or nobody had it. */
async function goneOf({ visits }: StaffPorts, asked: string | null): Promise<DeskView['gone']> {
  const number = v.safeParse(CallNumber, asked === null ? null : Number(asked))
  const row = number.success ? await visits.lastWith(number.output) : null
  if (!number.success || row === null) return null
  // Who looks into his own file has nothing to sign: that is no visit that was broken off.
  const looked = journeyOfClaim(row.record.claim).words.form === null && row.boundAt !== null
  return { number: number.output, how: row.completedAt !== null ? 'signed' : looked ? 'ended' : 'unsigned' }
}

/** Two records with one name and one birthday differ in what happened to them. */
async function lastVisits(
  { fhir, now }: StaffPorts,
  patients: readonly Patient[],
): Promise<ReadonlyMap<string, string | null>> {
  const moment = now().toISOString()
  const last = patients.map(async ({ id = '' }): Promise<readonly [string, string | null]> => {
    const all = await searchAll(fhir, { type: 'Appointment', having: { patient: `Patient/${id}` } })
    const been = all.flatMap(({ start, status }) =>
      start !== undefined && start < moment && (status === 'fulfilled' || status === 'arrived') ? [start] : [],
    )
    return [id, been.sort().at(-1)?.slice(0, 10) ?? null]
  })
  return new Map(await Promise.all(last))
}

async function candidatesOf({ fhir }: StaffPorts, { record, candidates }: VisitRow): Promise<readonly Patient[]> {
  if (!record.deskPicks) return []
  const read = await Promise.all(candidates.map((reference) => fhir.read(reference)))
  return read.flatMap((one) => (one?.resourceType === 'Patient' ? [one] : []))
}

async function childOf({ fhir }: StaffPorts, { record }: VisitRow): Promise<Patient | null> {
  if (record.state !== 'bound' || record.patient === null || !asksPaper(record)) return null
  const read = await fhir.read(record.patient)
  return read?.resourceType === 'Patient' ? read : null
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
