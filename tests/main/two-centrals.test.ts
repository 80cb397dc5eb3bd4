/**
 * The stand-in against which main is tested answers as the real central does: the same questions, asked by main's own
 * enrolment and client, to both. It is there for what no central does on purpose (answers that are cut, late or forged).
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import * as v from 'valibot'
import { DeviceCommand } from '../../domain/contract/device/channel.ts'
import { EnrolmentCode } from '../../domain/contract/device/enrolment.ts'
import { Sha256 } from '../../domain/ids.ts'
import { realClock } from '../../main/clock/clock.ts'
import { verifyReceipt } from '../../main/custody/outbox/verified-receipt.ts'
import { identify } from '../../main/device/identity.ts'
import type { Identity } from '../../main/device/identity.ts'
import { paths } from '../../main/http/paths.ts'
import type { Ask } from '../../main/http/ask.ts'
import { CentralClient } from '../../main/line/client/central-client.ts'
import { fileStore } from '../../main/secrets/file-store.ts'
import { CentralTime } from '../../main/trust/time.ts'
import { training } from '../central/support/kiosk.ts'
import { makeEnvelope, startFakeCentral } from './support/fake-central.ts'

/** A central of either make, as main meets it. */
interface Met {
  readonly identity: Identity
  readonly client: CentralClient
  /** Enrolment with the code once more. */
  again(): Promise<string>
}

async function meet(central: string, code: string, state: string): Promise<Met> {
  const enrol = (folder: string) =>
    identify({
      state: join(state, folder),
      secrets: fileStore({ folder: join(state, folder, 'secrets'), training: true }),
      central,
      code: v.parse(EnrolmentCode, code),
      app: 'test',
      log: () => undefined,
    })
  const known = await enrol('first')
  if (known.kind !== 'known') throw new Error(known.why)
  const { identity } = known
  const client = new CentralClient({
    central,
    device: identity.device.device,
    key: () => identity.keys.auth,
    ca: () => identity.trusted.keyset.keyset.tlsCa,
    time: new CentralTime(realClock),
    clock: realClock,
  })
  return {
    identity,
    client,
    async again() {
      const second = await enrol('second')
      return second.kind === 'known' ? 'known' : second.why
    },
  }
}

const folder = mkdtempSync(join(tmpdir(), 'balie-two-'))
let both: readonly [standIn: Met, real: Met]
const closing: (() => Promise<void>)[] = []
beforeAll(async () => {
  const standIn = await startFakeCentral()
  closing.push(() => standIn.close())
  const real = await training(join(folder, 'central'))
  closing.push(() => real.close())
  both = [
    await meet(standIn.url, standIn.code, join(folder, 'stand-in')),
    await meet(real.kiosk, await real.issueCode(), join(folder, 'real')),
  ]
})
afterAll(async () => {
  for (const close of closing) await close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** What both say to this, one beside the other. */
function of<T>(what: (met: Met) => Promise<T>): Promise<readonly [T, T]> {
  const [standIn, real] = both
  return Promise.all([what(standIn), what(real)])
}

async function statusOf({ client }: Met, ask: Ask, plainly = false): Promise<number | undefined> {
  return (await (plainly ? client.askPlainly(ask) : client.ask(ask)))?.status
}

describe('Both centrals', () => {
  it('enrol a kiosk with a code once, and give keys of the same kinds', async () => {
    const [standIn, real] = both.map(({ identity: { device, trusted } }) => ({
      device: Object.keys(device).sort(),
      keyset: Object.entries(trusted.keyset.keyset).map(([name, value]) => `${name} ${typeof value}`).sort(), // prettier-ignore
    }))
    expect(standIn?.device).toEqual(real?.device)
    // The real one has an escrow key and its hospital's id besides, which main does not read.
    expect(real?.keyset).toEqual(expect.arrayContaining([...(standIn?.keyset ?? [])]))
    const [again, againReal] = await of((met) => met.again())
    expect([again, againReal]).toEqual(['notEnrolled', 'notEnrolled'])
  })

  it.each([
    ['the content', { method: 'GET', path: paths.content, limit: 4_000_000 }, false, 200],
    ['the keyset', { method: 'GET', path: paths.keyset }, false, 200],
    ['the content without a token', { method: 'GET', path: paths.content }, true, 401],
    ['a report without a token', { method: 'POST', path: paths.reports, body: '{}' }, true, 401],
    ['an envelope without a token', { method: 'PUT', path: `${paths.envelopes}${randomUUID()}`, body: 'x' }, true, 401],
    ['a report of another shape', { method: 'POST', path: paths.reports, body: '{"type":"gossip"}', type: 'application/json' }, false, 400],
    ['a help call', { method: 'POST', path: paths.reports, body: '{"type":"help","visit":null}', type: 'application/json' }, false, 204],
  ] as const)('answer %s with the same status', async (_name, ask, plainly, status) => {
    expect(await of((met) => statusOf(met, ask, plainly))).toEqual([status, status])
  }) // prettier-ignore

  it('sign content and keyset as the same types, with a version', async () => {
    for (const path of [paths.content, paths.keyset]) {
      const [standIn, real] = await of(async ({ client }) => {
        const jws = (await client.ask({ method: 'GET', path, limit: 4_000_000 }))?.body.trim() ?? ''
        return [decodeProtectedHeader(jws).typ, typeof decodeJwt(jws)['version']]
      })
      expect(standIn).toEqual(real)
    }
  })

  it('give a receipt that main believes for whatever it delivers, the same one a second time', async () => {
    const answers = await of(async ({ client, identity: { trusted } }) => {
      const { keyset } = trusted.keyset
      const [key] = keyset.intake
      if (key === undefined) throw new Error('a keyset has an intake key')
      // Nobody can open it: what is inside are random bytes.
      const { id, jwe } = await makeEnvelope({ key })
      const sha256 = v.parse(Sha256, createHash('sha256').update(jwe).digest('base64url'))
      const put = { method: 'PUT', path: `${paths.envelopes}${id}`, body: jwe, type: 'application/jose' } as const
      const [first, second] = [await client.ask(put), await client.ask(put)]
      const believed = await verifyReceipt({ answer: first?.body ?? '', id, sha256, keys: keyset.receipt })
      return [believed !== null, second?.body !== undefined && second.status < 300]
    })
    expect(answers).toEqual([
      [true, true],
      [true, true],
    ])
  })

  it('state their time first on the stream of events', async () => {
    const first = await of(async ({ client }) => {
      const stop = new AbortController()
      const events = await client.openEvents(stop.signal)
      if (events === null) return null
      for await (const chunk of events) {
        const line = String(chunk).split('\n').find((one) => one.startsWith('data:')) // prettier-ignore
        if (line === undefined) continue
        stop.abort()
        return v.parse(v.pipe(v.string(), v.parseJson(), DeviceCommand), line.slice('data:'.length)).type
      }
      return null
    }).catch((error: unknown) => String(error))
    expect(first).toEqual(['time', 'time'])
  })
})
