/** The visit gateway as this visit's session sees it: token, record, claim, look-up, reads and events. */
import type { Agent } from 'node:https'
import * as v from 'valibot'
import { recordFormat, recordFormatHeader } from '../../domain/contract/gateway/formats.ts'
import { WhoLooked } from '../../domain/contract/gateway/who-looked.ts'
import { StoppableList } from '../../domain/contract/gateway/stoppable.ts'
import {
  GatewayProblem,
  MandateFacts,
  PatientLookUpAnswer,
  VisitRecord,
} from '../../domain/contract/gateway/visit-record.ts'
import type { IdentityClaim, PatientLookUp, PersonPart } from '../../domain/contract/gateway/visit-record.ts'
import { WaitingSets } from '../../domain/requests/sets/waiting.ts'
import type { CompactJws } from '../../domain/ids.ts'
import type { CallProblem } from '../flow/input.ts'
import type { Clock } from '../arm/clock.ts'
import type { VisitKey } from '../arm/visit-key.ts'
import { dpopProof } from './dpop.ts'
import { Unreachable, listen, send } from './http.ts'
import type { Answer } from './http.ts'
import { rightTime } from './right-time.ts'

/** A call that did not give what was asked, in the words of the flow. */
export class CallFailed extends Error {
  readonly problem: CallProblem
  constructor(problem: CallProblem) {
    super(problem)
    this.problem = problem
  }
}

/** RFC 6749 section 5.1, with the token type of RFC 9449 section 5. */
const TokenAnswer = v.object({
  access_token: v.string(),
  token_type: v.pipe(v.string(), v.toLowerCase(), v.literal('dpop')),
  expires_in: v.pipe(v.number(), v.minValue(1)),
})

/** A page of a search, as far as paging needs it. */
const Page = v.looseObject({
  resourceType: v.literal('Bundle'),
  total: v.optional(v.number()),
  link: v.optional(v.array(v.looseObject({ relation: v.string(), url: v.string() }))),
  entry: v.optional(
    v.array(
      v.looseObject({
        resource: v.optional(v.looseObject({ id: v.optional(v.string()) })),
        search: v.optional(v.looseObject({ mode: v.optional(v.string()) })),
      }),
    ),
  ),
})
type Page = v.InferOutput<typeof Page>

/** Pages of one type: at 2 MiB each far more than the gateway sends. */
const mostPages = 40

interface GatewayCall<S> {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: unknown
  readonly schema: S
}

/** Seconds without the central after which somebody who waits for it is told. */
export const silenceLimit = 30

/** Most seconds that a visitor waits for the pause that the central asks for, before it counts as away. */
const longestPause = 5

/** Seconds before its end from which a token is renewed. */
const renewBefore = 30

export class Gateway {
  readonly #agent: Agent
  readonly #base: string
  readonly #key: VisitKey
  readonly #clock: Clock
  readonly #certificate: CompactJws
  readonly #wrongTime: () => void
  readonly #sendBy: typeof send
  #token: { readonly value: string; readonly until: number } | null = null
  #nonce: string | null = null
  #stopEvents: () => void = () => {}
  #closed = false
  #writes = 0

  constructor(input: {
    readonly agent: Agent
    readonly central: string
    readonly key: VisitKey
    readonly clock: Clock
    readonly certificate: CompactJws
    /** The clock of this visit is wrong, or the central refuses its proofs: nothing more can be done with it. */
    readonly wrongTime?: () => void
    /** Another way to the central; given only by simulations. */
    readonly send?: typeof send
  }) {
    this.#agent = input.agent
    this.#base = input.central.replace(/\/+$/, '')
    this.#key = input.key
    this.#clock = input.clock
    this.#certificate = input.certificate
    this.#sendBy = input.send ?? send
    this.#wrongTime = input.wrongTime ?? (() => undefined)
  }

  /** Changes whenever a call that changes the record starts or ends: a record read meanwhile may be an older one. */
  get writes(): number {
    return this.#writes
  }

  record(): Promise<VisitRecord> {
    return this.#call({ method: 'GET', path: '/visit', schema: VisitRecord })
  }

  /** `as`: not the visitor's, but that of somebody else who takes this part. */
  claim(claim: IdentityClaim, as: PersonPart | null): Promise<VisitRecord> {
    const body = as === null ? claim : { ...claim, as }
    return this.#write({ method: 'POST', path: '/visit/identity', body, schema: VisitRecord })
  }

  lookUp(by: PatientLookUp): Promise<PatientLookUpAnswer> {
    return this.#write({ method: 'POST', path: '/visit/patient', body: by, schema: PatientLookUpAnswer })
  }

  /** Says that the bound patient is not the one that the visitor came for. */
  reject(): Promise<VisitRecord> {
    return this.#write({ method: 'POST', path: '/visit/patient/reject', body: {}, schema: VisitRecord })
  }

  mandates(): Promise<MandateFacts> {
    return this.#call({ method: 'GET', path: '/visit/mandates', schema: MandateFacts })
  }

  /** Who looked in the bound patient's file. */
  whoLooked(): Promise<WhoLooked> {
    return this.#call({ method: 'GET', path: '/visit/log', schema: WhoLooked })
  }

  /** What waits for this visitor to sign, and what he signed. */
  sets(): Promise<WaitingSets> {
    return this.#call({ method: 'GET', path: '/visit/sets', schema: WaitingSets })
  }

  /** What this visitor may stop of the bound patient's mandates. */
  stoppable(): Promise<StoppableList> {
    return this.#call({ method: 'GET', path: '/visit/stoppable', schema: StoppableList })
  }

  /** `Patient/x`. Parsed by who asked. */
  fhir(path: string): Promise<unknown> {
    return this.#call({ method: 'GET', path: `/visit/fhir/${path}`, schema: v.unknown() })
  }

  /**
   * Every page of a type, as Bundles. All or a failure: who sees half a dossier believes it whole. When the pages do not
   * hold what the total says, something changed between two of them: read again once, then throws {@link CallFailed}.
   */
  async fhirAll(type: string): Promise<readonly unknown[]> {
    const bundles = (await this.#pages(type)) ?? (await this.#pages(type))
    if (bundles === null) throw new CallFailed('fault')
    return bundles
  }

  /** Null when some are missing, or there twice. */
  async #pages(type: string): Promise<readonly Page[] | null> {
    const bundles: Page[] = []
    let path: string | null = type
    while (path !== null) {
      const bundle: Page = await this.#call({ method: 'GET', path: `/visit/fhir/${path}`, schema: Page })
      bundles.push(bundle)
      const next: string | undefined = bundle.link?.find(({ relation }) => relation === 'next')?.url
      // Only the same type, only this gateway, and not for ever.
      if (next !== undefined && (!next.startsWith(`${type}?`) || bundles.length >= mostPages))
        throw new CallFailed('fault')
      path = next ?? null
    }
    const matches = bundles.flatMap(({ entry = [] }) => entry.filter(({ search }) => search?.mode !== 'include'))
    const ids = matches.map(({ resource }, at) => resource?.id ?? `#${String(at)}`)
    const isWhole = bundles.every(({ total }) => total === undefined || total === matches.length)
    return isWhole && new Set(ids).size === ids.length ? bundles : null
  }

  /**
   * Calls `wake` at the start and whenever the record may have changed, until {@link close}; `lost` when nothing was
   * heard for {@link silenceLimit}, again after each such time.
   */
  async watch({ wake, lost }: { readonly wake: () => void; readonly lost: () => void }): Promise<void> {
    let heard = this.#clock.seconds()
    for (let pause = 500; !this.#closed; pause = Math.min(pause * 2, 8000)) {
      const status = await this.#events(() => {
        pause = 500
        wake()
      })
      if (status === 410) return wake()
      if (status === 200) heard = this.#clock.seconds()
      if (!this.#closed && this.#clock.seconds() - heard >= silenceLimit) {
        heard = this.#clock.seconds()
        lost()
      }
      if (!this.#closed) await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }

  close(): void {
    this.#closed = true
    this.#stopEvents()
    this.#agent.destroy()
  }

  async #events(onData: () => void): Promise<number> {
    try {
      const url = new URL(`${this.#base}/visit/events`)
      const headers = { ...(await this.#headers('GET', url)), accept: 'text/event-stream' }
      const stream = listen(this.#agent, { url, headers, onData })
      this.#stopEvents = () => stream.stop()
      const status = await stream.ended
      if (status === 401) this.#token = null
      return status
    } catch (error) {
      return error instanceof CallFailed && error.problem === 'ended' ? 410 : 0
    }
  }

  async #write<S extends v.GenericSchema>(call: GatewayCall<S>): Promise<v.InferOutput<S>> {
    this.#writes += 1
    try {
      return await this.#call(call)
    } finally {
      this.#writes += 1
    }
  }

  async #call<S extends v.GenericSchema>(call: GatewayCall<S>): Promise<v.InferOutput<S>> {
    const url = new URL(`${this.#base}${call.path}`)
    const body = call.body === undefined ? null : JSON.stringify(call.body)
    let answer = await this.#send(call.method, url, body)
    // Once more after 401: the token ran out on the way, or the central wants a newer nonce (RFC 9449 section 9).
    if (answer.status === 401) {
      this.#token = null
      answer = await this.#send(call.method, url, body)
      if (answer.status === 401) this.#wrongTime()
    }
    if (answer.status < 200 || answer.status > 299) throw new CallFailed(problemOf(answer))
    return parsed(call.schema, answer)
  }

  async #send(method: 'GET' | 'POST', url: URL, body: string | null): Promise<Answer> {
    const headers = await this.#headers(method, url)
    const type = body === null ? {} : { 'content-type': 'application/json' }
    return await this.#exchange({ url, method, headers: { ...headers, ...type, accept: 'application/json' }, body })
  }

  async #headers(method: string, url: URL): Promise<Readonly<Record<string, string>>> {
    const accessToken = await this.#accessToken()
    return {
      authorization: `DPoP ${accessToken}`,
      dpop: await this.#proof(method, url, accessToken),
      [recordFormatHeader]: recordFormat,
    }
  }

  async #accessToken(): Promise<string> {
    const now = this.#clock.seconds()
    if (this.#token !== null && now < this.#token.until - renewBefore) return this.#token.value
    const url = new URL(`${this.#base}/token`)
    const form = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: this.#certificate,
    })
    const ask = async () =>
      await this.#exchange({
        url,
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          dpop: await this.#proof('POST', url, null),
        },
        body: form.toString(),
      })
    let answer = await ask()
    // A first answer may only bring the nonce that the second needs (RFC 9449 section 8).
    if (answer.status === 400 && answer.headers['dpop-nonce'] !== undefined) answer = await ask()
    const pause = pauseOf(answer)
    if (pause !== null && pause <= longestPause) {
      await new Promise((resolve) => setTimeout(resolve, pause * 1000))
      answer = await ask()
    }
    if (answer.status === 401) this.#wrongTime()
    if (answer.status !== 200) throw new CallFailed(problemOf(answer))
    const token = parsed(TokenAnswer, answer)
    this.#token = { value: token.access_token, until: now + token.expires_in }
    return token.access_token
  }

  async #proof(method: string, url: URL, accessToken: string | null): Promise<string> {
    const seconds = this.#clock.seconds()
    return await dpopProof({ key: this.#key, method, url, seconds, accessToken, nonce: this.#nonce })
  }

  async #exchange(call: Parameters<typeof send>[1]): Promise<Answer> {
    const sent = this.#clock.milliseconds()
    try {
      const answer = await this.#sendBy(this.#agent, call)
      if (!rightTime(answer.headers, { clock: this.#clock, sent })) this.#wrongTime()
      const nonce = answer.headers['dpop-nonce']
      if (typeof nonce === 'string' && nonce.length <= 256) this.#nonce = nonce
      return answer
    } catch (error) {
      if (error instanceof Unreachable) throw new CallFailed('unreachable')
      throw error
    }
  }
}

/** Seconds that the central asks to wait (RFC 6585 section 4, RFC 9110 section 10.2.3); null when it does not. */
function pauseOf({ status, headers }: Answer): number | null {
  const after = headers['retry-after']
  return status === 429 && after !== undefined && /^\d{1,9}$/.test(after) ? Number(after) : null
}

function problemOf({ status, body }: Answer): CallProblem {
  const problem = v.safeParse(v.pipe(v.string(), v.parseJson(), GatewayProblem), new TextDecoder().decode(body))
  const type = problem.success ? problem.output.type : null
  if (type === 'ended') return 'ended'
  if (type === 'conflict' || type === 'notBound') return 'conflict'
  if (type === 'tooManyTries') return 'tooManyTries'
  if (type === 'busy' || status === 429 || status >= 502) return 'unreachable'
  return 'fault'
}

function parsed<S extends v.GenericSchema>(schema: S, { body }: Answer): v.InferOutput<S> {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), new TextDecoder().decode(body))
  if (!result.success) throw new CallFailed('fault')
  return result.output
}
