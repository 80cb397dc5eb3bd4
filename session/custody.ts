/** What main does for a visit, as promises: each request has one answer, and an answer nobody asked for is dropped. */
import type { MainToSession } from '../domain/contract/control/session.ts'
import type { EnvelopeId } from '../domain/ids.ts'
import type { ControlPort } from './ports/ports.ts'
import type { Custody } from './signing/input.ts'

type Reply = Extract<MainToSession, { type: 'sealed' | 'sealRefused' | 'durable' | 'notDurable' }>

export class MainCustody implements Custody {
  readonly #control: ControlPort
  readonly #seals = new Map<EnvelopeId, (cms: Uint8Array | null) => void>()
  readonly #stores = new Map<EnvelopeId, (durable: boolean) => void>()

  constructor(control: ControlPort) {
    this.#control = control
  }

  seal(request: Parameters<Custody['seal']>[0]): Promise<Uint8Array | null> {
    return new Promise((resolve) => {
      this.#seals.set(request.envelope, resolve)
      this.#control.send({ type: 'seal', ...request })
    })
  }

  store(request: Parameters<Custody['store']>[0]): Promise<boolean> {
    return new Promise((resolve) => {
      this.#stores.set(request.envelope, resolve)
      this.#control.send({ type: 'store', ...request })
    })
  }

  onReply(reply: Reply): void {
    switch (reply.type) {
      case 'sealed':
        return settle(this.#seals, reply.envelope, new Uint8Array(Buffer.from(reply.cms, 'base64')))
      case 'sealRefused':
        return settle(this.#seals, reply.envelope, null)
      case 'durable':
        return settle(this.#stores, reply.envelope, true)
      case 'notDurable':
        return settle(this.#stores, reply.envelope, false)
      default:
        return reply satisfies never
    }
  }
}

function settle<T>(waiting: Map<EnvelopeId, (value: T) => void>, envelope: EnvelopeId, value: T): void {
  const resolve = waiting.get(envelope)
  waiting.delete(envelope)
  resolve?.(value)
}
