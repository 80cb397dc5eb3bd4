/**
 * Gives every stored form its long-term data, after the receipt and never instead of it. The form as it was sealed stays
 * in its DocumentReference, byte for byte, and is what hashes name; the extended file is a Binary of its own whose
 * `securityContext` names that DocumentReference, and each renewal is a new version of it. What fails is due again
 * later; a restart forgets nothing.
 */
import { webcrypto } from 'node:crypto'
import { portOver } from '../../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../../domain/verify/verify.ts'
import type { Now } from '../../clock/clock.ts'
import type { FhirStore } from '../../store/fhir/store.ts'
import type { TimeSource } from '../../time/ask.ts'
import { certificatesIn } from './certificates.ts'
import { extendPdf } from './extend.ts'
import type { LongTermQueue, LongTermRow } from './queue.ts'

export interface LongTermPorts {
  readonly queue: LongTermQueue
  readonly store: Pick<FhirStore, 'read'>
  readonly time: TimeSource
  /** DER of the authority of the seals, and of those that are believed about time. */
  readonly anchors: readonly Uint8Array[]
  readonly timeAnchors: readonly Uint8Array[]
  /** DER of the newest revocation lists. */
  readonly lists: () => Promise<readonly Uint8Array[]>
  readonly now: Now
  readonly onFault: (where: string, error: unknown) => void
}

/** Days before the end of the newest stamp's certificate at which a form gets a new one. */
export const renewDays = 180
const minute = 60_000
const day = 24 * 60 * minute
/** After a failure: a minute, doubled each time, at most six hours. */
const backoff = (failures: number): number => Math.min(minute * 2 ** failures, 360 * minute)
/**
 * After a form whose certificate ended before anybody vouched for a time: no stamp of today can prove that it is older.
 * Looked at once a month all the same, because it may be our own clock that is wrong.
 */
const tooLatePause = 30 * day

/** The extended file would not be believed. `message` is the verifier's id. */
class NotLasting extends Error {
  override readonly name = 'NotLasting'
  readonly isTooLate: boolean
  constructor(problem: string) {
    super(problem)
    this.isTooLate = problem === 'certificateExpired'
  }
}

export class LongTerm {
  readonly #ports: LongTermPorts
  #sweeping: Promise<void> | null = null
  #closed = false

  constructor(ports: LongTermPorts) {
    this.#ports = ports
  }

  /** Does what is due, soon and beside everything else. */
  wake(): void {
    setTimeout(() => void this.sweep(), 0)
  }

  /** Does all that is due, one form after the other; never rejects. Renewal is due like everything else. */
  sweep(): Promise<void> {
    if (this.#closed) return Promise.resolve()
    this.#sweeping ??= this.#sweep().finally(() => {
      this.#sweeping = null
    })
    return this.#sweeping
  }

  /** The newest file of a form: extended when it is, else as it was sealed; null when there is none. */
  async file(document: string): Promise<Uint8Array | null> {
    const { queue, store } = this.#ports
    const file = (await queue.find(document))?.file ?? null
    const extended = file === null ? null : await store.read(file)
    if (extended?.resourceType === 'Binary') return bytesOf(extended.data)
    return this.#sealed(document)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#sweeping
  }

  async #sweep(): Promise<void> {
    const { queue, now, onFault } = this.#ports
    try {
      // Asked again after each: a form may come in meanwhile, and nobody else looks for a minute.
      for (let row = await queue.due(now()); row !== null && !this.#closed; row = await queue.due(now()))
        await this.#tried(row)
    } catch (error) {
      onFault('long-term data', error)
    }
  }

  /** Throws only when not even the failure can be written down. */
  async #tried(row: LongTermRow): Promise<void> {
    const { queue, now, onFault } = this.#ports
    try {
      await this.#extend(row)
    } catch (error) {
      onFault('long-term data', error)
      const pause = error instanceof NotLasting && error.isTooLate ? tooLatePause : backoff(row.failures)
      await queue.failed(row, new Date(now().getTime() + pause))
    }
  }

  async #extend(row: LongTermRow): Promise<void> {
    const { queue, time, now } = this.#ports
    const before = await this.file(row.document)
    if (before === null) throw new Error('no form')
    let until = 0
    const stamp = async (imprint: Uint8Array): Promise<Uint8Array> => {
      const got = await time.stamp(imprint)
      until = got.stamp.until
      return got.token
    }
    const data = await this.#checked(before, stamp)
    // Never sooner than tomorrow: an authority whose certificate ends soon is not asked in a circle.
    const due = new Date(Math.max(until - renewDays * day, now().getTime() + day))
    // When somebody else was faster, what he kept holds as well as this.
    await queue.keep(row, { data, due })
  }

  /** What is kept for twenty years is read as a judge would read it, before it is kept. */
  async #checked(before: Uint8Array, stamp: (imprint: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
    const { anchors, timeAnchors, lists, now } = this.#ports
    const extended = await extendPdf({
      pdf: before,
      certificates: [...(await certificatesIn(before)), ...anchors, ...timeAnchors],
      lists: await lists(),
      stamp,
    })
    const same = Buffer.from(extended.subarray(0, before.length)).equals(before)
    const report = await verifyPdf(portOver(webcrypto.subtle), extended, { anchors, timeAnchors, at: now() })
    if (!same || report.seal?.provenAt == null) throw new NotLasting(report.problem?.id ?? 'time')
    return extended
  }

  async #sealed(document: string): Promise<Uint8Array | null> {
    const found = await this.#ports.store.read(document)
    if (found?.resourceType !== 'DocumentReference') return null
    return bytesOf(found.content[0]?.attachment.data)
  }
}

function bytesOf(base64: string | undefined): Uint8Array | null {
  return base64 === undefined ? null : new Uint8Array(Buffer.from(base64, 'base64'))
}
