/** Entry of a session process: an Electron utility process, or a child process in rehearsal. One visit, then death. */
import { readFileSync } from 'node:fs'
import { loadDocumentAssets } from '../paper/assets.ts'
import { childControl } from './ports/child-control.ts'
import { electronPorts, parentPort } from './ports/electron.ts'
import { rehearsalSocket } from './ports/rehearsal-socket.ts'
import { serveSession } from './serve.ts'
import type { ChannelPort, ControlPort } from './ports/ports.ts'

/** EX_SOFTWARE of sysexits.h. */
const softwareFault = 70

const die = (): never => process.exit(softwareFault)
// No message, no stack: whatever broke may hold what somebody typed.
process.on('unhandledRejection', die)
process.on('uncaughtException', die)

/** Beside this file, both in the sources and in the bundle. */
const read = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../paper/assets/${name}`, import.meta.url)))

function serve(control: ControlPort, renderer: ChannelPort): void {
  serveSession({
    control,
    renderer,
    monotonic: () => performance.now(),
    assets: loadDocumentAssets(read),
    icc: read('srgb-iec61966-2-1.icc'),
    die,
  })
}

/** Rehearsal: a socket of its own instead of a port that main hands over. */
async function serveSocket(origin: string): Promise<void> {
  const control = childControl(() => process.exit(0))
  const { port, token, channel } = await rehearsalSocket({ origin })
  serve(control, channel)
  // The host adapter's own kind of message, the first of all: where the page finds this visit.
  control.hostSays({ host: 'socket', port, token })
}

const parent = parentPort()
if (parent !== null) {
  const { control, renderer } = electronPorts(parent)
  serve(control, renderer)
} else {
  const origin = process.argv.find((argument) => argument.startsWith('--rehearsal-origin='))?.split('=')[1]
  if (origin === undefined) die()
  else void serveSocket(origin)
}
