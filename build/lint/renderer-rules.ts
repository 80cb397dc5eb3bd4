/**
 * What a screen must not touch: each of these carries data out of the renderer, into the browser process, onto the
 * disk or into the network, where killing the renderer does not reach it.
 */
import type { Linter } from 'eslint'

const storage = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore']
const network = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection']
const neighbours = ['BroadcastChannel', 'SharedWorker', 'Worker', 'Notification', 'open', 'history']
const native = ['console', 'alert', 'confirm', 'prompt', 'print']

const properties: readonly (readonly [object: string, property: string])[] = [
  ['document', 'title'],
  ['document', 'cookie'],
  ['document', 'execCommand'],
  ['document', 'write'],
  ['navigator', 'clipboard'],
  ['navigator', 'sendBeacon'],
  ['navigator', 'serviceWorker'],
  ['navigator', 'storage'],
  ['navigator', 'locks'],
  ['navigator', 'share'],
  ['URL', 'createObjectURL'],
  ['location', 'assign'],
  ['location', 'replace'],
  ['location', 'hash'],
  ['location', 'href'],
]

/** @param network false in `renderer/channel`, the one folder that may open the rehearsal's socket. */
export function rendererRules({ mayConnect }: { mayConnect: boolean }): Linter.RulesRecord {
  const globals = [...storage, ...(mayConnect ? [] : network), ...neighbours, ...native]
  const message = 'It carries data out of the renderer; see ARCHITECTURE.md.'
  const viaWindow = ['window', 'globalThis', 'self'].flatMap((object) => globals.map((name) => [object, name]))
  return {
    'no-restricted-globals': ['error', ...globals.map((name) => ({ name, message }))],
    'balie/no-leaving': ['error', [...properties, ...viaWindow]],
    'balie/no-bare-click': 'error',
    'balie/no-native-text-entry': 'error',
    'balie/no-inline-style': 'error',
    'balie/no-svelte-head': 'error',
  }
}
