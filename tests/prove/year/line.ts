/**
 * The line between kiosk and central without sockets: the central's own routes answer, and the certificate that its
 * listener would show is held against the kiosk's CA and its machine's wall clock, as TLS does.
 */
import { X509Certificate } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import type { Central } from '../../../central/compose.ts'
import { findRoute } from '../../../central/http/match.ts'
import { timeHeader } from '../../../domain/contract/device/channel.ts'
import type { Incoming, OpenExchange } from '../../../main/http/exchange.ts'
import { Unreachable } from '../../../main/http/unreachable.ts'
import { Unreachable as NoAnswer, type Answer, type Call } from '../../../session/central/http.ts'
import type { SimulatedTime } from './time.ts'

export type LineState =
  | 'up'
  /** Every try fails at once, open streams break. */
  | 'refused'
  /** Nothing comes through and nobody hears why; open streams only fall silent. */
  | 'silent'

export class Line {
  readonly #time: SimulatedTime
  readonly #central: () => Central | null
  /** The central's clock, and the wall clock of the kiosk's machine; milliseconds since 1970. */
  readonly #clocks: { readonly central: () => number; readonly wall: () => number }
  readonly #streams = new Set<Incoming>()
  #state: LineState = 'up'
  /** Paths that do not come through although the line is up. */
  readonly blocked = new Set<string>()

  constructor(options: {
    readonly time: SimulatedTime
    readonly central: () => Central | null
    readonly clocks: { readonly central: () => number; readonly wall: () => number }
  }) {
    this.#time = options.time
    this.#central = options.central
    this.#clocks = options.clocks
  }

  get state(): LineState {
    return this.#state
  }

  set(state: LineState): void {
    this.#state = state
    if (state === 'refused') this.breakStreams()
  }

  breakStreams(): void {
    for (const stream of [...this.#streams]) stream.destroy()
  }

  readonly open: OpenExchange = (options) => {
    const central = this.#central()
    const path = options.url.pathname
    if (this.#state === 'silent' || this.blocked.has(path)) return this.#hang(options.timeout)
    if (this.#state === 'refused' || central === null) return Promise.reject(new Unreachable('connection'))
    if (options.trust.ca !== 'none' && !this.#trusted(central, options.trust.ca))
      return Promise.reject(new Unreachable('connection'))
    return this.#time.during(this.#exchange(central, options))
  }

  /** The same for a session. */
  readonly send = async (_agent: unknown, call: Call): Promise<Answer> => {
    const central = this.#central()
    if (this.#state !== 'up' || central === null) throw new NoAnswer('no line')
    const { url, method, headers } = call
    const body = call.body ?? undefined
    const response = await this.#time.during(
      this.#answer(central, { url, method, headers, ...(body === undefined ? {} : { body }) }),
    )
    return {
      status: response.status,
      headers: this.#headers(response),
      body: new Uint8Array(await response.arrayBuffer()),
    }
  }

  #hang(timeout: number): Promise<never> {
    return new Promise((_, reject) => void this.#time.after(timeout, () => reject(new Unreachable('timeout'))))
  }

  #trusted(central: Central, ca: string): boolean {
    const leaf = new X509Certificate(central.tlsCertificate())
    const wall = this.#clocks.wall()
    const authority = new X509Certificate(ca)
    const inTime = Date.parse(leaf.validFrom) <= wall && wall <= Date.parse(leaf.validTo)
    return inTime && leaf.checkIssued(authority) && leaf.verify(authority.publicKey)
  }

  async #exchange(central: Central, options: Parameters<OpenExchange>[0]): Promise<Incoming> {
    const response = await this.#answer(central, options)
    const head = { statusCode: response.status, headers: this.#headers(response) }
    const stream = response.headers.get('content-type') === 'text/event-stream'
    if (!stream) {
      const bytes = Buffer.from(await response.arrayBuffer())
      return Object.assign(Readable.from(bytes.length === 0 ? [] : [bytes]), { ...head, complete: true })
    }
    return this.#events(response, head)
  }

  #events(response: Response, head: Pick<Incoming, 'statusCode' | 'headers'>): Incoming {
    const reader = response.body?.getReader()
    const readable: Incoming = Object.assign(
      new Readable({
        read: () => undefined,
        destroy: (error, done) => {
          this.#streams.delete(readable)
          void reader?.cancel().catch(() => undefined)
          done(error)
        },
      }),
      { ...head, complete: false },
    )
    this.#streams.add(readable)
    const pull = async (): Promise<void> => {
      const next = await reader?.read()
      if (next === undefined || next.done) return void readable.destroy()
      if (this.#state === 'up') readable.push(Buffer.from(next.value))
      return pull()
    }
    void pull().catch(() => readable.destroy())
    return readable
  }

  async #answer(
    central: Central,
    options: {
      readonly url: URL
      readonly method: string
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string | Uint8Array
    },
  ): Promise<Response> {
    const { url, method, headers = {} } = options
    const bytes = new Uint8Array(Buffer.from(options.body ?? ''))
    const found = findRoute(central.kioskRoutes(), method, url.pathname)
    if (found.kind !== 'route') return new Response(null, { status: 404 })
    const gone = new AbortController()
    const request = new Request(url, {
      method,
      headers: { ...headers },
      signal: gone.signal,
      ...(method === 'GET' ? {} : { body: bytes }),
    })
    const refusal = (await found.route.admit?.(request)) ?? null
    return refusal ?? found.route.handle({ request, url, params: found.params, body: bytes })
  }

  #headers(response: Response): IncomingHttpHeaders {
    const at = new Date(this.#clocks.central())
    return { ...Object.fromEntries(response.headers), date: at.toUTCString(), [timeHeader]: at.toISOString() }
  }
}
