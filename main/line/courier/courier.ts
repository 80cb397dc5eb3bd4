/** Carries envelopes to the central, one in flight, until each has a receipt that verifies. Never drops one. */
import type { EnvelopeId, PublicJwk } from '../../../domain/ids.ts'
import type { Clock } from '../../clock/clock.ts'
import type { Log } from '../../log/log.ts'
import type { Outbox } from '../../custody/outbox/outbox.ts'
import type { Waiting } from '../../custody/outbox/recover.ts'
import { verifyReceipt } from '../../custody/outbox/verified-receipt.ts'
import { courierBackoff, refusedBackoff, wait, type Backoff } from '../client/backoff.ts'
import { judge, type IntakeReply } from './judge.ts'

export interface Delivery {
  readonly envelope: EnvelopeId
  readonly state: 'stored' | 'quarantined' | 'waiting'
}

export interface CourierOptions {
  readonly outbox: Outbox
  /** One PUT with a fresh device token; null when nobody answered. */
  readonly put: (options: { readonly id: EnvelopeId; readonly jwe: string }) => Promise<IntakeReply | null>
  /** The keyset's receipt keys of this moment. */
  readonly receiptKeys: () => readonly PublicJwk[]
  readonly onDelivery: (delivery: Delivery) => void
  readonly clock: Clock
  readonly random: () => number
  readonly log: Log
  readonly away?: Backoff
  readonly refused?: Backoff
}

/** Failures of the central over one envelope, one after the other, until the others pass it by. */
const mostFaults = 3

interface Trial {
  readonly tries: number
  readonly notBefore: number
  /** The central has no room to keep it apart. */
  readonly full?: boolean
}

export class Courier {
  readonly #options: CourierOptions
  readonly #trials = new Map<EnvelopeId, Trial>()
  /** How often in a row the central itself failed over an envelope. */
  readonly #faults = new Map<EnvelopeId, number>()
  #away: Trial = { tries: 0, notBefore: 0 }
  #running: Promise<void> | null = null
  #cancel: (() => void) | null = null
  #closed = false

  constructor(options: CourierOptions) {
    this.#options = options
  }

  /** Something may be deliverable: a new envelope. Waits that are running stay. */
  wake(): void {
    if (this.#closed) return
    this.#cancel?.()
    this.#cancel = null
    this.#running ??= this.#run().finally(() => {
      this.#running = null
      this.#sleep()
    })
  }

  /** The central was just reached in another way: the wait for it is over. */
  reachable(): void {
    this.#away = { tries: 0, notBefore: 0 }
    this.wake()
  }

  /** Envelopes that the central refused without a receipt. */
  get marked(): number {
    return this.#trials.size
  }

  /** The central keeps too much of this kiosk apart: what waits here stays, and nobody may sign until somebody looked. */
  get quarantineFull(): boolean {
    return [...this.#trials.values()].some(({ full }) => full === true)
  }

  /** No new exchange after this; resolves when the last one is over. */
  async close(): Promise<void> {
    this.#closed = true
    this.#cancel?.()
    await this.#running
  }

  async #run(): Promise<void> {
    for (;;) {
      const entry = this.#due()
      if (entry === null) return
      await this.#deliver(entry).catch(() => this.#refused(entry, 'disk'))
      this.#forgetGone()
    }
  }

  #due(): Waiting | null {
    const now = this.#options.clock.monotonic()
    if (this.#closed || now < this.#away.notBefore) return null
    const due = (entry: Waiting) => now >= (this.#trials.get(entry.id)?.notBefore ?? 0)
    return this.#options.outbox.waiting().find(due) ?? null
  }

  #sleep(): void {
    const { outbox, clock } = this.#options
    if (this.#closed || this.#running !== null) return
    const times = outbox.waiting().map((entry) => this.#trials.get(entry.id)?.notBefore ?? 0)
    if (times.length === 0) return
    const next = Math.max(Math.min(...times), this.#away.notBefore)
    this.#cancel?.()
    this.#cancel = clock.after(Math.max(1, next - clock.monotonic()), () => this.wake())
  }

  async #deliver(entry: Waiting): Promise<void> {
    const { outbox, put, receiptKeys, onDelivery, log } = this.#options
    const jwe = await outbox.read(entry.id)
    if (jwe === null) {
      return
    }
    const reply = await put({ id: entry.id, jwe })
    const receipt = reply === null ? null : await verifyReceipt({ answer: reply.body, ...entry, keys: receiptKeys() })
    const verdict = judge({ reply, receipt })
    switch (verdict.kind) {
      case 'received':
        await outbox.remove(verdict.receipt)
        this.#away = { tries: 0, notBefore: 0 }
        log('delivery', { envelope: entry.id, code: verdict.receipt.result })
        onDelivery({ envelope: entry.id, state: verdict.receipt.result })
        return
      case 'away':
        if (this.#isStuck(entry, reply)) this.#refused(entry, 'central', reply?.status)
        else this.#waitForCentral(verdict.retryAfter)
        log('delivery', { envelope: entry.id, code: 'away', ...(reply === null ? {} : { status: reply.status }) })
        onDelivery({ envelope: entry.id, state: 'waiting' })
        return
      case 'refused':
        this.#refused(entry, verdict.code, reply?.status)
        onDelivery({ envelope: entry.id, state: 'waiting' })
        return
      default:
        verdict satisfies never
    }
  }

  /**
   * A central that fails over the same envelope again and again may never have done with it: then this one steps aside and
   * the next is tried at once, whatever is the matter. Whoever cannot be reached or asks for patience says nothing of it.
   */
  #isStuck(entry: Waiting, reply: IntakeReply | null): boolean {
    if (reply === null || reply.status < 500) return false
    const faults = (this.#faults.get(entry.id) ?? 0) + 1
    this.#faults.set(entry.id, faults)
    return faults % mostFaults === 0
  }

  /** What was delivered or lost since is no trouble any more. */
  #forgetGone(): void {
    const waiting = new Set(this.#options.outbox.waiting().map(({ id }) => id))
    for (const map of [this.#trials, this.#faults]) for (const id of map.keys()) if (!waiting.has(id)) map.delete(id)
  }

  #waitForCentral(retryAfter: number | null): void {
    const { clock, random, away = courierBackoff } = this.#options
    const tries = this.#away.tries + 1
    const jittered = wait({ backoff: away, tries, random: random() })
    this.#away = { tries, notBefore: clock.monotonic() + Math.max(jittered, (retryAfter ?? 0) * 1000) }
  }

  #refused(entry: Waiting, code: 'garbage' | 'status' | 'disk' | 'central' | 'full', status?: number): void {
    const { clock, random, log, refused = refusedBackoff, away = courierBackoff } = this.#options
    const tries = (this.#trials.get(entry.id)?.tries ?? 0) + 1
    const backoff = code === 'status' ? refused : away
    const notBefore = clock.monotonic() + wait({ backoff, tries, random: random() })
    this.#trials.set(entry.id, { tries, notBefore, full: code === 'full' })
    log('alarm', {
      envelope: entry.id,
      code: `courier-${code}`,
      count: tries,
      ...(status === undefined ? {} : { status }),
    })
  }
}
