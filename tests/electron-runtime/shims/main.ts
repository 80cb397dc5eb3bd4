/** What Electron 22 lacks and the app uses of Electron 45, for the main process. */
import './globals.ts'
import './views.ts'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import electron, { type Session, type UtilityProcess, type ForkOptions } from 'electron'

/** Bundled beside this file. */
const utilityShim = join(__dirname, 'utility.js')

/** As much of Node 24's `Response` as a protocol handler that has all its bytes needs. */
class PlainResponse {
  readonly body: Uint8Array
  readonly status: number
  readonly headers: Record<string, string>

  constructor(body: Uint8Array, answer: { readonly status: number; readonly headers: Record<string, string> }) {
    this.body = body
    this.status = answer.status
    this.headers = answer.headers
  }
}
addMissing(globalThis, { Response: PlainResponse })

/** Electron 45 answers with a web `Response`; 22 wants status, headers and a stream. */
function handle(protocol: Session['protocol']) {
  return (scheme: string, answer: (request: { readonly url: string }) => PlainResponse): void => {
    protocol.registerStreamProtocol(scheme, ({ url }, callback) => {
      try {
        const { status, headers, body } = answer({ url })
        callback({ statusCode: status, headers, data: Readable.from([Buffer.from(body)], { objectMode: false }) })
      } catch {
        callback({ error: -2 }) // net::ERR_FAILED, as Electron 45 answers a handler that throws
      }
    })
  }
}

function addMissing(target: object, additions: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(additions)) {
    if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true })
  }
}

electron.app.on('session-created', (session) => {
  addMissing(session.protocol, { handle: handle(session.protocol) })
  addMissing(session, {
    clearData: async () => {
      await session.clearStorageData()
      await session.clearCache()
    },
    setUSBProtectedClassesHandler: () => undefined,
    setDisplayMediaRequestHandler: () => undefined,
  })
})

/** In 22 the selection is an argument of every clipboard function, of which today's types know nothing. */
const { clipboard } = electron
const clearOld: (type?: 'selection') => void = clipboard.clear.bind(clipboard)
addMissing(clipboard, { selection: { clear: () => clearOld('selection') } })

/** The session's process needs the globals too, before its own first line. */
const { utilityProcess } = electron
const fork = utilityProcess.fork.bind(utilityProcess)
utilityProcess.fork = (module: string, args: string[] = [], options: ForkOptions = {}): UtilityProcess =>
  fork(utilityShim, [`--shimmed-module=${module}`, ...args], options)
