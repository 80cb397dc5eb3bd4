/** Both lines of a session in Electron, over ports that behave as Electron documents them. */
import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { electronPorts } from '../../session/ports/electron.ts'
import type { ParentPort } from '../../session/ports/electron.ts'

const open: MessagePort[] = []
afterEach(() => {
  for (const port of open.splice(0)) port.close()
})

/** MessagePortMain over a real message port: events with `data`, silent until `start`. */
function mainPort() {
  const { port1, port2 } = new MessageChannel()
  open.push(port1, port2)
  const events = new EventEmitter()
  const port = {
    postMessage: (message: unknown) => port1.postMessage(message),
    on: (name: string, listener: (event: { readonly data: unknown }) => void) => events.on(name, listener),
    start: () => void port1.on('message', (data: unknown) => events.emit('message', { data })),
  }
  return { port, renderer: port2 }
}

function parent() {
  const events = new EventEmitter()
  const said: unknown[] = []
  const port: ParentPort = {
    postMessage: (message) => void said.push(message),
    on: (name, listener) => events.on(name, listener),
  }
  return {
    port,
    said,
    hand: (data: unknown, ports: readonly unknown[] = []) => events.emit('message', { data, ports }),
  }
}

const next = (port: MessagePort) => new Promise((resolve) => port.once('message', resolve))

describe('the lines of a session in Electron', () => {
  it('tell main’s words from the port that comes over the same line', async () => {
    const { port, said, hand } = parent()
    const { control, renderer } = electronPorts(port)
    const heard: unknown[] = []
    control.onMessage((message) => heard.push(message))
    const fromRenderer = new Promise((resolve) => renderer.onMessage(resolve))
    const one = mainPort()
    hand({ type: 'arm' })
    hand({ host: 'port' }, [one.port])
    expect(heard).toEqual([{ type: 'arm' }])
    control.send({ type: 'step', step: 'language' })
    expect(said).toEqual([{ type: 'step', step: 'language' }])
    one.renderer.postMessage({ type: 'hello' })
    expect(await fromRenderer).toEqual({ type: 'hello' })
    const shown = next(one.renderer)
    renderer.send({ type: 'documents', language: 'nl', documents: [] })
    expect(await shown).toEqual({ type: 'documents', language: 'nl', documents: [] })
  })

  it('drop what is sent before the port is there', () => {
    const { renderer } = electronPorts(parent().port)
    expect(() => renderer.send({ type: 'documents', language: 'nl', documents: [] })).not.toThrow()
  })

  it('break on a second port', () => {
    const { port, hand } = parent()
    const { renderer } = electronPorts(port)
    let broken = 0
    renderer.onBroken(() => (broken += 1))
    hand({ host: 'port' }, [mainPort().port])
    expect(broken).toBe(0)
    hand({ host: 'port' }, [mainPort().port])
    expect(broken).toBe(1)
  })
})
