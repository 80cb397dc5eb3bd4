/** The visits that this central knows: the only writer of their state, and who wants to know of changes. */
import { dayAt } from '../../domain/days/amsterdam.ts'
import { visitCertificateLifetime } from '../../domain/contract/device/visit-certificate.ts'
import type { Evidence, EvidenceKind, EvidenceOf } from '../../domain/contract/gateway/evidence.ts'
import type { IdentityClaim, PersonPart } from '../../domain/contract/gateway/visit-record.ts'
import type { CalendarDay, CallNumber, DeviceId, Instant, VisitId } from '../../domain/ids.ts'
import { instantOf } from '../clock/clock.ts'
import type { NewVisit } from './opening.ts'
import type {
  DeclineReason,
  EndReason,
  PersonOfRecord,
  StaffMember,
  VisitChange,
  VisitEvent,
  VisitGuard,
  VisitRow,
} from './visit-row.ts'
import type { Begun, VisitStore } from './visit-store.ts'

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

/** What the clerk says of a paper. */
export type PaperEvent = Extract<VisitEvent, { kind: 'evidenceRecorded' | 'evidenceMissing' }>

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
  readonly #store: VisitStore
  readonly #now: () => Date
  readonly #listeners = new Set<VisitListener>()

  constructor({ store, now }: { readonly store: VisitStore; readonly now: () => Date }) {
    this.#store = store
    this.#now = now
  }

  /** The hospital's day, for what a record says with a period. */
  today(): CalendarDay {
    return dayAt(this.#now().getTime())
  }

  /** Also finds ended visits: an envelope may arrive long after its visit. */
  find(visit: VisitId): Promise<VisitRow | null> {
    return this.#store.find(visit)
  }

  /** Not ended, oldest first. */
  open(): Promise<readonly VisitRow[]> {
    return this.#store.open()
  }

  /** First use of a visit certificate. Other visits of that device end: a kiosk serves one person at a time. */
  async begin(visit: NewVisit): Promise<Begun> {
    const begun = await this.#store.begin(visit, { at: this.#instant(), forget: this.#instant(-keptFor) })
    if (begun.kind === 'known') return begun
    begun.ended.forEach((row) => this.#tell(row))
    if (begun.kind === 'begun') this.#tell(begun.row)
    return begun
  }

  /**
   * What the machine-readable zone said, or `by` of the desk typed from the document; a second claim before identification
   * replaces the first. `as`: not the visitor's, but that of somebody else who takes this part.
   */
  claim(
    visit: VisitId,
    claim: IdentityClaim,
    { as = null, by = null }: { readonly as?: PersonPart | null; readonly by?: StaffMember | null } = {},
  ): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'claimed', claim, as, by })
  }

  /** The clerk retyped other characters than the document has; the third time declines. `guard`: whom he looked at. */
  wrongEnding(visit: VisitId, by: StaffMember, guard: VisitGuard = {}): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'wrongEnding', person: guard.person ?? 0, by }, guard)
  }

  /** Also of somebody who was identified: then nothing goes on. */
  decline(
    visit: VisitId,
    because: Exclude<DeclineReason, 'wrongEnding'>,
    by: StaffMember,
    guard: VisitGuard = {},
  ): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'declined', person: guard.person ?? 0, because, by }, guard)
  }

  /**
   * Only with the right last four characters of the document in the clerk's hand. `paper`: what is recorded of authority
   * with it, or nothing is. `guard`: whom he looked at.
   */
  identify(
    visit: VisitId,
    ending: string,
    by: StaffMember,
    { paper = [], guard = {} }: { readonly paper?: readonly PaperEvent[]; readonly guard?: VisitGuard } = {},
  ): Promise<VisitChange> {
    return this.#all(visit, [...paper, { kind: 'identified', person: guard.person ?? 0, ending, by }], guard)
  }

  /** `person`: the patient that is bound, whom `guard` names; the paper is held to him. */
  recordEvidence(
    visit: VisitId,
    evidence: Evidence,
    by: StaffMember,
    { person = null, guard = {} }: { readonly person?: PersonOfRecord | null; readonly guard?: VisitGuard } = {},
  ): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'evidenceRecorded', evidence, person, by }, guard)
  }

  /** `paper`: which one there is not; null: none at all. `noEntry`: there is one, and it says nothing of authority. */
  evidenceMissing(
    visit: VisitId,
    by: StaffMember,
    {
      paper = null,
      noEntry = false,
      guard = {},
    }: { readonly paper?: EvidenceKind | null; readonly noEntry?: boolean; readonly guard?: VisitGuard } = {},
  ): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'evidenceMissing', paper, noEntry, by }, guard)
  }

  /** The clerk says whether a paper in doubt is this patient's. */
  nameEvidence(
    visit: VisitId,
    paper: EvidenceKind,
    by: StaffMember,
    { is, guard = {} }: { readonly is: boolean; readonly guard?: VisitGuard },
  ): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'evidenceNamed', paper, is, by }, guard)
  }

  /** All papers have been recorded: it goes on. */
  papersReady(visit: VisitId, by: StaffMember, guard: VisitGuard = {}): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'papersReady', by }, guard)
  }

  /** A paper that may not be real freezes the request, until the clerk takes it back. */
  doubtPaper(visit: VisitId, by: StaffMember, doubtful = true): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'paperDoubted', doubtful, by })
  }

  /** The visitor says that the bound patient is not the one he came for. */
  reject(visit: VisitId): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'rejected' })
  }

  /** The end screen stands on that kiosk; of another kiosk's visit, and a second time, nothing is heard. */
  async complete(device: DeviceId, visit: VisitId): Promise<void> {
    await this.#happen(visit, { kind: 'completed' }, { device, completedAt: null })
  }

  /**
   * Ended because of the patient's record within {@link helpedFor} and not helped yet: the visitor stands there, reads a
   * neutral sentence, and somebody has to know what to do.
   */
  async toHelp(): Promise<readonly VisitRow[]> {
    const ended = await this.#store.ended(this.#instant(-helpedFor))
    return ended.filter(({ record, handledAt }) => handledAt === null && isClosed(record.endedBecause))
  }

  /** The desk has helped that visitor: the number goes. */
  async handled(visit: VisitId, by: StaffMember): Promise<boolean> {
    const row = await this.#store.handled(visit, by, this.#instant())
    if (row !== null) this.#tell(row)
    return row !== null
  }

  /** The newest visit that had this number, ended ones included. */
  lastWith(callNumber: CallNumber): Promise<VisitRow | null> {
    return this.#store.lastWith(callNumber)
  }

  /** Uses up one try; refused when none is left. */
  lookUp(visit: VisitId): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'lookedUp' })
  }

  /** Several found or one in doubt, or none at the last try, hand the choice to the desk. `candidates`: `Patient/<id>`. */
  lookUpFailed(
    visit: VisitId,
    found: 'noneFound' | 'severalFound',
    candidates: readonly string[] = [],
  ): Promise<VisitChange> {
    return this.#happen(visit, found === 'noneFound' ? { kind: found } : { kind: found, candidates })
  }

  /**
   * `patient` as `Patient/<id>`; `by` is the clerk when the desk picked. `person`: the same patient as the record has him,
   * to hold the papers to; without it the clerk is asked about each. `finding`: what a physician found, by the record.
   */
  bind(
    visit: VisitId,
    patient: string,
    by: StaffMember | null,
    person: PersonOfRecord | null = null,
    finding: EvidenceOf<'finding'> | null = null,
  ): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'bound', patient, person, finding, by })
  }

  /** A clerk opened this number and saw the claim: once per clerk and claim in the log, no change of the visit. */
  viewed(visit: VisitId, by: StaffMember): Promise<void> {
    return this.#store.viewed(visit, by, this.#instant())
  }

  end(visit: VisitId, because: EndReason, by: StaffMember | null = null): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'ended', because, by })
  }

  /** A kiosk has left a visit. One that names another kiosk's visit ends nothing. */
  endOf(device: DeviceId, visit: VisitId): Promise<VisitChange> {
    return this.#happen(visit, { kind: 'ended', because: 'device', by: null }, { device })
  }

  /** Whatever is open on this kiosk: it is none of ours any more. */
  async endAllOf(device: DeviceId): Promise<void> {
    for (const row of await this.open()) if (row.device === device) await this.endOf(device, row.record.visit)
  }

  /** Ends what is older than a visit certificate lives (4 hours); to be called now and then. */
  async endExpired(): Promise<void> {
    const oldest = this.#now().getTime() - visitCertificateLifetime * 1000
    for (const { record, openedAt } of await this.open())
      if (Date.parse(openedAt) < oldest) await this.end(record.visit, 'expired')
  }

  /** Called after every change, with the row as it then is. Returns how to stop listening. */
  onChange(listener: VisitListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  #happen(visit: VisitId, event: VisitEvent, guard: VisitGuard = {}): Promise<VisitChange> {
    return this.#all(visit, [event], guard)
  }

  async #all(visit: VisitId, events: readonly VisitEvent[], guard: VisitGuard): Promise<VisitChange> {
    const changed = await this.#store.happen(visit, { events, guard, at: this.#instant() })
    if (changed.ok) this.#tell(changed.row)
    return changed
  }

  #tell(row: VisitRow): void {
    for (const listener of [...this.#listeners]) listener(row)
  }

  /** This moment, or one so many milliseconds away from it. */
  #instant(away = 0): Instant {
    return instantOf(new Date(this.#now().getTime() + away))
  }
}
