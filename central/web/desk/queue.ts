/** The queue: numbers, places and progress of the visits that run; no names here (docs/look.md, staff pages). */
import type { Step } from '../../../domain/contract/control/step.ts'
import { journeyOfClaim, stopsMandates } from '../../../domain/journeys/index.ts'
import type { Journey } from '../../../domain/journeys/journey.ts'
import { papersFor } from '../../../domain/journeys/papers-asked.ts'
import type { Instant } from '../../../domain/ids.ts'
import { everybody, isUndecided, personAt } from '../../visits/person.ts'
import type { Attending } from '../../visits/person.ts'
import type { VisitRow } from '../../visits/visits.ts'
import type { KioskState } from '../../devices/kiosks-port.ts'
import { isLate } from './clock-line.ts'
import type { QueueRow } from './queue-row.ts'
import { helpWords, stepWords } from './words.ts'

/** Somebody rang, and nobody has said that he comes: whether a page has heard it or not. */
export function isCalling({ help }: Pick<KioskState, 'help'>): boolean {
  return help === 'ringing' || help === 'heard' || help === 'unheard'
}

/** Who rings first, then who waits for the desk, then the others; each by who came first. */
export function queue(visits: readonly VisitRow[], kiosks: readonly KioskState[], now: Date): readonly QueueRow[] {
  const rows = visits.map((visit): QueueRow => {
    const kiosk = kiosks.find(({ device }) => device === visit.device) ?? null
    const rings = kiosk !== null && isCalling(kiosk)
    const waits = waitsForDesk(visit)
    return {
      callNumber: visit.record.callNumber,
      kiosk,
      visit,
      waitsForDesk: waits,
      rings,
      late: isLate(visit, kiosk, now),
      label: rings ? (kiosk.helpWhy === null ? 'Vraagt hulp' : helpWords[kiosk.helpWhy].label) : labelOf(visit, kiosk),
      since: (rings ? kiosk.helpSince : waits ? waitsSince(visit) : null) ?? visit.openedAt,
    }
  })
  const rank = (row: QueueRow) => (row.rings ? 0 : row.waitsForDesk ? 1 : 2)
  return rows.sort((one, other) => rank(one) - rank(other) || one.since.localeCompare(other.since))
}

export function waitsForDesk(row: VisitRow): boolean {
  const { record } = row
  if (record.state === 'ended') return true
  return personToCompare(row) !== null || record.deskPicks || needsPaper(row)
}

/** Number of the person whom the clerk has to compare with a document now; null: nobody waits for that. */
export function personToCompare(row: VisitRow): number | null {
  const person = everybody(row).findIndex(isUndecided)
  return person < 0 ? null : person
}

function waitsSince(row: VisitRow): Instant | null {
  const person = personToCompare(row)
  if (person !== null) return personAt(row, person)?.claimedAt ?? null
  return row.identifiedAt ?? row.claimedAt
}

/** Whether the clerk has to look at a paper for what this visitor came for. */
export function asksPaper({ claim }: Pick<VisitRow['record'], 'claim'>): boolean {
  return claim !== null && journeyOfClaim(claim).evidence.length > 0
}

/** Whether the one paper is the extract: it is asked with the identity. Other papers have a form of their own behind it. */
export function asksExtract({ claim }: Pick<VisitRow['record'], 'claim'>): boolean {
  if (claim === null || !asksPaper({ claim })) return false
  const { asked } = papersFor(journeyOfClaim(claim).relations)
  return asked.length === 1 && asked[0] === 'authorityExtract'
}

/**
 * The clerk has to look at a paper before it goes on: nothing was said yet, another child was rejected before, or what was
 * seen names somebody else, or perhaps.
 */
function needsPaper({ record, unsettled }: VisitRow): boolean {
  const { state, claim, evidence, evidenceMissing, documentDoubtful, papersOpen } = record
  if (claim === null || !asksPaper({ claim }) || documentDoubtful) return false
  const nothing = papersOpen || (evidence.length === 0 && !evidenceMissing)
  return state === 'bound' ? nothing || unsettled.length > 0 : state === 'identified' && nothing
}

function labelOf(row: VisitRow, kiosk: KioskState | null): string {
  const { record } = row
  const person = personToCompare(row)
  if (record.state === 'ended') return 'Help aan de balie'
  if (record.deskPicks) return 'Patiënt zoeken'
  if (everybody(row).some(({ declined, part }) => declined && part !== 'witness')) return 'Niet akkoord'
  if (needsPaper(row)) return asksExtract(record) ? 'Gezag controleren' : 'Papieren bekijken'
  if (person !== null) return compareLabel(personAt(row, person))
  const word = stepWords[stepOf(row, kiosk)]
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function compareLabel(known: Attending | null): string {
  if (known === null || known.part === null) return 'Controle'
  return known.part === 'witness' ? 'Controle getuige' : 'Controle 2e persoon'
}

function stepAfterBinding(journey: Journey): Step {
  if (stopsMandates(journey)) return 'stopList'
  return journey.stages.includes('dossier') ? 'dossier' : 'question'
}

/** Where the visitor is: what the kiosk reported, unless the record is further, or else what the record implies. */
export function stepOf(row: VisitRow, kiosk: KioskState | null): Step {
  const { record } = row
  const reported = kiosk !== null && kiosk.visit === record.visit ? kiosk.step : null
  // Somebody else than the visitor may stand there by now, with his own document.
  const handed = kiosk?.reached.includes('handOver') === true || kiosk?.reached.includes('witnessHere') === true
  const isVisitor = record.others.length === 0 && !handed
  const early = reported === 'document' || reported === 'desk'
  const behind = record.state !== 'opened' && early && isVisitor && !needsPaper(row)
  if (reported !== null && !behind) return reported
  switch (record.state) {
    case 'opened':
      return record.claim === null ? 'document' : 'desk'
    case 'identified':
      return record.deskPicks ? 'deskPicks' : 'findPatient'
    case 'bound':
      return stepAfterBinding(journeyOfClaim(record.claim))
    case 'ended':
      return 'done'
    default:
      return record.state satisfies never
  }
}
