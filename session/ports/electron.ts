/** Both lines in Electron: the utility process's parent port, and the renderer's port that comes over it once. */
import type { ChannelPort, ControlPort } from './ports.ts'

/** The narrow part of Electron's `MessagePortMain` (https://www.electronjs.org/docs/latest/api/message-port-main). */
interface Port {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
}

/** The narrow part of `process.parentPort` (https://www.electronjs.org/docs/latest/api/parent-port). */
export interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void): unknown
}

/** The parent port of a utility process, or null in a plain one. */
export function parentPort(): ParentPort | null {
  const { parentPort: port } = process as NodeJS.Process & { readonly parentPort?: ParentPort }
  return port ?? null
}

/** A message with a port is the host's; everything else is main's. A second port means that the protocol is broken. */
export function electronPorts(parent: ParentPort): { readonly control: ControlPort; readonly renderer: ChannelPort } {
  const onControl: ((message: unknown) => void)[] = []
  const onRenderer: ((message: unknown) => void)[] = []
  const onBroken: (() => void)[] = []
  let port: Port | null = null
  parent.on('message', ({ data, ports }) => {
    const [handed] = ports
    if (handed === undefined) return onControl.forEach((listener) => listener(data))
    if (port !== null || ports.length > 1) return onBroken.forEach((listener) => listener())
    port = handed
    handed.on('message', (event) => onRenderer.forEach((listener) => listener(event.data)))
    handed.start()
  })
  return {
    control: {
      send: (message) => parent.postMessage(message),
      onMessage: (listener) => void onControl.push(listener),
    },
    renderer: {
      send: (message) => port?.postMessage(message),
      onMessage: (listener) => void onRenderer.push(listener),
      onBroken: (listener) => void onBroken.push(listener),
    },
  }
}
