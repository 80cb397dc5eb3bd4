/** A session takes the hospital's rules only through the one acceptance; each refusal is one of the closed list. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { PolicyRefusal } from '../../domain/contract/control/policy-refusal.ts'
import { Arm } from '../../domain/contract/control/session.ts'
import { Instant } from '../../domain/ids.ts'
import { languages } from '../../domain/language.ts'
import { outcomes } from '../../domain/outcome/outcomes.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { domstad } from '../../tools/rules/hospitals.ts'
import { verifyTrust } from '../../session/arm/trust.ts'
import { content } from './support/content.ts'
import { dayFrom, houseKey, instantFrom, signed, testHouse } from './support/hospital.ts'
import type { HouseKey, TestHouse } from './support/hospital.ts'

const now = v.parse(Instant, new Date().toISOString())
const hospital = await testHouse()
const stranger = await houseKey()
const old = await testHouse({ keyset: { hospitalId: undefined } })

const bundle = (policy: unknown, key: HouseKey = hospital.content) =>
  signed(key, 'balie-content+jwt', { ...content, validUntil: instantFrom(10), policy })
const part = (text: object) => Buffer.from(JSON.stringify(text)).toString('base64url')

async function taken(of: TestHouse, jws: string, policySeen?: object): Promise<string> {
  const arm = v.parse(Arm, {
    type: 'arm',
    central: 'https://127.0.0.1:1',
    ca: of.tls.cert,
    keyset: of.keyset,
    content: jws,
    root: of.root.kid,
    sealChain: of.seal.leafPem,
    training: true,
    time: { at: now, uncertainty: 0 },
    ...(policySeen === undefined ? {} : { policySeen }),
  })
  const trusted = await verifyTrust(arm, now)
  return typeof trusted === 'string' ? trusted : `version ${trusted.policy.version}`
}
const seen = (version: number, hospital = 'rijnmeer') => ({ hospital, version })
const next = { ...defaultPolicy, version: 2 }
const { times: _, ...withoutTimes } = next

describe('a session', () => {
  it.each<[string, () => Promise<string>, string]>([
    ['complete, ours and newer', () => bundle(next), 'version 2'],
    ['not signed', () => Promise.resolve(`${part({ alg: 'none', typ: 'balie-content+jwt' })}.${part({ ...content, policy: next })}.AA`), 'policyUnsigned'], // prettier-ignore
    ['no signed text at all', () => Promise.resolve('aaaa.bbbb.cccc'), 'policyUnsigned'],
    ['signed by a stranger', () => bundle(next, stranger), 'policyWrongSignature'],
    ['signed by another hospital', () => bundle({ ...domstad, version: 2 }, stranger), 'policyOtherHospital'],
    ['of another hospital with our signature', () => bundle({ ...domstad, version: 2 }), 'policyOtherHospital'],
    ['partial', () => bundle(withoutTimes), 'policyIncomplete'],
    ['none', () => bundle({}), 'policyIncomplete'],
    ['with an unknown key', () => bundle({ ...next, extra: 1 }), 'policyIncomplete'],
    ['contradictory', () => bundle({ ...next, ages: { childSigns: 16, parentAccessEnds: 12, adult: 18 } }), 'policyIncomplete'], // prettier-ignore
    ['of tomorrow', () => bundle({ ...next, validFrom: dayFrom(2) }), 'policyNotYetValid'],
  ])('gives what it should for rules that are %s', async (_name, jws, expected) => {
    expect(await taken(hospital, await jws(), seen(1))).toBe(expected)
  })

  it('refuses rules that are older than those this kiosk has seen, and takes the same again', async () => {
    expect(await taken(hospital, await bundle(next), seen(3))).toBe('policyOlder')
    expect(await taken(hospital, await bundle(next), seen(2))).toBe('version 2')
    expect(await taken(hospital, await bundle(next))).toBe('version 2')
  })

  it('goes by Root’s word whose kiosk it is: what it saw of another hospital counts for nothing', async () => {
    expect(await taken(hospital, await bundle(next), seen(9, 'domstad'))).toBe('version 2')
    expect(await taken(hospital, await bundle({ ...domstad, version: 9 }), seen(2, 'domstad'))).toBe(
      'policyOtherHospital',
    )
  })

  it('stays with the first hospital that it saw where Root does not say whose it is', async () => {
    const by = (policy: unknown) => bundle(policy, old.content)
    expect(await taken(old, await by(next))).toBe('version 2')
    expect(await taken(old, await by(next), seen(3))).toBe('policyOlder')
    expect(await taken(old, await by({ ...domstad, version: 9 }), seen(2))).toBe('policyOtherHospital')
    expect(await taken(old, await by({}))).toBe('policyIncomplete')
    expect(await taken(old, await bundle(next, stranger))).toBe('policyWrongSignature')
    expect(await taken(old, 'aaaa.bbbb.cccc')).toBe('policyUnsigned')
  })
})

describe('each refusal', () => {
  it.each(PolicyRefusal.options)('%s has sentences for visitor and staff, and what to do next', (id) => {
    const { patient, staff, next: step } = outcomes[id]
    for (const language of languages) expect(patient[language].length).toBeGreaterThan(10)
    expect(staff).toMatch(/^[A-Z].*\.$/)
    expect(step).toBe('paperRoute')
  })
  it('tells visitors all the same and staff each its own', () => {
    const all = PolicyRefusal.options.map((id) => outcomes[id])
    expect(new Set(all.map(({ patient }) => patient.nl)).size).toBe(1)
    expect(new Set(all.map(({ staff }) => staff)).size).toBe(all.length)
  })
})
