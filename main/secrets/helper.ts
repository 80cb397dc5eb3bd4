/**
 * The keychain helper: a process that lives for one request, so that a crash in native code (libsecret has some) cannot
 * take the supervisor down. As a child process it reads one JSON line on stdin and writes one on stdout; as an Electron
 * utilityProcess it gets one message and posts one. Never calls findCredentials or findPassword: they crash on a locked
 * keyring.
 */
import keytar from 'keytar'
import * as v from 'valibot'
import { HelperRequest, type HelperAnswer } from './helper-protocol.ts'
import { serviceName } from './secret-store.ts'

interface ParentPort {
  once(event: 'message', listener: (message: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

async function answer(input: unknown): Promise<HelperAnswer> {
  const request = v.safeParse(HelperRequest, input)
  if (!request.success) return { ok: false }
  const { account } = request.output
  try {
    switch (request.output.act) {
      case 'get':
        return { ok: true, value: await keytar.getPassword(serviceName, account) }
      case 'set':
        await keytar.setPassword(serviceName, account, request.output.value)
        return { ok: true, value: null }
      case 'delete':
        await keytar.deletePassword(serviceName, account)
        return { ok: true, value: null }
    }
  } catch {
    return { ok: false }
  }
}

function parentPort(): ParentPort | null {
  if (!('parentPort' in process)) return null
  const port: unknown = process.parentPort
  return isParentPort(port) ? port : null
}

function isParentPort(port: unknown): port is ParentPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'once' in port
}

const port = parentPort()
if (port !== null) {
  port.once('message', (message) => {
    void answer(message.data).then((result) => {
      port.postMessage(result)
      // The message must leave before the process does.
      setTimeout(() => process.exit(0), 200)
    })
  })
} else {
  let text = ''
  process.stdin.setEncoding('utf8')
  process.stdin.on('data', (part: string) => {
    text += part
  })
  process.stdin.on('end', () => {
    const input = v.safeParse(v.pipe(v.string(), v.parseJson()), text)
    void answer(input.success ? input.output : null).then((result) => {
      process.stdout.write(JSON.stringify(result), () => process.exit(0))
    })
  })
}
