/** The kiosk's real supervisor against the real central: what two engineers agreed on must also fit. */
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import { afterEach, describe, expect, it } from 'vitest'
import * as v from 'valibot'
import type { Central } from '../../central/compose.ts'
import type { FaultKind } from '../../central/kiosk-api/intake/faults.ts'
import { Keyset } from '../../domain/contract/device/keyset.ts'
import { Sha256 } from '../../domain/ids.ts'
import { startKiosk } from '../../main/kiosk.ts'
import type { Kiosk } from '../../main/kiosk.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import { makeEnvelope } from '../main/support/fake-central.ts'
import { MemoryHost } from '../main/support/memory-host.ts'
import { until } from '../main/support/until.ts'
import { folder, training } from './support/kiosk.ts'
import type { Folder } from './support/kiosk.ts'

let data: Folder
let central: Central
let kiosk: Kiosk | null = null

afterEach(async () => {
  await kiosk?.close()
  await central.close()
  data.remove()
})

describe('a kiosk with a code of the real central', () => {
  it('enrols, comes into service, obeys the desk, and delivers through a central that errs at first', async () => {
    data = folder()
    const planted: FaultKind[] = ['fault', 'wrongReceipt', 'garbage']
    central = await training(join(data.path, 'central'), { faults: () => planted.shift() ?? null })
    const host = new MemoryHost()
    const running = await startKiosk({
      host,
      state: join(data.path, 'kiosk'),
      central: central.kiosk,
      enrolmentCode: central.enrolmentCode,
      secrets: () => Promise.resolve(fileStore({ folder: join(data.path, 'kiosk', 'secrets'), training: true })),
      log: () => undefined,
    })
    kiosk = running
    await until('in service', () => running.health().frontReady && running.health().outOfService === null)
    await until('connected', async () => (await central.devices.list())[0]?.connected === true)
    const pair = host.front
    const arm = pair.toSession.find(({ type }) => type === 'arm')
    expect(arm).toMatchObject({ content: central.content.jws, keyset: central.house.keyset })

    pair.renderer({ type: 'activate' })
    // A session speaks once it has its certificate: the journal and the policy's version are on the disk by then.
    await until('begun', () => pair.toSession.some(({ type }) => type === 'begin'))
    expect(running.health().visit).toBe(true)
    pair.renderer({ type: 'help' })
    await until('bell', async () => (await central.devices.list())[0]?.help === 'ringing')
    const { device = null } = (await central.devices.list())[0] ?? {}
    expect(device !== null && (await central.devices.command(device, { type: 'help', state: 'coming' }))).toBe(true)
    await until('coming', () =>
      pair.toRenderer.some((message) => message.type === 'help' && message.state === 'coming'),
    )

    const { intake } = v.parse(Keyset, decodeJwt(central.house.keyset))
    const { id, jwe } = await makeEnvelope({ key: intake[0] as never })
    pair.session({ type: 'step', step: 'sealing' })
    pair.session({ type: 'seal', envelope: id, sha256: v.parse(Sha256, 'A'.repeat(43)) })
    await until('sealed', () => pair.toSession.some(({ type }) => type === 'sealed'))
    pair.session({ type: 'store', envelope: id, jwe })
    await until('durable', () => pair.toSession.some(({ type }) => type === 'durable'))
    // Not a form inside, so the central's signed refusal ends it: kept there, not on the kiosk.
    await until('told', () => pair.toSession.some((one) => one.type === 'delivery' && one.state === 'quarantined'))
    expect((await central.ledger.find(id))?.reason).toBe('malformed')
    expect(running.health().waiting).toBe(0)
  }, 60_000)
})
