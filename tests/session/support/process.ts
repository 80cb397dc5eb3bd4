/** A session as a real process in rehearsal: forked with IPC, its renderer a WebSocket of the test. */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { WebSocket } from 'ws'
import { SessionToRenderer } from '../../../domain/contract/messages/channel.ts'
import type { View } from '../../../domain/contract/messages/channel.ts'
import { testCentral } from './central.ts'
import { testHouse } from './hospital.ts'
import { testMain } from './main.ts'

const Socket = v.strictObject({ host: v.literal('socket'), port: v.number(), token: v.string() })
export const origin = 'http://127.0.0.1:4711'
const entry =
  process.env['BALIE_SESSION_ENTRY'] ?? fileURLToPath(new URL('../../../session/rehearsal.ts', import.meta.url))

/** A forked session, not armed yet, and all that it ever wrote to its output. */
export async function openProcess() {
  const now = () => new Date()
  const hospital = await testHouse()
  const central = await testCentral(hospital, now)
  const child: ChildProcess = fork(entry, [`--rehearsal-origin=${origin}`], {
    env: { BALIE_ROLE: 'session' },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const output: string[] = []
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  const exited = new Promise<number | string | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal))
  })
  const main = testMain({ hospital, central, now, send: (message) => child.send(message) })
  const socket = await new Promise<v.InferOutput<typeof Socket>>((resolve) => {
    child.once('message', (first) => {
      resolve(v.parse(Socket, first))
      child.on('message', (message) => void main.onMessage(message))
    })
  })
  const clients: WebSocket[] = []
  return {
    hospital,
    central,
    main,
    child,
    exited,
    output: () => output.join(''),
    connect: (
      options: {
        readonly token?: string
        readonly origin?: string
        readonly host?: string
        readonly path?: string
      } = {},
    ) => {
      const path = options.path ?? `/visit?token=${options.token ?? socket.token}`
      const client = new WebSocket(`ws://127.0.0.1:${String(socket.port)}${path}`, {
        origin: options.origin ?? origin,
        headers: options.host === undefined ? {} : { host: options.host },
      })
      clients.push(client)
      return page(client)
    },
    async close(): Promise<void> {
      for (const client of clients) client.terminate()
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await exited
      await central.close()
    },
  }
}

export type SessionProcess = Awaited<ReturnType<typeof openProcess>>

function page(client: WebSocket) {
  const views: View[] = []
  const others: string[] = []
  client.on('message', (data: Buffer) => {
    const message = v.parse(SessionToRenderer, JSON.parse(data.toString('utf8')))
    if (message.type === 'view') views.push(message)
    else others.push(message.type)
  })
  client.on('error', () => undefined)
  const opened = new Promise<boolean>((resolve) => {
    client.once('open', () => resolve(true))
    client.once('error', () => resolve(false))
    client.once('close', () => resolve(false))
  })
  return {
    views,
    others,
    opened,
    send: (message: unknown) => client.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async at(step: string): Promise<View> {
      const stop = Date.now() + 15_000
      for (;;) {
        const last = views.at(-1)
        if (last?.screen.step === step && !last.busy) return last
        if (Date.now() > stop) throw new Error(`waited for ${step}, but ${String(last?.screen.step)} stands`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    tap(intent: unknown): void {
      client.send(JSON.stringify({ type: 'intent', seq: views.at(-1)?.seq ?? 0, intent }))
    },
  }
}
