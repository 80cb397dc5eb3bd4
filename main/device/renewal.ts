/** When this kiosk asks for new keys, and with which of those it has. Nothing here decides whether a visit may start. */
import type { Clock } from '../clock/clock.ts'
import type { HttpAnswer } from '../http/request.ts'
import type { Log } from '../log/log.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { SigningKey } from '../jose/keys.ts'
import type { Trusted } from '../trust/trusted.ts'
import { readDeviceKeys } from './device-keys.ts'
import type { InUse } from './keys-in-use.ts'
import { renewKeys, type Renewed } from './renew.ts'
import { renewalDue } from './sealable.ts'

/** Milliseconds between two tries: each makes three keys, and the central counts them. */
const tryEvery = 12_000

export interface RenewalOptions {
  readonly trusted: Trusted
  readonly secrets: SecretStore
  readonly central: string
  readonly clock: Clock
  readonly log: Log
  readonly now: () => { readonly at: number; readonly uncertainty: number } | null
  readonly inUse: () => InUse
  /** Somebody is between the begin and the end of a visit: keys change between visits, whoever asks. */
  readonly busy: () => boolean
  readonly post: (body: string) => Promise<HttpAnswer | null>
  readonly onKeys: (next: InUse) => void
  readonly onChange: () => void
}

export class Renewal {
  readonly #options: RenewalOptions
  #running: Promise<void> = Promise.resolve()
  #notBefore = 0
  #refused = false
  #waits = false

  constructor(options: RenewalOptions) {
    this.#options = options
  }

  /** The keys ended so long ago that a person must say yes; it is asked again by itself. */
  get waitsForApproval(): boolean {
    return this.#waits
  }

  /** The central gave no token for the D-auth in use. */
  refused(): void {
    this.#refused = true
    void this.look()
  }

  /** Asks for new keys when it is time, or when the old ones are not taken; at most every few seconds, and never in a visit. */
  look(): Promise<void> {
    this.#running = this.#running.then(() => this.#look())
    return this.#running
  }

  async close(): Promise<void> {
    await this.#running
  }

  async #look(): Promise<void> {
    const { trusted, clock, now, inUse, busy } = this.#options
    const known = now()
    if (known === null || busy() || clock.monotonic() < this.#notBefore) return
    const { sealChain, keys } = inUse()
    const means = { sealChain, key: keys.seal.public, sealCa: trusted.keyset.keyset.sealCa }
    if (!this.#refused && !renewalDue(means, known.at)) return
    this.#notBefore = clock.monotonic() + tryEvery
    const renewed = await this.#try(known.at).catch((): Renewed => ({ kind: 'not', why: 'keychain' }))
    this.#heard(renewed)
  }

  async #try(now: number): Promise<Renewed> {
    const first = await this.#ask(now, this.#options.inUse().keys.auth)
    if (first.kind === 'renewed' || first.why !== 'refused') return first
    // A central that was brought back to yesterday knows the keys before these.
    const { trusted, secrets } = this.#options
    const { previous } = trusted.device
    const before = previous === null ? null : await readDeviceKeys(secrets, previous)
    return before === null ? first : this.#ask(now, before.auth)
  }

  #ask(now: number, by: SigningKey): Promise<Renewed> {
    const { trusted, inUse, secrets, central, post } = this.#options
    return renewKeys({ trusted, keys: inUse().keys, by, secrets, central, now, post })
  }

  #heard(renewed: Renewed): void {
    const { log, onKeys, onChange } = this.#options
    this.#refused = false
    const waits = renewed.kind === 'not' && renewed.why === 'approvalNeeded'
    const changed = waits !== this.#waits
    this.#waits = waits
    if (renewed.kind === 'renewed') {
      log('keys', { code: 'renewed' })
      onKeys(renewed.next)
    } else log(renewed.why === 'unreachable' ? 'keys' : 'alarm', { code: `keys-${renewed.why}` })
    if (changed) onChange()
  }
}
