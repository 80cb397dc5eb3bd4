/** Runs the keychain helper as a utilityProcess of Electron: one request, one answer, then it is gone. */
import { utilityProcess } from 'electron'
import * as v from 'valibot'
import { HelperAnswer } from '../../secrets/helper-protocol.ts'
import type { RunHelper } from '../../secrets/run-helper.ts'

/** Milliseconds until a hanging helper is killed: a keychain may wait for a prompt that nobody sees. */
const patience = 10_000

/** Only what a Secret Service is found by; an empty map would mean the whole environment. */
function environment(): Record<string, string> {
  const names = ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR', 'HOME', 'APPDATA', 'LOCALAPPDATA', 'SystemRoot']
  const found = names.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { BALIE_ROLE: 'secrets', ...Object.fromEntries(found) }
}

/** `null` when the helper crashed, hung or said something else. */
export function utilityHelper(script: string): RunHelper {
  return (request) =>
    new Promise((resolve) => {
      const child = utilityProcess.fork(script, [], { env: environment(), stdio: 'ignore', serviceName: 'Balie keys' })
      const timer = setTimeout(() => child.kill(), patience)
      let answer: HelperAnswer | null = null
      child.on('message', (message: unknown) => {
        const parsed = v.safeParse(HelperAnswer, message)
        answer = parsed.success ? parsed.output : null
      })
      child.on('exit', () => {
        clearTimeout(timer)
        resolve(answer)
      })
      child.once('spawn', () => child.postMessage(request))
    })
}
