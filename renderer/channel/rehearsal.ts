/**
 * The rehearsal's lines: two loopback WebSockets with one-time tokens, named in the page by the rehearsal's server.
 * JSON text frames; the visit's socket ends in the session process.
 */
import * as v from 'valibot'
import { MainToRenderer, type PageToHost } from '../../domain/contract/control/renderer.ts'
import { SessionToRenderer, type RendererToSession } from '../../domain/contract/messages/channel.ts'
import type { Channels } from './channels.ts'
import { createLine, type LineEnd } from './line.ts'

const Loopback = v.pipe(v.string(), v.regex(/^ws:\/\/127\.0\.0\.1:\d+\//))
const Sockets = v.strictObject({ control: Loopback, visit: Loopback, fill: v.boolean() })

function connect<In, Out>(address: string, line: LineEnd<In, Out>): void {
  const socket = new WebSocket(address)
  socket.onopen = () => line.open((message) => socket.send(JSON.stringify(message)))
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') line.receive(JSON.parse(event.data))
  }
}

/** Null when this page was not served by the rehearsal. Both sockets connect at once. */
export function rehearsalChannels(): Channels | null {
  const meta = document.querySelector('meta[name="balie-rehearsal"]')?.getAttribute('content')
  if (meta === null || meta === undefined) return null
  const addresses = v.parse(Sockets, JSON.parse(meta))
  if (addresses.fill) {
    moveTo(0, 0)
    resizeTo(screen.width, screen.height)
  }
  const control = createLine<typeof MainToRenderer, PageToHost>(MainToRenderer)
  const visit = createLine<typeof SessionToRenderer, RendererToSession>(SessionToRenderer)
  connect(addresses.control, control)
  connect(addresses.visit, visit)
  return { control, visit }
}
