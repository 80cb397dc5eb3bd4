/** A listener that is told to stop stops, whatever its callers are in the middle of. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { newAuthority } from '../../central/keys/authority.ts'
import { listen } from '../../central/http/listen.ts'

it('closes at once also while somebody is still shaking hands', async () => {
  const { key, certificate } = await newAuthority({ organisation: 'Test', name: 'Test', now: new Date() })
  const listener = await listen({
    port: 0,
    tls: { key, cert: certificate },
    routes: () => [],
    onFault: () => undefined,
  })
  const silent = connect(listener.port, '127.0.0.1')
  silent.on('error', () => undefined)
  await once(silent, 'connect')
  // The server has to have heard of it.
  await pause(100)
  const gone = once(silent, 'close')
  const closed = await Promise.race([listener.close().then(() => 'closed'), pause(3000, 'still open')])
  silent.destroy()
  expect(closed).toBe('closed')
  await gone
})
