/** The product's lines: the preload's bridge to main, and a MessagePort to the session that comes once. */
import * as v from 'valibot'
import { MainToRenderer, type PageToHost } from '../../domain/contract/control/renderer.ts'
import { SessionToRenderer, type RendererToSession } from '../../domain/contract/messages/channel.ts'
import { channels } from '../../domain/contract/control/channels.ts'
import type { Channels } from './channels.ts'
import { createLine } from './line.ts'

/** What preload/index.ts puts into the page. */
export interface Bridge {
  readonly control: {
    readonly send: (message: unknown) => void
    readonly onMessage: (listener: (message: unknown) => void) => void
  }
}

declare global {
  interface Window {
    readonly balie?: Bridge
  }
}

const PortMessage = v.object({ type: v.literal(channels.port) })

/** The first port from our own window is the visit's; every later one is ignored and closed. */
export function electronChannels(bridge: Bridge): Channels {
  const control = createLine<typeof MainToRenderer, PageToHost>(MainToRenderer)
  const visit = createLine<typeof SessionToRenderer, RendererToSession>(SessionToRenderer)
  bridge.control.onMessage((message) => control.receive(message))
  control.open((message) => bridge.control.send(message))

  const takePort = (event: MessageEvent<unknown>): void => {
    const [port] = event.ports
    if (event.source !== window || port === undefined || !v.is(PortMessage, event.data)) return
    window.removeEventListener('message', takePort)
    port.onmessage = (message: MessageEvent<unknown>): void => visit.receive(message.data)
    visit.open((message) => port.postMessage(message))
  }
  window.addEventListener('message', takePort)
  return { control, visit }
}
