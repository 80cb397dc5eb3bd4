/** What Electron 22 lacks and the app uses of Electron 45, for the main process. */
import './globals.ts'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import electron, { type Session, type UtilityProcess, type ForkOptions } from 'electron'

/** Bundled beside this file. */
const utilityShim = join(__dirname, 'utility.js')

/** Electron 45 answers with a web `Response`; 22 wants status, headers and a stream. */
function handle(protocol: Session['protocol']) {
  return (scheme: string, answer: (request: Request) => Response | Promise<Response>): void => {
    protocol.registerStreamProtocol(scheme, (request, callback) => {
      const { url, method, headers } = request
      void Promise.resolve(answer(new Request(url, { method, headers }))).then(
        async (response) => {
          const body = Buffer.from(await response.arrayBuffer())
          callback({
            statusCode: response.status,
            headers: Object.fromEntries(response.headers),
            data: Readable.from([body], { objectMode: false }),
          })
        },
        () => callback({ error: -2 }), // net::ERR_FAILED, as Electron 45 answers a rejected handler
      )
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
