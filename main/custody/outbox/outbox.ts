/**
 * The sealed outbox: envelopes that are signed and not yet received by the central. An envelope is here from the moment
 * that `append` resolves with `durable` until `remove` was given its verified receipt, whatever happens in between.
 */
import { join } from 'node:path'
import type { EnvelopeId, Sha256 } from '../../../domain/ids.ts'
import { errorCode } from '../../files/durable.ts'
import { refuseEnvelope } from './check-envelope.ts'
import type { Disk } from './disk.ts'
import { decodeRecord, encodeRecord } from './record.ts'
import { foldersOf, keepAside, recover, type Folders, type RecoveryAlarm, type Waiting } from './recover.ts'
import { hasRoom } from './room.ts'
import { Slots, type Slot } from './slots.ts'
import type { VerifiedReceipt } from './verified-receipt.ts'

/** `visitFull`, `notSealed`: said before the outbox is asked (visit-quota.ts, seal-desk.ts). */
export type NotKept = 'tooLarge' | 'unknownKey' | 'diskFull' | 'diskError' | 'duplicate' | 'visitFull' | 'notSealed'

export type Appended =
  | { readonly kind: 'durable'; readonly id: EnvelopeId; readonly sha256: Sha256 }
  | { readonly kind: 'refused'; readonly reason: NotKept }

/** What IT must hear; nothing of it is dropped. `notVoided`: a failed write may still be found after a power cut. */
export type OutboxAlarm = RecoveryAlarm | 'notVoided' | 'diskRefuses'

export class Outbox {
  readonly #disk: Disk
  readonly #folders: Folders
  readonly #slots: Slots
  readonly #waiting: Map<EnvelopeId, Waiting>
  readonly #alarm: (alarm: OutboxAlarm) => void
  /** Ids that were delivered since the start: an id is used once, so it is never taken again. */
  readonly #delivered = new Set<EnvelopeId>()
  /**
   * Ids of failed writes that may be found again after a power cut. Another envelope under such an id could then not be
   * told from the failed one, and a restart would send the older.
   */
  readonly #notVoided = new Set<EnvelopeId>()
  #turn: Promise<unknown> = Promise.resolve()
  #healthy = true
  /** Bytes that the disk had left when it was last asked; 0 when it did not say: then nobody may start to sign. */
  #free = 0

  private constructor(options: {
    disk: Disk
    folders: Folders
    slots: Slots
    waiting: readonly Waiting[]
    alarm: (alarm: OutboxAlarm) => void
  }) {
    this.#disk = options.disk
    this.#folders = options.folders
    this.#slots = options.slots
    this.#waiting = new Map(options.waiting.map((entry) => [entry.id, entry]))
    this.#alarm = options.alarm
  }

  /** Opens or makes the outbox and recovers what is in it. Rejects when the disk cannot be read or written. */
  static async open(options: {
    readonly folder: string
    readonly disk: Disk
    readonly alarm: (alarm: OutboxAlarm) => void
  }): Promise<Outbox> {
    const { disk, alarm } = options
    const folders = foldersOf(options.folder)
    for (const folder of [options.folder, folders.records, folders.torn, folders.quarantine]) {
      await disk.makeFolder(folder)
    }
    await disk.syncFolder(options.folder)
    const found = await recover({ disk, folders })
    for (const kind of found.alarms) alarm(kind)
    const slots = new Slots({ disk, folder: folders.records, next: found.next })
    const outbox = new Outbox({ disk, folders, slots, waiting: found.waiting, alarm })
    await outbox.prepare()
    return outbox
  }

  /** Whether the disk took the last thing that it was asked; false: nobody may be asked to sign. */
  get healthy(): boolean {
    return this.#healthy
  }

  /**
   * Whether a whole visit still fits. Asked before a visit starts and never during one: whoever has signed is not told
   * that it is full.
   */
  get hasRoom(): boolean {
    return hasRoom(this.waiting(), this.#free)
  }

  /** All that waits, oldest first. */
  waiting(): readonly Waiting[] {
    return [...this.#waiting.values()]
  }

  /** Tries to have a file ready for the next envelope; says whether the disk lets us. */
  async prepare(): Promise<boolean> {
    const ready = await this.#slots.prepare()
    if (!ready && this.#healthy) this.#alarm('diskRefuses')
    this.#healthy = ready
    this.#free = await this.#disk.free(this.#folders.records).catch(() => 0)
    return ready
  }

  /** Keeps an envelope. `durable` means: written, fsynced, its name on the disk. */
  append(options: {
    readonly id: EnvelopeId
    readonly jwe: string
    readonly intakeKids: ReadonlySet<string>
  }): Promise<Appended> {
    const reason = refuseEnvelope(options)
    if (reason !== null) return Promise.resolve({ kind: 'refused', reason })
    return this.#inTurn(() => this.#append(options))
  }

  async #append(options: { readonly id: EnvelopeId; readonly jwe: string }): Promise<Appended> {
    const { id } = options
    if (this.#waiting.has(id) || this.#delivered.has(id)) return { kind: 'refused', reason: 'duplicate' }
    if (this.#notVoided.has(id)) return { kind: 'refused', reason: 'diskError' }
    let slot: Slot | null = null
    try {
      const { bytes, sha256 } = encodeRecord(options)
      slot = await this.#slots.take()
      await slot.file.write(bytes)
      await slot.file.sync()
      this.#waiting.set(id, { id, sha256, size: options.jwe.length, file: slot.name })
      void slot.file.close().catch(() => undefined)
      void this.prepare()
      return { kind: 'durable', id, sha256 }
    } catch (error) {
      if (slot !== null) await this.#void(slot, id)
      await this.prepare()
      const full = ['ENOSPC', 'EDQUOT'].includes(errorCode(error) ?? '')
      return { kind: 'refused', reason: full ? 'diskFull' : 'diskError' }
    }
  }

  /**
   * A file that failed once is never written again: after a failed fsync Linux may forget the pages and call the next
   * fsync a success (https://wiki.postgresql.org/wiki/Fsync_Errors). It is removed, so that what was said
   * not to be signed does not come back after a power cut.
   */
  async #void(slot: Slot, id: EnvelopeId): Promise<void> {
    const path = join(this.#folders.records, slot.name)
    await attempt(() => slot.file.close())
    const removed = await attempt(() =>
      this.#disk.remove(path).then(() => this.#disk.syncFolder(this.#folders.records)),
    )
    if (removed) return
    this.#notVoided.add(id)
    this.#alarm('notVoided')
  }

  /** The envelope's bytes as they were acknowledged; null when the disk lost them: then the file is in quarantine. */
  read(id: EnvelopeId): Promise<string | null> {
    return this.#inTurn(async () => {
      const entry = this.#waiting.get(id)
      if (entry === undefined) return null
      const found = decodeRecord(await this.#disk.read(join(this.#folders.records, entry.file)))
      if (found.kind === 'record' && found.record.id === id && found.record.sha256 === entry.sha256) {
        return found.record.payload.toString('latin1')
      }
      await keepAside({ disk: this.#disk, from: this.#folders.records, to: this.#folders.quarantine, file: entry.file })
      this.#waiting.delete(id)
      this.#alarm('quarantined')
      return null
    })
  }

  /** Deletes an envelope of which the central gave a verified receipt over these bytes; false when it does not fit. */
  remove(receipt: VerifiedReceipt): Promise<boolean> {
    return this.#inTurn(async () => {
      const entry = this.#waiting.get(receipt.id)
      if (entry === undefined || entry.sha256 !== receipt.sha256) return false
      await this.#disk.remove(join(this.#folders.records, entry.file))
      this.#waiting.delete(receipt.id)
      this.#delivered.add(receipt.id)
      // A removal that a power cut undoes is delivered once more; the central answers the same id with the same receipt.
      await attempt(() => this.#disk.syncFolder(this.#folders.records))
      return true
    })
  }

  /** Waits for what is under way and gives the prepared file back. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#slots.close())
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => undefined)
    return mine
  }
}

async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
    return true
  } catch {
    return false
  }
}
