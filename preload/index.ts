/**
 * The bridge into the page: one control channel to main and, once, the visit's MessagePort. Nothing is read or kept here;
 * both ends parse what they get, and the page's words are small (small-copy.ts). A sandboxed preload may load nothing but
 * the one file that this becomes.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { channels } from '../domain/contract/control/channels.ts'
import { smallCopy } from './small-copy.ts'

contextBridge.exposeInMainWorld('balie', {
  control: {
    send: (message: unknown): void => {
      const small = smallCopy(message)
      if (small !== null) ipcRenderer.send(channels.control, small)
    },
    onMessage: (listener: (message: unknown) => void): void => {
      ipcRenderer.on(channels.control, (_event, message: unknown) => listener(message))
    },
  },
})

// A port cannot cross the context bridge; posting it to the page's own window is the documented way.
ipcRenderer.once(channels.port, (event) => {
  const [port] = event.ports
  if (port) window.postMessage({ type: channels.port }, window.location.origin, [port])
})
