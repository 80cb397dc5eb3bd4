/** Runs the keychain helper as a child process of plain Node. In Electron a utilityProcess takes this place. */
import { spawn } from 'node:child_process'
import * as v from 'valibot'
import { HelperAnswer, type HelperRequest } from './helper-protocol.ts'

/** Runs one helper for one request. `null`: it crashed, hung or said something else. Never rejects. */
export type RunHelper = (request: HelperRequest) => Promise<HelperAnswer | null>

/** Of the environment only what a Secret Service is found by. */
const passedOn = [
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_RUNTIME_DIR',
  'HOME',
  'PATH',
  'APPDATA',
  'LOCALAPPDATA',
  'SystemRoot',
]

/** A `RunHelper` that starts `node <script>`; the helper gets 10 seconds, then it is killed. */
export function childHelper(options: {
  readonly node: string
  readonly script: string
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly timeout?: number
}): RunHelper {
  const { node, script, env = process.env, timeout = 10_000 } = options
  const given: Record<string, string> = {}
  for (const name of passedOn) {
    const value = env[name]
    if (value !== undefined) given[name] = value
  }
  return (request) =>
    new Promise((resolve) => {
      const child = spawn(node, [script], { env: given, stdio: ['pipe', 'pipe', 'ignore'] })
      let text = ''
      const timer = setTimeout(() => child.kill('SIGKILL'), timeout)
      child.stdout.setEncoding('utf8')
      child.stdout.on('data', (part: string) => {
        text += part
      })
      child.on('error', () => resolve(null))
      child.stdin.on('error', () => undefined)
      child.on('close', () => {
        clearTimeout(timer)
        const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), HelperAnswer), text)
        resolve(answer.success ? answer.output : null)
      })
      child.stdin.end(JSON.stringify(request))
    })
}
