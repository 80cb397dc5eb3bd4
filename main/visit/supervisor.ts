/** Runs the effects of the machine (machine.ts) over the host, the outbox and the journal, and tells it what came of them. */
import type { RendererToMain } from '../../domain/contract/control/renderer.ts'
import type { SessionToMain } from '../../domain/contract/control/session.ts'
import type { Step } from '../../domain/contract/control/step.ts'
import type { DevicePolicy } from '../../domain/contract/device/device-policy.ts'
import type { EndKind } from '../../domain/contract/device/journal.ts'
import type { EnvelopeId, VisitId } from '../../domain/ids.ts'
import type { Clock } from '../clock/clock.ts'
import type { Host } from '../host/host.ts'
import { VisitQuota } from '../custody/outbox/visit-quota.ts'
import { SealDesk } from '../custody/seal/seal-desk.ts'
import { destroy } from './destroy.ts'
import { Envelopes } from './envelopes.ts'
import type { Effect, Happening } from './events.ts'
import { heardFromRenderer, heardFromSession, newVisit } from './heard.ts'
import type { Held } from './held.ts'
import { advance } from './machine.ts'
import { openInTime, patience } from './open-in-time.ts'
import type { SupervisorPorts } from './ports.ts'
import { initial, type PairId, type Supervised } from './state.ts'

export interface LastWipe {
  readonly end: EndKind
  readonly verified: boolean
  readonly milliseconds: number
}

export class Supervisor {
  readonly #host: Host
  readonly #clock: Clock
  readonly #ports: SupervisorPorts
  readonly #held = new Map<PairId, Held>()
  readonly #envelopes: Envelopes
  readonly #begins = new Map<VisitId, Promise<boolean>>()
  readonly #events: Happening[] = []
  #state: Supervised
  #running = false
  #lastWipe: LastWipe | null = null
  #painted: Step | null = null
  #closed: (() => void) | null = null
  #cancelTick: () => void = () => undefined

  constructor(options: {
    readonly host: Host
    readonly policy: DevicePolicy
    readonly clock: Clock
    readonly ports: SupervisorPorts
  }) {
    this.#host = options.host
    this.#clock = options.clock
    this.#ports = options.ports
    this.#envelopes = new Envelopes((envelope) => options.ports.append(envelope))
    this.#state = initial({ host: options.host.kind, policy: options.policy })
    this.#host.onPower((event) => this.tell({ type: 'power', event }))
  }

  get state(): Supervised {
    return this.#state
  }

  get lastWipe(): LastWipe | null {
    return this.#lastWipe
  }

  /** The step of the last screen that two frames were painted of. */
  get painted(): Step | null {
    return this.#painted
  }

  /** Opens the first pairs and starts the clock. */
  start(): void {
    this.#tick()
    this.tell({ type: 'start' })
  }

  /** The desk starts a visit at this kiosk. */
  armFromDesk(): void {
    this.tell({ type: 'activate', pair: null, visit: newVisit() })
  }

  /** Ends a visit, wipes every pair; resolves when all of it is done. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#closed = () => {
        this.#cancelTick()
        resolve()
      }
      this.tell({ type: 'close' })
    })
  }

  /** One event; its effects are started before this returns, unless an effect is being started now. */
  tell(event: Happening): void {
    this.#events.push(event)
    if (this.#running) return
    this.#running = true
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
        const { state, effects } = advance(this.#state, next, this.#clock.monotonic())
        const changed = state !== this.#state
        this.#state = state
        for (const effect of effects) this.#do(effect)
        if (changed || effects.length > 0) this.#ports.changed(state)
      }
    } finally {
      this.#running = false
    }
  }

  #tick(): void {
    this.#cancelTick = this.#clock.after(250, () => {
      this.tell({ type: 'tick' })
      this.#tick()
    })
  }

  #do(effect: Effect): void {
    const { log, report } = this.#ports
    switch (effect.do) {
      case 'open':
        return void this.#open()
      case 'openLater':
        this.#clock.after(effect.milliseconds, () => this.tell({ type: 'openDue' }))
        return
      case 'waitAtMost':
        this.#clock.after(effect.milliseconds, () => this.tell({ type: 'waitedEnough' }))
        return
      case 'arm':
        return this.#arm(effect.pair)
      case 'show':
        return void this.#show(effect.pair)
      case 'machine':
        return this.#held.get(effect.pair)?.pair.sendToRenderer(this.#ports.machine())
      case 'screen':
        return this.#held.get(effect.pair)?.pair.sendToRenderer(effect.message)
      case 'session':
        return this.#held.get(effect.pair)?.pair.sendToSession(effect.message)
      case 'connect':
        return this.#held.get(effect.pair)?.pair.connect()
      case 'begin':
        return void this.#begin(effect)
      case 'seal':
        return void this.#seal(effect)
      case 'append':
        return void this.#append(effect.envelope)
      case 'forget':
        return this.#envelopes.forget(effect.envelope)
      case 'wipe':
        return void this.#wipe(effect)
      case 'dropTime':
        return this.#ports.dropTime()
      case 'report':
        return report(effect.report)
      case 'log':
        return log(effect.event, effect.fields)
      case 'closed':
        return this.#closed?.()
      default:
        effect satisfies never
    }
  }

  async #open(): Promise<void> {
    const pair = await openInTime({ host: this.#host, clock: this.#clock })
    if (pair === null) {
      this.#ports.log('pairFailed', { code: 'open' })
      return this.tell({ type: 'openFailed' })
    }
    const { id } = pair
    const seal = new SealDesk({ seal: (digest) => this.#ports.seal({ digest, keyset: held.keyset }) })
    const held: Held = { pair, seal, quota: new VisitQuota(), key: null, keyset: null, policy: null, content: null }
    this.#held.set(id, held)
    pair.onDeath((death) => {
      this.#ports.log('pairDied', { code: `${death.who}-${death.how}` })
      this.tell({ type: 'died', pair: id, who: death.who })
    })
    pair.onSession((message) => this.#fromSession(id, message))
    pair.onRenderer((message) => this.#fromRenderer(id, message))
    this.tell({ type: 'opened', pair: id })
    void pair.rendererReady.then(
      () => this.tell({ type: 'hello', pair: id }),
      () => this.tell({ type: 'died', pair: id, who: 'renderer' }),
    )
  }

  async #show(id: PairId): Promise<void> {
    try {
      await this.#held.get(id)?.pair.show()
    } catch {
      this.#ports.log('pairFailed', { code: 'show' })
      this.tell({ type: 'died', pair: id, who: 'renderer' })
    }
  }

  #arm(id: PairId): void {
    const armed = this.#ports.arm()
    if (armed === null) return this.tell({ type: 'armRefused', pair: id, reason: 'expired' })
    const held = this.#held.get(id)
    if (held !== undefined) {
      held.policy = armed.policy
      held.keyset = armed.keyset
      held.content = armed.content
    }
    held?.pair.sendToSession(armed.arm)
    // A session that never answers would leave a screen that does nothing when it is touched.
    this.#clock.after(patience, () => {
      if (held === undefined || held.key !== null || this.#held.get(id) !== held) return
      this.#ports.log('pairFailed', { code: 'arm-late' })
      this.tell({ type: 'died', pair: id, who: 'session' })
    })
  }

  async #begin(effect: Extract<Effect, { do: 'begin' }>): Promise<void> {
    const { key = null, policy = null, content = null } = this.#held.get(effect.pair) ?? {}
    const { visit } = effect
    const work =
      key === null || content === null
        ? Promise.reject(new Error('not armed'))
        : this.#ports.begin({ visit, key, policy, content })
    this.#begins.set(
      effect.visit,
      work.then(
        () => true,
        () => false,
      ),
    )
    try {
      const message = await work
      this.tell({ type: 'began', visit: effect.visit, message })
    } catch {
      this.#ports.log('alarm', { code: 'begin-failed', visit: effect.visit })
      this.tell({ type: 'beginFailed', visit: effect.visit })
    }
  }

  async #seal(effect: Extract<Effect, { do: 'seal' }>): Promise<void> {
    const held = this.#held.get(effect.pair)
    if (held === undefined) return
    const { envelope } = effect
    const answer = await held.seal.ask(effect)
    if (answer.kind === 'sealed') {
      this.#ports.log('sealed', { envelope })
      held.pair.sendToSession({ type: 'sealed', envelope, cms: answer.cms })
    } else {
      this.#ports.log('sealRefused', { envelope, code: answer.reason })
      held.pair.sendToSession({ type: 'sealRefused', envelope, reason: answer.reason })
    }
  }

  async #append(envelope: EnvelopeId): Promise<void> {
    const appended = await this.#envelopes.store(envelope, (pair) => this.#held.get(pair))
    if (appended.kind === 'durable') {
      this.#ports.log('durable', { envelope })
      this.tell({ type: 'durable', envelope, sha256: appended.sha256 })
    } else {
      this.#ports.log('notDurable', { envelope, code: appended.reason })
      this.tell({ type: 'notDurable', envelope, reason: appended.reason })
    }
  }

  async #wipe(effect: Extract<Effect, { do: 'wipe' }>): Promise<void> {
    const { pair: id, of } = effect
    const facts = await destroy(this.#held.get(id)?.pair)
    this.#held.delete(id)
    let proven = true
    if (of !== null) {
      const { visit, end } = of
      const { verified, milliseconds } = facts
      proven = verified || !facts.browserOurs
      const begun = (await this.#begins.get(visit)) === true
      this.#begins.delete(visit)
      if (begun) {
        await this.#ports
          .wiped({ visit, end, facts })
          .catch(() => this.#ports.log('alarm', { code: 'journal-failed', visit }))
      }
      this.#lastWipe = { end, verified, milliseconds }
      this.#ports.log('wiped', { visit, code: end, verified, milliseconds })
    }
    this.tell({ type: 'wiped', pair: id, proven })
  }

  #fromSession(id: PairId, message: SessionToMain): void {
    if (message.type === 'ready') {
      const held = this.#held.get(id)
      if (held === undefined || held.key !== null) return
      held.key = message.key
      if (held.policy !== null) this.#ports.sawPolicy(held.policy)
    }
    if (message.type === 'store') this.#envelopes.keep(id, message, this.#held.get(id))
    // No visitor walks so far: each step is a line in the log and a report to the desk.
    const step = message.type === 'step' ? this.#held.get(id)?.quota.step() : 'taken'
    if (step === 'ignored') return
    if (step === 'tooMany') {
      this.#ports.log('alarm', { code: 'too-many-steps' })
      return this.tell({ type: 'endVisit', pair: id, reason: 'protocol' })
    }
    if (message.type === 'armRefused') this.#ports.log('pairFailed', { code: `arm-${message.reason}` })
    this.tell(heardFromSession(id, message))
  }

  #fromRenderer(id: PairId, message: RendererToMain): void {
    if (message.type === 'painted') {
      this.#painted = message.step
      this.#ports.log('painted', { step: message.step, milliseconds: Math.round(this.#clock.monotonic()) })
      this.#ports.changed(this.#state)
    }
    if (message.type === 'broken') this.#ports.log('pairDied', { code: 'renderer-broken' })
    const event = heardFromRenderer(id, message)
    if (event !== null) this.tell(event)
  }
}
