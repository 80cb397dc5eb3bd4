/** The visits that this central knows: the only writer of their state, and who wants to know of changes. */
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { dayAt } from '../../domain/days/amsterdam.ts'
import type { BuildStatement } from '../../domain/contract/device/visit-certificate.ts'
import { visitCertificateLifetime } from '../../domain/contract/device/visit-certificate.ts'
import type { Evidence, IdentityClaim } from '../../domain/contract/gateway/visit-record.ts'
import { Instant } from '../../domain/ids.ts'
import type { CalendarDay, CallNumber, DeviceId, Sha256, VisitId } from '../../domain/ids.ts'
import { nextCallNumber } from './call-number.ts'
import { apply } from './transition.ts'
import { mostLookUps } from './visit-row.ts'
import type { EndReason, StaffMember, VisitChange, VisitEvent, VisitRow } from './visit-row.ts'
import { visitTable } from './visit-table.ts'
import type { VisitTable } from './visit-table.ts'

export type {
  DeclineReason,
  EndReason,
  StaffMember,
  VisitChange,
  VisitEvent,
  VisitRefusal,
  VisitRow,
} from './visit-row.ts'

export type VisitListener = (row: VisitRow) => void

export interface NewVisit {
  readonly visit: VisitId
  readonly device: DeviceId
  readonly keyThumbprint: Sha256
  readonly build: BuildStatement
}

/** Milliseconds that a number stays on the desk page whose visit was ended because of the patient's record: two hours. */
const helpedFor = 2 * 60 * 60 * 1000

/** Whether the record of the patient closed the visit, in whatever words. */
export function isClosed(because: EndReason | null): because is 'blocked' | 'suspended' | 'deceased' {
  return because === 'blocked' || because === 'suspended' || because === 'deceased'
}

/**
 * Milliseconds that an ended visit is kept: 90 days, in which an envelope that waits on its kiosk still finds it. What was checked stays in the record as a VerificationResult; the claim does not.
 */
const keptFor = 90 * 24 * 60 * 60 * 1000

export class Visits {
  readonly #table: VisitTable
  readonly #now: () => Date
  readonly #listeners = new Set<VisitListener>()

  constructor({ database, now }: { readonly database: DatabaseSync; readonly now: () => Date }) {
    this.#table = visitTable(database)
    this.#now = now
  }

  /** The hospital's day, for what a record says with a period. */
  today(): CalendarDay {
    return dayAt(this.#now().getTime())
  }

  /** Also finds ended visits: an envelope may arrive long after its visit. */
  find(visit: VisitId): VisitRow | null {
    return this.#table.find(visit)
  }

  /** Not ended, oldest first. */
  open(): readonly VisitRow[] {
    return this.#table.open()
  }

  /**
   * First use of a visit certificate. Other visits of that device end: a kiosk serves one person at a time.
   * Null when all call numbers are in use.
   */
  begin({ visit, device, keyThumbprint, build }: NewVisit): VisitRow | null {
    if (this.#table.find(visit) !== null) throw new Error('visit was opened before')
    this.#table.forget(v.parse(Instant, new Date(this.#now().getTime() - keptFor).toISOString()))
    this.endAllOf(device)
    const inUse = new Set(this.#table.open().map((row) => row.record.callNumber))
    const callNumber = nextCallNumber({ last: this.#table.lastCallNumber(), inUse })
    if (callNumber === null) return null
    const at = this.#instant()
    const row: VisitRow = {
      record: {
        visit,
        state: 'opened',
        callNumber,
        assurance: 'claimed',
        claim: null,
        declined: false,
        evidence: [],
        evidenceMissing: false,
        patient: null,
        lookUpsLeft: mostLookUps,
        deskPicks: false,
        endedBecause: null,
      },
      device,
      keyThumbprint,
      build,
      openedAt: at,
      claimedAt: null,
      identifiedAt: null,
      identifiedBy: null,
      boundAt: null,
      endedAt: null,
      wrongEndings: 0,
      declinedBecause: null,
      candidates: [],
      enteredBy: null,
      noEntry: false,
      evidenceFor: null,
      rejected: [],
      completedAt: null,
      handledAt: null,
    }
    this.#save({ row, kind: 'opened', at, staff: null })
    return row
  }

  /** What the machine-readable zone said, or `by` of the desk typed from the document; a second claim before identification replaces the first. */
  claim(visit: VisitId, claim: IdentityClaim, by: StaffMember | null = null): VisitChange {
    return this.#apply(visit, { kind: 'claimed', claim, by })
  }

  /** The clerk retyped other characters than the document has; the third time declines. */
  wrongEnding(visit: VisitId, by: StaffMember): VisitChange {
    return this.#apply(visit, { kind: 'wrongEnding', by })
  }

  decline(visit: VisitId, because: 'notThisPerson' | 'doubt', by: StaffMember): VisitChange {
    return this.#apply(visit, { kind: 'declined', because, by })
  }

  /** Only with the right last four characters of the document in the clerk's hand. */
  identify(visit: VisitId, ending: string, by: StaffMember): VisitChange {
    return this.#apply(visit, { kind: 'identified', ending, by })
  }

  recordEvidence(visit: VisitId, evidence: Evidence, by: StaffMember): VisitChange {
    return this.#apply(visit, { kind: 'evidenceRecorded', evidence, by })
  }

  /** `noEntry`: there is a paper, and it says nothing of authority. */
  evidenceMissing(visit: VisitId, by: StaffMember, noEntry = false): VisitChange {
    return this.#apply(visit, { kind: 'evidenceMissing', noEntry, by })
  }

  /** The visitor says that the bound patient is not the one he came for. */
  reject(visit: VisitId): VisitChange {
    return this.#apply(visit, { kind: 'rejected' })
  }

  /** The end screen stands on that kiosk; of another kiosk's visit, and a second time, nothing is heard. */
  complete(device: DeviceId, visit: VisitId): void {
    const row = this.#table.find(visit)
    if (row?.device === device && row.completedAt === null) this.#apply(visit, { kind: 'completed' })
  }

  /**
   * Ended because of the patient's record within {@link helpedFor} and not helped yet: the visitor stands there, reads a
   * neutral sentence, and somebody has to know what to do.
   */
  toHelp(): readonly VisitRow[] {
    const since = v.parse(Instant, new Date(this.#now().getTime() - helpedFor).toISOString())
    return this.#table
      .ended(since)
      .filter(({ record, handledAt }) => handledAt === null && isClosed(record.endedBecause))
  }

  /** The desk has helped that visitor: the number goes. */
  handled(visit: VisitId, by: StaffMember): boolean {
    const row = this.#table.find(visit)
    if (row?.record.state !== 'ended' || row.handledAt !== null) return false
    const at = this.#instant()
    this.#save({ row: { ...row, handledAt: at }, kind: 'handled', at, staff: by.id })
    return true
  }

  /** The newest visit that had this number, ended ones included. */
  lastWith(callNumber: CallNumber): VisitRow | null {
    return this.#table.lastWith(callNumber)
  }

  /** Uses up one try; refused when none is left. */
  lookUp(visit: VisitId): VisitChange {
    return this.#apply(visit, { kind: 'lookedUp' })
  }

  /** Several found or one in doubt, or none at the last try, hand the choice to the desk. `candidates`: `Patient/<id>`. */
  lookUpFailed(visit: VisitId, found: 'noneFound' | 'severalFound', candidates: readonly string[] = []): VisitChange {
    return this.#apply(visit, found === 'noneFound' ? { kind: found } : { kind: found, candidates })
  }

  /** `patient` as `Patient/<id>`; `by` is the clerk when the desk picked. */
  bind(visit: VisitId, patient: string, by: StaffMember | null): VisitChange {
    return this.#apply(visit, { kind: 'bound', patient, by })
  }

  /** A clerk opened this number and saw the claim: once per clerk and claim in the log, no change of the visit. */
  viewed(visit: VisitId, by: StaffMember): void {
    const row = this.#table.find(visit)
    if (row !== null) this.#table.logOnce({ row, kind: 'viewed', at: this.#instant(), staff: by.id })
  }

  end(visit: VisitId, because: EndReason, by: StaffMember | null = null): VisitChange {
    return this.#apply(visit, { kind: 'ended', because, by })
  }

  /** A kiosk has left a visit. One that names another kiosk's visit ends nothing: null. */
  endOf(device: DeviceId, visit: VisitId): VisitChange | null {
    return this.#table.find(visit)?.device === device ? this.end(visit, 'device') : null
  }

  /** Whatever is open on this kiosk: it begins another, or is none of ours any more. */
  endAllOf(device: DeviceId): void {
    for (const row of this.#table.open()) if (row.device === device) this.end(row.record.visit, 'device')
  }

  /** Ends what is older than a visit certificate lives (4 hours); to be called now and then. */
  endExpired(): void {
    const oldest = this.#now().getTime() - visitCertificateLifetime * 1000
    for (const row of this.#table.open()) if (Date.parse(row.openedAt) < oldest) this.end(row.record.visit, 'expired')
  }

  /** Called after every change, with the row as it then is. Returns how to stop listening. */
  onChange(listener: VisitListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  #apply(visit: VisitId, event: VisitEvent): VisitChange {
    const row = this.#table.find(visit)
    if (row === null) return { ok: false, refusal: 'unknownVisit' }
    const at = this.#instant()
    const changed = apply(row, event, at)
    if (changed.ok) {
      const by = 'by' in event ? event.by : null
      this.#save({ row: changed.row, kind: event.kind, at, staff: by?.id ?? null })
    }
    return changed
  }

  #save(change: Parameters<VisitTable['save']>[0]): void {
    this.#table.save(change)
    for (const listener of [...this.#listeners]) listener(change.row)
  }

  #instant(): Instant {
    return v.parse(Instant, this.#now().toISOString())
  }
}
