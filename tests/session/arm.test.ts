/** What a spare believes: only what the pinned root vouches for, and only while it holds. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Arm } from '../../domain/contract/control/session.ts'
import { Instant } from '../../domain/ids.ts'
import { anchoredClock } from '../../session/arm/clock.ts'
import { algorithmsWork } from '../../session/arm/features.ts'
import { verifyTrust } from '../../session/arm/trust.ts'
import { makeVisitKey } from '../../session/arm/visit-key.ts'
import { childForm, content } from './support/content.ts'
import { houseKey, instantFrom, signed, testHouse } from './support/hospital.ts'
import type { TestHouse } from './support/hospital.ts'

const now = v.parse(Instant, new Date().toISOString())

function armOf(hospital: TestHouse, change: object = {}): Arm {
  return v.parse(Arm, {
    type: 'arm',
    central: 'https://127.0.0.1:1',
    ca: hospital.tls.cert,
    keyset: hospital.keyset,
    content: hospital.bundle,
    root: hospital.root.kid,
    sealChain: hospital.seal.leafPem,
    training: true,
    time: { at: now, uncertainty: 0 },
    ...change,
  })
}
const trust = (hospital: TestHouse, change: object = {}) => verifyTrust(armOf(hospital, change), now)

describe('arming', () => {
  it('believes a keyset by the pinned root and content by one of its keys', async () => {
    const trusted = await trust(await testHouse())
    expect(trusted).toMatchObject({ content: { version: 7 }, forms: [{ version: '1.0.0' }] })
  })

  it('refuses another root, also one that signs a keyset of its own', async () => {
    const hospital = await testHouse()
    const other = await testHouse()
    expect(await trust(hospital, { root: other.root.kid })).toBe('keyset')
    expect(await trust(hospital, { keyset: other.keyset })).toBe('keyset')
    const claims = JSON.parse(Buffer.from(hospital.keyset.split('.')[1] ?? '', 'base64url').toString()) as object
    const forged = await signed(other.root, 'balie-keyset+jwt', claims, { jwk: hospital.root.jwk })
    expect(await trust(hospital, { keyset: forged })).toBe('keyset')
    expect(
      await trust(hospital, {
        keyset: await signed(hospital.root, 'balie-content+jwt', claims, { jwk: hospital.root.jwk }),
      }),
    ).toBe('keyset')
    expect(await trust(hospital, { keyset: await signed(hospital.root, 'balie-keyset+jwt', claims) })).toBe('keyset')
  })

  it('refuses content by a stranger, with another shape, or with a form that it cannot show', async () => {
    const hospital = await testHouse()
    const bundle = { ...content, validUntil: instantFrom(10) }
    const stranger = await houseKey()
    const forged = await signed(stranger, 'balie-content+jwt', bundle)
    expect(await trust(hospital, { content: forged })).toBe('policyWrongSignature')
    const bad = [
      { more: 1 },
      { questionnaires: [{ ...childForm, item: [{ linkId: 'a', type: 'string', text: 'Naam?' }] }] },
    ]
    for (const change of bad) {
      const odd = await signed(hospital.content, 'balie-content+jwt', { ...bundle, ...change })
      expect(await trust(hospital, { content: odd })).toBe('content')
    }
  })

  it('refuses what has expired by the central’s time', async () => {
    const yesterday = instantFrom(-1)
    expect(await trust(await testHouse({ content: { validUntil: yesterday } }))).toBe('expired')
    expect(await trust(await testHouse({ keyset: { notAfter: yesterday } }))).toBe('expired')
  })

  it('makes a V that signs, and whose private half nobody can read', async () => {
    const key = await makeVisitKey()
    expect(await algorithmsWork(key)).toBe(true)
    expect(Object.keys(key.public).sort()).toEqual(['crv', 'kty', 'x', 'y'])
    expect(key.private.extractable).toBe(false)
    const broken = { ...key, sign: () => Promise.reject(new Error('no such algorithm')) }
    expect(await algorithmsWork(broken)).toBe(false)
  })
})

describe('the visit’s clock', () => {
  it('goes on from the central’s time by a monotonic clock, on the hospital’s calendar', () => {
    let monotonic = 5000
    const anchor = v.parse(Arm.entries.time, { at: '2026-11-23T23:59:59.500+01:00', uncertainty: 40 })
    const clock = anchoredClock(anchor, () => monotonic)
    expect(clock.now()).toBe('2026-11-23T22:59:59.500Z')
    expect(clock.today()).toBe('2026-11-23')
    monotonic += 500
    expect(clock.now()).toBe('2026-11-23T23:00:00.000Z')
    expect(clock.today()).toBe('2026-11-24')
    // A quartz clock drifts: 100 parts in a million, rounded up.
    expect(clock.uncertainty()).toBe(41)
    monotonic += 3_600_000
    expect(clock.uncertainty()).toBe(401)
  })
})
