/** From a line of the access log to what a patient reads of it: when, in which role, what kind. Whatever is not known is `other`. */
import type { AuditEvent, AuditEventAgent } from '@medplum/fhirtypes'
import * as v from 'valibot'
import { mostLookedLines } from '../../../domain/contract/gateway/who-looked.ts'
import type { LookedAt, LookedLine, Looker } from '../../../domain/contract/gateway/who-looked.ts'
import { Instant } from '../../../domain/ids.ts'
import { staffSystem } from '../../record/naming.ts'

const hour = 3_600_000

/** One line for each hour, role and whether it was given; the newest first, at most {@link mostLookedLines}. */
export function lookedLines(events: readonly AuditEvent[], patient: string): readonly LookedLine[] {
  const lines = new Map<string, LookedLine>()
  for (const event of events.toSorted((one, other) => at(other) - at(one))) {
    const [start, who, what] = [Math.floor(at(event) / hour) * hour, whoOf(event, patient), whatOf(event)]
    const refused = event.outcome !== undefined && event.outcome !== '0'
    const key = `${String(start)} ${who} ${String(refused)}`
    const known = lines.get(key)
    // A line that is there grows; behind the last one that is told nothing begins.
    if (known === undefined && lines.size === mostLookedLines) break
    const whats = known === undefined || known.what.includes(what) ? (known?.what ?? [what]) : [...known.what, what]
    lines.set(key, {
      hour: v.parse(Instant, new Date(start).toISOString()),
      who,
      what: [...whats],
      refused,
      times: (known?.times ?? 0) + 1,
    })
  }
  return [...lines.values()]
}

/** When it was written: the central's clock, also of what a kiosk brought later. */
function at({ meta, recorded }: AuditEvent): number {
  const written = Date.parse(meta?.lastUpdated ?? recorded ?? '')
  return Number.isNaN(written) ? 0 : written
}

function whoOf(event: AuditEvent, patient: string): Looker {
  const agents = event.agent
  const requestor = agents.find((agent) => agent.requestor) ?? agents[0]
  const site = event.source.site
  if (agents.some(({ who, requestor: asks }) => asks && who?.reference === patient)) return 'you'
  if (site === 'balie-portal') return 'portal'
  if (site === 'balie-approve') return 'physician'
  // Who acts on a mandate may be a physician or somebody of the staff.
  if (isStaff(requestor)) return site === 'balie-mandates' ? 'physician' : 'desk'
  if (site === 'balie-intake') return 'hospital'
  const [reason] = event.purposeOfEvent?.flatMap(({ coding = [] }) => coding.map(({ code }) => code)) ?? []
  if (reason === 'FAMRQT') return 'family'
  if (reason === 'PWATRNY') return 'representative'
  return site === 'balie-gateway' || site === 'balie-copy' ? 'visitor' : 'hospital'
}

function isStaff(agent: AuditEventAgent | undefined): boolean {
  return agent?.who?.identifier?.system === staffSystem
}

/** By the type that stands in the query of a read; the query itself is told to nobody. */
const kinds: readonly (readonly [string, LookedAt])[] = [
  ['Patient', 'details'],
  ['Appointment', 'appointments'],
  ['Medication', 'medication'],
  ['AllergyIntolerance', 'allergies'],
  ['DocumentReference', 'documents'],
  ['Communication', 'messages'],
  ['Consent', 'mandates'],
  ['sets of', 'requests'],
  [logQuery(''), 'log'],
]

/** What a read of this list is called in the log. */
export function logQuery(patient: string): string {
  return `access log of ${patient}`
}

function whatOf({ source: { site }, subtype, action, entity = [] }: AuditEvent): LookedAt {
  const transaction = subtype?.some(({ code }) => code === 'transaction') === true
  switch (site) {
    case 'balie-gateway': {
      const query = entity.find((one) => one.query !== undefined)?.query
      if (query === undefined) return 'other'
      const text = Buffer.from(query, 'base64').toString('utf8')
      return kinds.find(([begins]) => text.startsWith(begins))?.[1] ?? 'search'
    }
    case 'balie-desk':
      return entity.some(({ name }) => name === 'desk search') ? 'search' : 'requests'
    case 'balie-copy':
      return 'copy'
    case 'balie-portal':
      return 'file'
    case 'balie-approve':
      return transaction ? 'decided' : 'requests'
    case 'balie-mandates':
      return 'changed'
    default:
      if (!transaction) return 'other'
      return action === 'U' ? 'stopped' : 'signed'
  }
}
