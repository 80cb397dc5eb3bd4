/** One IPP exchange over HTTP (RFC 8010 section 4): the document is in the body and nowhere else. */
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Printer } from '../../domain/contract/device/printer.ts'
import { decodeAnswer, encodeRequest } from './message.ts'
import type { IppAnswer, IppRequest } from './message.ts'

/**
 * `away`: nothing answers there. `late`: nothing did within the patience of this one question. `strange`: something
 * does, but it is no IPP printer or will not talk to us.
 */
export type Exchanged = IppAnswer | 'away' | 'late' | 'strange'

/** Most bytes of an answer: a printer that says all about itself stays far below. */
const limit = 256 * 1024
/** Port of ipp and ipps (RFC 8010 section 5.1, RFC 7472). */
const ippPort = 631

/** Asks the printer once. `patience`: milliseconds until the whole answer must be there. Never rejects. */
export function exchange(
  printer: Printer,
  ask: IppRequest & { readonly document?: Uint8Array; readonly patience: number },
): Promise<Exchanged> {
  const { protocol, hostname, port, pathname } = new URL(printer.address)
  const body = Buffer.concat([encodeRequest(ask), ask.document ?? new Uint8Array()])
  return new Promise((resolve) => {
    const secure = protocol === 'ipps:'
    const patience = AbortSignal.timeout(Math.max(1, Math.floor(ask.patience)))
    const silent = (): Exchanged => (patience.aborted ? 'late' : 'away')
    const options = {
      hostname: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? ippPort : Number(port),
      path: pathname,
      method: 'POST',
      headers: { 'content-type': 'application/ipp', 'content-length': String(body.length) },
      agent: false,
      signal: patience,
    } as const
    const outgoing = secure
      ? httpsRequest({ ...options, minVersion: 'TLSv1.2', ...(printer.ca === null ? {} : { ca: printer.ca }) })
      : httpRequest(options)
    outgoing.on('response', (incoming) => {
      const chunks: Uint8Array[] = []
      let size = 0
      incoming.on('data', (chunk: Uint8Array) => {
        size += chunk.length
        if (size <= limit) return void chunks.push(chunk)
        resolve('strange')
        outgoing.destroy()
      })
      incoming.on('error', () => resolve(silent()))
      incoming.on('end', () => {
        const answer = incoming.statusCode === 200 ? decodeAnswer(Buffer.concat(chunks)) : null
        resolve(answer ?? 'strange')
      })
    })
    outgoing.on('error', (error) => resolve(isRefusal(error) ? 'strange' : silent()))
    outgoing.end(body)
  })
}

/** A certificate that we do not trust is no printer of ours. */
function isRefusal(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code.startsWith('ERR_TLS') || code.includes('CERT') || code.includes('SIGNATURE') || code.startsWith('ERR_SSL')
}
