/** A host in memory: pairs that a test plays by hand. What main says to both sides is kept. */
import * as v from 'valibot'
import type { MainToRenderer, RendererToMain } from '../../../domain/contract/control/renderer.ts'
import type { MainToSession, SessionToMain } from '../../../domain/contract/control/session.ts'
import { Milliseconds, PublicJwk } from '../../../domain/ids.ts'
import type { HostKind } from '../../../domain/contract/control/host-kind.ts'
import type { WipeFacts } from '../../../domain/contract/device/journal.ts'
import type { Death, Host, Pair, PowerEvent } from '../../../main/host/host.ts'

export class MemoryPair implements Pair {
  readonly id: string
  readonly rendererReady = Promise.resolve()
  readonly toSession: MainToSession[] = []
  readonly toRenderer: MainToRenderer[] = []
  connected = 0
  shown = 0
  destroyed = false
  facts: Partial<WipeFacts> = {}
  #session: ((message: SessionToMain) => void)[] = []
  #renderer: ((message: RendererToMain) => void)[] = []
  #death: ((death: Death) => void)[] = []
  readonly #onArm: (pair: MemoryPair) => void
  readonly #order: string[]

  constructor(options: { id: string; onArm: (pair: MemoryPair) => void; order: string[] }) {
    this.id = options.id
    this.#onArm = options.onArm
    this.#order = options.order
  }
  sendToSession(message: MainToSession): void {
    if (this.destroyed) throw new Error('sent to a dead session')
    this.toSession.push(message)
    if (message.type === 'arm') this.#onArm(this)
  }
  sendToRenderer(message: MainToRenderer): void {
    this.toRenderer.push(message)
  }
  onSession(listener: (message: SessionToMain) => void): void {
    this.#session.push(listener)
  }
  onRenderer(listener: (message: RendererToMain) => void): void {
    this.#renderer.push(listener)
  }
  onDeath(listener: (death: Death) => void): void {
    this.#death.push(listener)
  }
  connect(): void {
    this.connected += 1
  }
  show(): Promise<void> {
    this.shown += 1
    this.#order.push(`show ${this.id}`)
    return Promise.resolve()
  }
  pids() {
    return [{ role: 'session', pid: 1 } as const]
  }
  destroy(): Promise<WipeFacts> {
    this.destroyed = true
    this.#order.push(`destroy ${this.id}`)
    return Promise.resolve({
      pids: [{ role: 'session', pid: 1, exit: 'SIGKILL' }],
      cleared: ['partition'],
      verified: true,
      browserOurs: true,
      milliseconds: v.parse(Milliseconds, 3),
      ...this.facts,
    })
  }
  session(message: SessionToMain): void {
    for (const listener of this.#session) listener(message)
  }
  renderer(message: RendererToMain): void {
    for (const listener of this.#renderer) listener(message)
  }
  die(death: Death): void {
    for (const listener of this.#death) listener(death)
  }
}

export class MemoryHost implements Host {
  readonly kind: HostKind
  readonly runtime = 'Memory 1'
  readonly product: boolean
  readonly pairs: MemoryPair[] = []
  readonly order: string[] = []
  closed = false
  /** What a session answers to `arm`. */
  answerArm: (pair: MemoryPair) => void = (pair) => queueMicrotask(() => pair.session({ type: 'ready', key: visitKey }))
  #power: ((event: PowerEvent) => void)[] = []

  constructor(kind: HostKind = 'rehearsal', product = false) {
    this.kind = kind
    this.product = product
  }
  openPair(): Promise<Pair> {
    const onArm = (pair: MemoryPair) => this.answerArm(pair)
    const pair = new MemoryPair({ id: `pair-${this.pairs.length + 1}`, onArm, order: this.order })
    this.pairs.push(pair)
    return Promise.resolve(pair)
  }
  onPower(listener: (event: PowerEvent) => void): void {
    this.#power.push(listener)
  }
  power(event: PowerEvent): void {
    for (const listener of this.#power) listener(event)
  }
  close(): Promise<void> {
    this.closed = true
    return Promise.resolve()
  }
  /** The pair that was shown last. */
  get front(): MemoryPair {
    const shown = [...this.order].reverse().find((line) => line.startsWith('show '))
    const pair = this.pairs.find(({ id }) => `show ${id}` === shown)
    if (pair === undefined) throw new Error('nothing was shown')
    return pair
  }
}

/** A public key in the form of V. */
export const visitKey = v.parse(PublicJwk, {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
})
