/** Talking to the central as this device: CA of the keyset, a fresh token when needed, its time learned on the way. */
import type { DeviceId } from '../../../domain/ids.ts'
import type { Clock } from '../../clock/clock.ts'
import { openExchange, type Incoming, type OpenExchange } from '../../http/exchange.ts'
import { request, type HttpAnswer, type HttpRequest } from '../../http/request.ts'
import { Unreachable } from '../../http/unreachable.ts'
import type { Ask, Asks } from '../../http/ask.ts'
import { retryAfterOf } from '../../http/retry-after.ts'
import type { SigningKey } from '../../jose/keys.ts'
import { at, paths } from '../../http/paths.ts'
import { statedTime } from '../../trust/stated-time.ts'
import type { CentralTime } from '../../trust/time.ts'
import { readToken, tokenForm } from './token.ts'

/** Milliseconds that one exchange may take. */
const patience = 20_000

export interface CentralClientOptions {
  readonly central: string
  readonly device: DeviceId
  /** D-auth of this moment. */
  readonly key: () => SigningKey
  /** PEM of the CA of the keyset of this moment. */
  readonly ca: () => string
  readonly time: CentralTime
  readonly clock: Clock
  readonly open?: OpenExchange | undefined
  /** The central gave no token for this key: it may have ended, or another one counts. */
  readonly onRefused?: () => void
}

/** Milliseconds of uncertainty beyond which the time is asked for before an assertion is signed with it. */
const tooVague = 5_000
/** Milliseconds that a central can make us wait for a token: it must never close a kiosk for longer. */
const longestPause = 30_000

export class CentralClient implements Asks {
  readonly #options: CentralClientOptions
  #token: { readonly value: string; readonly until: number } | null = null
  /** Monotonic milliseconds before which the central wants to hear of no token. */
  #notBefore = 0
  #asking: Promise<string | null> | null = null

  constructor(options: CentralClientOptions) {
    this.#options = options
  }

  /**
   * One exchange with a device token; after a 401 once more with a new one. Null when the central could not be reached
   * or gave no token.
   */
  async ask(ask: Ask): Promise<HttpAnswer | null> {
    const first = await this.#once(ask)
    if (first?.status !== 401) return first
    this.#token = null
    return this.#once(ask)
  }

  /** One exchange without a token, for what proves itself. Null when the central could not be reached. */
  askPlainly(ask: Ask): Promise<HttpAnswer | null> {
    return this.#exchange(ask)
  }

  /** Asks the central for its time and nothing else: any answer states it. False: it could not be reached. */
  async askTime(): Promise<boolean> {
    return (await this.#exchange({ method: 'GET', path: paths.root, fresh: true })) !== null
  }

  /** The next exchange asks for a new token. */
  forgetToken(): void {
    this.#token = null
    this.#notBefore = 0
  }

  /** Opens the event stream; null when it did not open. The caller reads and destroys it. */
  async openEvents(signal: AbortSignal): Promise<Incoming | null> {
    const token = await this.#bearer()
    if (token === null) return null
    const { central, ca, open = openExchange } = this.#options
    try {
      const answer = await open({
        method: 'GET',
        url: at(central, paths.events),
        trust: { ca: ca() },
        headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
        timeout: patience,
        signal,
      })
      if (answer.statusCode === 200) return answer
      answer.destroy()
      if (answer.statusCode === 401) this.#token = null
      return null
    } catch {
      return null
    }
  }

  async #once(ask: Ask): Promise<HttpAnswer | null> {
    const token = await this.#bearer()
    if (token === null) return null
    return this.#exchange({ ...ask, authorization: `Bearer ${token}` })
  }

  #bearer(): Promise<string | null> {
    const now = this.#options.clock.monotonic()
    if (this.#token !== null && now < this.#token.until) return Promise.resolve(this.#token.value)
    if (now < this.#notBefore) return Promise.resolve(null)
    this.#asking ??= this.#newToken().finally(() => {
      this.#asking = null
    })
    return this.#asking
  }

  async #newToken(): Promise<string | null> {
    const { time, key, device, central, clock, onRefused } = this.#options
    // Without the central's time an assertion would carry the wall clock's: any answer teaches it.
    if ((time.now()?.uncertainty ?? Infinity) > tooVague) await this.askTime()
    const now = time.now()
    if (now === null) return null
    const body = await tokenForm({ key: key(), device, audience: at(central, paths.token).href, now: now.at })
    const answer = await this.#exchange({
      method: 'POST',
      path: paths.token,
      body,
      type: 'application/x-www-form-urlencoded',
    })
    // RFC 6585 section 4: whoever needs the token sees a central that is away, and comes again later.
    if (answer?.status === 429)
      this.#notBefore =
        clock.monotonic() + Math.min(longestPause, (retryAfterOf(answer.headers['retry-after']) ?? 1) * 1000)
    // The answer stated the time: when ours was wrong that is known by now, and the next try is signed with the right one.
    if (answer?.status === 401 && time.now() !== null) onRefused?.()
    const token = answer?.status === 200 ? readToken(answer.body) : null
    if (token === null) return null
    // Renewed at four fifths of its life.
    this.#token = { value: token.access_token, until: clock.monotonic() + token.expires_in * 800 }
    return token.access_token
  }

  async #exchange(ask: Ask & { readonly authorization?: string }): Promise<HttpAnswer | null> {
    const { central, ca, time, clock, open } = this.#options
    const sent = clock.monotonic()
    try {
      const asked: HttpRequest = {
        method: ask.method,
        url: at(central, ask.path),
        trust: { ca: ca() },
        headers: {
          ...(ask.authorization === undefined ? {} : { authorization: ask.authorization }),
          ...(ask.type === undefined ? {} : { 'content-type': ask.type }),
        },
        ...(ask.body === undefined ? {} : { body: ask.body }),
        ...(ask.fresh === undefined ? {} : { fresh: ask.fresh }),
        timeout: patience,
        limit: ask.limit ?? 65_536,
      }
      const answer = await request(asked, open)
      const statement = statedTime(answer.headers, { sent, received: clock.monotonic() })
      if (statement !== null) time.learn(statement)
      return answer
    } catch (error) {
      if (error instanceof Unreachable) return null
      throw error
    }
  }
}
