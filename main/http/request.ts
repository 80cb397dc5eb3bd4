/** One whole exchange with the central: asked, answered and read within its time. */
import { openExchange, type OpenExchange, type ToOpen } from './exchange.ts'
import { readBody } from './read-body.ts'

export interface HttpRequest extends Omit<ToOpen, 'signal'> {
  /** Milliseconds until the whole exchange is given up. */
  readonly timeout: number
  /** Most bytes that are read of the answer. */
  readonly limit: number
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

/** One whole exchange. Rejects with Unreachable on connection loss, time-out or an answer that is too long. */
export async function request(options: HttpRequest, open: OpenExchange = openExchange): Promise<HttpAnswer> {
  const { body, ...head } = await requestBytes(options, open)
  return { ...head, body: body.toString('utf8') }
}

/** As {@link request}, for answers that are no text. */
export async function requestBytes(
  options: HttpRequest,
  open: OpenExchange = openExchange,
): Promise<Omit<HttpAnswer, 'body'> & { readonly body: Buffer }> {
  const started = performance.now()
  const answer = await open(options)
  const left = Math.max(1, options.timeout - (performance.now() - started))
  const body = await readBody({ answer, limit: options.limit, timeout: left })
  return { status: answer.statusCode ?? 0, headers: answer.headers, body }
}
