/** One question to the central, as the parts of main ask it that know nothing of tokens and connections. */
import type { HttpAnswer } from './request.ts'

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: string
  readonly type?: string
  /** Most bytes of the answer; the default is 64 KiB. */
  readonly limit?: number
  /** Over a connection of its own: a kept one may have died while the machine slept. */
  readonly fresh?: true
}

export interface Asks {
  /** Null when the central could not be reached or gave no token. */
  ask(ask: Ask): Promise<HttpAnswer | null>
}
