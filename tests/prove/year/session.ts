/** A session without screens: it verifies what it was armed with, proves itself at the gateway, and has main seal. */
import { Agent } from 'node:https'
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import type { MainToSession } from '../../../domain/contract/control/session.ts'
import { slewing } from '../../../domain/contract/device/lifetimes.ts'
import { Keyset } from '../../../domain/contract/device/keyset.ts'
import type { CompactJws, VisitId } from '../../../domain/ids.ts'
import { anchoredClock, type Clock } from '../../../session/arm/clock.ts'
import { verifyTrust } from '../../../session/arm/trust.ts'
import { makeVisitKey, type VisitKey } from '../../../session/arm/visit-key.ts'
import { CallFailed, Gateway } from '../../../session/central/gateway.ts'
import { MainCustody } from '../../../session/custody.ts'
import type { MemoryHost, MemoryPair } from '../../main/support/memory-host.ts'
import type { Line } from './line.ts'
import type { SimulatedTime } from './time.ts'

type Begin = Extract<MainToSession, { type: 'begin' }>
type Arm = Extract<MainToSession, { type: 'arm' }>

interface Spare {
  readonly arm: Arm
  readonly key: VisitKey
}

export interface LiveVisit {
  readonly pair: MemoryPair
  readonly visit: VisitId
  readonly key: VisitKey
  readonly certificate: CompactJws
  readonly clock: Clock
  readonly keyset: Keyset
  readonly custody: MainCustody
  readonly gateway: Gateway
  /** Main has not ended it. */
  alive(): boolean
}

/** Answers `arm` as a session does; what it verified is kept for the visit. */
export class Sessions {
  readonly #time: SimulatedTime
  readonly #monotonic: () => number
  readonly #line: Line
  readonly #spares = new Map<MemoryPair, Spare>()
  /** Why sessions believed nothing, in order. */
  readonly refusals: string[] = []

  constructor(options: {
    readonly host: MemoryHost
    readonly time: SimulatedTime
    readonly monotonic: () => number
    readonly line: Line
  }) {
    this.#time = options.time
    this.#monotonic = options.monotonic
    this.#line = options.line
    options.host.answerArm = (pair) => void this.#time.during(this.#arm(pair))
  }

  async #arm(pair: MemoryPair): Promise<void> {
    const arm = pair.toSession.find((message) => message.type === 'arm')
    if (arm === undefined) return
    const trusted = await verifyTrust(arm, anchoredClock(arm.time, this.#monotonic).now())
    if (typeof trusted === 'string') {
      this.refusals.push(trusted)
      return pair.session({ type: 'armRefused', reason: trusted })
    }
    const key = await makeVisitKey()
    this.#spares.set(pair, { arm, key })
    pair.session({ type: 'ready', key: key.public })
  }

  /** A touch on the first screen; null when the kiosk is closed. */
  async begin(host: MemoryHost): Promise<LiveVisit | null> {
    const pair = host.front
    const spare = this.#spares.get(pair)
    if (spare === undefined || pair.destroyed) return null
    pair.renderer({ type: 'activate' })
    await this.#time.settle()
    const begin = pair.toSession.find((message): message is Begin => message.type === 'begin')
    return begin === undefined || pair.destroyed ? null : this.#live(pair, spare, begin)
  }

  #live(pair: MemoryPair, { arm, key }: Spare, begin: Begin): LiveVisit {
    const clock = anchoredClock(begin.time, this.#monotonic)
    const alive = (): boolean => !pair.destroyed
    const custody = new MainCustody({
      send: (message) => (alive() ? pair.session(message) : undefined),
      onMessage: () => undefined,
    })
    const replies = pair.toSession
    let read = replies.length
    const listen = (): void => {
      for (; read < replies.length; read += 1) {
        const message = replies[read]
        if (message?.type === 'sealed' || message?.type === 'sealRefused') custody.onReply(message)
        if (message?.type === 'durable' || message?.type === 'notDurable') custody.onReply(message)
      }
      if (alive()) this.#time.after(50, listen)
    }
    this.#time.after(50, listen)
    const gateway = new Gateway({
      agent: new Agent(),
      central: arm.central,
      key,
      clock,
      certificate: begin.certificate,
      wrongTime: () => (alive() ? pair.session({ type: 'endVisit', reason: 'time' }) : undefined),
      send: this.#line.send,
    })
    const keyset = v.parse(Keyset, decodeJwt(arm.keyset))
    const { visit, certificate } = begin
    return { pair, visit, key, certificate, clock, keyset, custody, gateway, alive }
  }
}

/** The visit's record, read with a proof; or why not. */
export async function readRecord(time: SimulatedTime, visit: LiveVisit): Promise<string | null> {
  let result: string | null | undefined
  void visit.gateway.record().then(
    () => (result = null),
    (error: unknown) => (result = error instanceof CallFailed ? error.problem : String(error)),
  )
  for (let turn = 0; turn < 200 && result === undefined; turn += 1) await time.run(50)
  return result === undefined ? 'no answer' : result
}

/** How far the visit's clock is beyond what it says of itself, against the central's; milliseconds. */
export function wrongBy(visit: LiveVisit, central: number): number {
  return Math.abs(visit.clock.milliseconds() - central) - visit.clock.uncertainty() - slewing
}
