/** Any program of this machine can speak to the rehearsal's listeners; none may end the kiosk with a request. */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Asset } from '../../main/host/assets.ts'
import { startRehearsalServer, type RehearsalServer } from '../../main/host/browser/server.ts'
import { rehearsalSocket, type RehearsalSocket } from '../../session/ports/rehearsal-socket.ts'

const odd = [
  '//',
  '///',
  '/\\',
  '//x',
  '//[',
  '//a:99999/',
  '/%',
  '/%00',
  '/..//',
  '*',
  'http://',
  'http://[/',
  '?',
  '',
]
const upgrade = 'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: !\r\n'

/** Sends `text` and hangs up when something came, or the line was closed. */
function say(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const line = connect(port, '127.0.0.1', () => line.write(text))
    const end = (): void => {
      line.destroy()
      resolve(heard)
    }
    line.on('data', (chunk) => {
      heard += chunk.toString('latin1')
      end()
    })
    line.on('error', end).on('close', end)
    // What waits for the next page is not answered at once.
    setTimeout(end, 300)
  })
}

describe('machine 15: an odd request', () => {
  const faults: unknown[] = []
  const note = (fault: unknown): number => faults.push(fault)
  let server: RehearsalServer
  let visit: RehearsalSocket
  beforeAll(async () => {
    process.on('unhandledRejection', note).on('uncaughtException', note)
    const found: Asset = { status: 200, headers: {}, body: new Uint8Array() }
    server = await startRehearsalServer({ assets: () => found, port: 0, fill: false })
    visit = await rehearsalSocket({ origin: server.origin })
  })
  afterAll(async () => {
    visit.close()
    await server.close()
    process.off('unhandledRejection', note).off('uncaughtException', note)
  })

  test.each(odd)('for «%s» is answered or hung up on, and the page is served after it', async (target) => {
    const port = Number(new URL(server.origin).port)
    for (const at of [port, visit.port]) {
      for (const more of ['', upgrade]) {
        await say(at, `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${at}\r\nOrigin: ${server.origin}\r\n${more}\r\n`)
      }
    }
    expect(await say(port, `GET /assets/x HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /)
    expect(faults).toEqual([])
  })
})
