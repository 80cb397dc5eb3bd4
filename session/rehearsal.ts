/** Entry of a session process in rehearsal: a child process with a socket of its own. Never part of the product. */
import { die, dieOfFaults, serve } from './begin.ts'
import { childControl } from './ports/child-control.ts'
import { rehearsalSocket } from './ports/rehearsal-socket.ts'

dieOfFaults()
const origin = process.argv.find((argument) => argument.startsWith('--rehearsal-origin='))?.split('=')[1]
if (origin === undefined) die()
else {
  const control = childControl(() => process.exit(0))
  void rehearsalSocket({ origin }).then(({ port, token, channel }) => {
    serve(control, channel)
    // The host adapter's own kind of message, the first of all: where the page finds this visit.
    control.hostSays({ host: 'socket', port, token })
  })
}
