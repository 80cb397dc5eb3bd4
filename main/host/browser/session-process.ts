/**
 * The session process of the rehearsal: a plain child that dies with its parent. Its output goes nowhere, its
 * environment is empty but for its role.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as v from 'valibot'

/** First words of a session: where its socket listens, and the token that opens it once. */
const SocketReady = v.strictObject({
  host: v.literal('socket'),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  token: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
})

export interface SessionProcess {
  readonly child: ChildProcess
  /** `ws://…` of the visit's socket with its one-time token. */
  readonly socket: string
}

// setpriv (util-linux) asks the kernel to kill the child when its parent dies, however that happens.
const setpriv = '/usr/bin/setpriv'

/** Starts the session with a rehearsal socket for pages of `origin`; rejects when it dies or is silent for 10 s. */
export async function startSessionProcess(options: {
  readonly entry: string
  readonly origin: string
}): Promise<SessionProcess> {
  const withParent = process.platform === 'linux' && existsSync(setpriv)
  const child = fork(options.entry, [`--rehearsal-origin=${options.origin}`], {
    env: { BALIE_ROLE: 'session' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    ...(withParent ? { execPath: setpriv, execArgv: ['--pdeathsig', 'KILL', '--', process.execPath] } : {}),
  })
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('silent'), 10_000)
    const fail = (why: string): void => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new Error(`The session process did not start: ${why}`))
    }
    const died = (): void => fail('exited')
    child.once('exit', died)
    child.once('error', died)
    child.once('message', (message: unknown) => {
      child.off('exit', died)
      child.off('error', died)
      clearTimeout(timer)
      const ready = v.safeParse(SocketReady, message)
      if (!ready.success) return fail('unexpected words')
      resolve({ child, socket: `ws://127.0.0.1:${ready.output.port}/visit?token=${ready.output.token}` })
    })
  })
}
