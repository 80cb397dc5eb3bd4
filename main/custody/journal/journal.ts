/**
 * The wipe journal (docs/protocol.md, Wipe journal): each visit has a `begin` line, on the disk before the visit starts,
 * and a `wiped` line that says what died and what was verified. Lines are JWS by D-log and name the one before.
 */
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import { EndKind, JournalEntry } from '../../../domain/contract/device/journal.ts'
import type { JournalHead } from '../../../domain/contract/device/journal-head.ts'
import { Instant, Milliseconds, type Sha256, type VisitId } from '../../../domain/ids.ts'
import type { HostKind } from '../../../domain/contract/control/host-kind.ts'
import type { WipeFacts } from '../../../domain/contract/device/journal.ts'
import { sha256, signJws, type SigningKey } from '../../jose/keys.ts'
import { holds } from './countersigned.ts'
import { JournalFile } from './journal-file.ts'

export interface JournalOptions {
  readonly path: string
  /** D-log of this moment: keys are renewed while the journal is open. */
  readonly key: () => SigningKey
  readonly host: HostKind
  /** Boot id of the machine. */
  readonly boot: string
  /** Milliseconds since 1970 for a human reader: the central's time, else the machine's. */
  readonly now: () => number
  /** The head that the central countersigned last; null or left out: none is known. */
  readonly known?: JournalHead | null
}

type Written =
  | Pick<Extract<JournalEntry, { kind: 'begin' }>, 'kind' | 'visit'>
  | (Pick<Extract<JournalEntry, { kind: 'wiped' }>, 'kind' | 'visit' | 'end'> & WipeFacts)

/** Lines are missing that the central has countersigned: somebody cut the file, or another one lies in its place. */
export class JournalCut extends Error {}

export class Journal {
  readonly #options: JournalOptions
  readonly #file: JournalFile
  #seq: number
  #head: Sha256 | null
  #open: VisitId | null
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(options: JournalOptions & { file: JournalFile; last: JournalEntry | null }) {
    this.#options = options
    this.#file = options.file
    this.#seq = options.last?.seq ?? 0
    this.#head = options.file.last === null ? null : sha256(options.file.last)
    this.#open = options.last?.kind === 'begin' ? options.last.visit : null
  }

  /**
   * Opens the journal; a `begin` without its end is closed as `ended-by-restart`: whatever ran then is dead, because the
   * kiosk started anew. Rejects when the last line is not one of ours: a journal is never continued over damage.
   */
  static async open(options: JournalOptions): Promise<Journal> {
    const file = await JournalFile.open(options.path)
    const last = file.last === null ? null : v.parse(JournalEntry, decodeJwt(file.last))
    const journal = new Journal({ ...options, file, last })
    if (!holds(journal.head, options.known ?? null)) {
      await file.close()
      throw new JournalCut()
    }
    if (journal.#open !== null) {
      await journal.wiped({
        visit: journal.#open,
        end: 'ended-by-restart',
        facts: {
          pids: [],
          cleared: [],
          verified: false,
          browserOurs: options.host !== 'served',
          milliseconds: v.parse(Milliseconds, 0),
        },
      })
    }
    return journal
  }

  /** Number and hash of the last line, for the heartbeat; null in a new journal. */
  get head(): { readonly seq: number; readonly head: Sha256 } | null {
    return this.#head === null ? null : { seq: this.#seq, head: this.#head }
  }

  /** A visit starts: resolves when the line is on the disk. Rejects when a visit is open or the disk refuses. */
  begin(visit: VisitId): Promise<void> {
    return this.#append({ kind: 'begin', visit })
  }

  /** The wipe receipt of the open visit. */
  wiped(options: { readonly visit: VisitId; readonly end: EndKind; readonly facts: WipeFacts }): Promise<void> {
    const { pids, cleared, verified, browserOurs, milliseconds } = options.facts
    const { visit, end } = options
    return this.#append({ kind: 'wiped', visit, end, pids, cleared, verified, browserOurs, milliseconds })
  }

  async close(): Promise<void> {
    await this.#turn
    await this.#file.close()
  }

  #append(written: Written): Promise<void> {
    const mine = this.#turn.then(() => this.#write(written))
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  async #write(written: Written): Promise<void> {
    const expected = written.kind === 'begin' ? null : written.visit
    if (this.#open !== expected) throw new Error('journal: begin and wiped must alternate')
    const entry = v.parse(JournalEntry, {
      ...written,
      seq: this.#seq + 1,
      previous: this.#head,
      at: v.parse(Instant, new Date(Math.round(this.#options.now())).toISOString()),
      boot: this.#options.boot,
      host: this.#options.host,
    })
    const line = await signJws({ key: this.#options.key(), typ: 'balie-journal+jwt', claims: entry })
    await this.#file.append(line)
    this.#seq = entry.seq
    this.#head = sha256(line)
    this.#open = written.kind === 'begin' ? written.visit : null
  }
}
