/** A server that can be closed now, whatever its clients are doing. */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Watches every connection from its first byte: `closeAllConnections` does not see one that is still shaking hands, and
 * that one would then open an event stream which keeps the server from ever being closed. Returns what closes it; it may
 * listen again afterwards.
 */
export function closable(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>()
  let closing = false
  server.on('listening', () => {
    closing = false
  })
  server.on('connection', (socket: Socket) => {
    if (closing) return void socket.destroy()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return () =>
    new Promise((resolve) => {
      closing = true
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
}
