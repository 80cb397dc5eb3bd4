/** What must outlive a visit: the journal's lines, the seal around what was signed, and envelopes on the disk. */
import type { EndKind, WipeFacts } from '../../domain/contract/device/journal.ts'
import type { EnvelopeId, VisitId } from '../../domain/ids.ts'
import type { Clock } from '../clock/clock.ts'
import type { OpenExchange } from '../http/exchange.ts'
import type { SigningKey } from '../jose/keys.ts'
import type { Log } from '../log/log.ts'
import { intakeKidsOfBoth, timeCaOfBoth } from '../trust/both-keysets.ts'
import type { CentralTime } from '../trust/time.ts'
import type { HeldKeyset } from '../trust/trusted.ts'
import type { Journal } from './journal/journal.ts'
import type { Appended, Outbox } from './outbox/outbox.ts'
import { askForTime, type TimeAuthority } from './seal/ask-for-time.ts'
import { sealWith } from './seal/seal-with.ts'

export interface CustodyOptions {
  readonly journal: Journal
  readonly outbox: Outbox
  readonly time: CentralTime
  readonly clock: Clock
  readonly log: Log
  readonly open?: OpenExchange | undefined
  readonly keyset: () => HeldKeyset
  /** D-seal of this moment and its chain as PEM. */
  readonly seal: () => { readonly key: SigningKey; readonly chain: string }
  /** Where the policy of this moment has time stamps asked for. */
  readonly timeStampAddress: () => string | undefined
  /** An envelope is on the disk: the courier may go. */
  readonly onEnvelope: () => void
  /** The journal works, or does not any more. */
  readonly onChange: () => void
}

export class Custody {
  readonly #options: CustodyOptions
  #journalWorks = true

  constructor(options: CustodyOptions) {
    this.#options = options
  }

  /** Whether a visit that begins now could be written down, and its form kept. */
  get works(): boolean {
    const { outbox } = this.#options
    return outbox.healthy && outbox.hasRoom && this.#journalWorks
  }

  /** The visit is in the journal, on the disk. Rejects when it is not: then it must not start. */
  begin(visit: VisitId): Promise<void> {
    return this.#journalled(() => this.#options.journal.begin(visit))
  }

  /** The wipe receipt. */
  wiped(options: { readonly visit: VisitId; readonly end: EndKind; readonly facts: WipeFacts }): Promise<void> {
    return this.#journalled(() => this.#options.journal.wiped(options))
  }

  /** The seal around a digest, with time where an authority is named that the asking session believes too. */
  seal(options: { readonly digest: Uint8Array; readonly keyset: HeldKeyset | null }): Promise<Uint8Array> {
    const { time, clock, log, open, seal } = this.#options
    const timeStamp = askForTime({
      authority: () => this.#timeAuthority(options.keyset),
      now: () => time.now()?.at ?? null,
      monotonic: () => clock.monotonic(),
      log,
      open,
    })
    // Time without a name for it seals nothing: the stamp and the signature would say different hours.
    if (time.now() === null) return Promise.reject(new Error('no time'))
    return sealWith({ ...seal(), timeStamp })(options.digest)
  }

  /** Makes an envelope durable and sends the courier. `keyset`: the one that its session was armed with. */
  async append(options: {
    readonly id: EnvelopeId
    readonly jwe: string
    readonly keyset: HeldKeyset | null
  }): Promise<Appended> {
    const { outbox, keyset, onEnvelope } = this.#options
    const { id, jwe } = options
    const intakeKids = intakeKidsOfBoth({ now: keyset(), then: options.keyset })
    const appended = await outbox.append({ id, jwe, intakeKids })
    // The courier starts after the answer was given: nothing may stand between the disk and the screen.
    setTimeout(onEnvelope, 0)
    return appended
  }

  async close(): Promise<void> {
    await this.#options.journal.close()
  }

  #timeAuthority(then: HeldKeyset | null): TimeAuthority | null {
    const { keyset, timeStampAddress } = this.#options
    const now = keyset()
    const timeCa = timeCaOfBoth({ now, then })
    const address = timeStampAddress()
    return address === undefined || timeCa === '' ? null : { address, tlsCa: now.keyset.tlsCa, timeCa }
  }

  async #journalled(work: () => Promise<void>): Promise<void> {
    try {
      await work()
      this.#journalWorks = true
    } catch (error) {
      this.#journalWorks = false
      throw error
    } finally {
      this.#options.onChange()
    }
  }
}
