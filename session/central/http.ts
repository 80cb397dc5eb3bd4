/** One HTTPS call to the central: node:https with the hospital's CA, a deadline, and a limit on what is read. */
import { Agent, request } from 'node:https'
import type { IncomingHttpHeaders } from 'node:http'

/** The central did not answer in time, or not at all. */
export class Unreachable extends Error {}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array
}

export interface Call {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** Milliseconds until an answer must be complete: somebody stands and waits. */
const deadline = 8000
/** Most bytes of an answer: a dossier of text, far below. */
const limit = 4 * 1024 * 1024

/** Connections to the central that trust its CA and nothing else. */
export function centralAgent(ca: string): Agent {
  return new Agent({ ca, keepAlive: true, maxSockets: 4, minVersion: 'TLSv1.2' })
}

/**
 * Throws {@link Unreachable} on every failure of the network, a broken answer or a late one. A kept connection that the
 * central had closed meanwhile is no failure: the call goes out once more on a new one (nothing of it was read).
 */
export async function send(agent: Agent, call: Call): Promise<Answer> {
  try {
    return await sendOnce(agent, call)
  } catch (error) {
    if (error instanceof StaleConnection) return await sendOnce(agent, call)
    throw error
  }
}

class StaleConnection extends Unreachable {}

function sendOnce(agent: Agent, call: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = call.body === null ? {} : { 'content-length': String(Buffer.byteLength(call.body)) }
    const options = { agent, method: call.method, headers: { ...call.headers, ...length } }
    const outgoing = request(call.url, options, (incoming) => {
      const chunks: Uint8Array[] = []
      let size = 0
      incoming.on('data', (chunk: Uint8Array) => {
        size += chunk.length
        if (size <= limit) return void chunks.push(chunk)
        reject(new Unreachable('too long'))
        outgoing.destroy()
      })
      incoming.on('error', fail)
      incoming.on('end', () => {
        clearTimeout(timer)
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) })
      })
    })
    const fail = () => {
      clearTimeout(timer)
      reject(outgoing.reusedSocket ? new StaleConnection('closed') : new Unreachable('no answer'))
    }
    const timer = setTimeout(() => {
      reject(new Unreachable('late'))
      outgoing.destroy()
    }, deadline)
    outgoing.on('error', fail)
    outgoing.end(call.body ?? undefined)
  })
}

/**
 * Listens to server-sent events: `onData` for each line with data. Resolves when the stream ends for whatever reason,
 * also after `silence` milliseconds without a byte (the central sends a comment every 15 s).
 */
export function listen(
  agent: Agent,
  {
    url,
    headers,
    onData,
    silence = 45_000,
  }: {
    readonly url: URL
    readonly headers: Readonly<Record<string, string>>
    readonly onData: () => void
    readonly silence?: number
  },
): { readonly ended: Promise<number>; stop(): void } {
  const outgoing = request(url, { agent, method: 'GET', headers })
  const ended = new Promise<number>((resolve) => {
    outgoing.on('response', (incoming) => {
      incoming.setEncoding('utf8')
      let rest = ''
      incoming.on('data', (text: string) => {
        const lines = (rest + text).split('\n')
        rest = (lines.pop() ?? '').slice(-4096)
        if (incoming.statusCode === 200 && lines.some((line) => line.startsWith('data:'))) onData()
      })
      const done = () => resolve(incoming.statusCode ?? 0)
      incoming.on('end', done)
      incoming.on('error', done)
      incoming.on('close', done)
    })
    outgoing.on('error', () => resolve(0))
  })
  outgoing.setTimeout(silence, () => outgoing.destroy())
  outgoing.end()
  return { ended, stop: () => outgoing.destroy() }
}
