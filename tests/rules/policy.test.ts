import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { acceptPolicy, type Signature } from '../../domain/policy/accept.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { otherHospitals } from '../../tools/rules/hospitals.ts'
import { PolicyName, PolicySeen } from '../../domain/contract/control/policy-seen.ts'
import { policyUri, readPolicyUri } from '../../domain/coding/systems.ts'
import { policyJsonSchema } from '../../tools/rules/json-schema.ts'
import { HospitalId } from '../../domain/ids.ts'
import { policyFaults, readPolicy, readPolicyText } from '../../domain/policy/read.ts'
import { factFaults, readFacts, readFactsText } from '../../domain/rules/read-facts.ts'
import { motherOfSeven, today } from './sample.ts'

const withAges = (ages: object) => ({ ...defaultPolicy, ages: { ...defaultPolicy.ages, ...ages } })
const id = (result: { readonly kind: string; readonly id?: string }) => result.id ?? result.kind

describe('a policy file', () => {
  const { times: _, ...withoutTimes } = defaultPolicy
  it.each<[string, unknown, string]>([
    ['is complete', defaultPolicy, 'policy'],
    ['has an unknown key', { ...defaultPolicy, extra: 1 }, 'policy.unknownKey'],
    ['has an unknown key in a group', withAges({ extra: 1 }), 'policy.unknownKey'],
    ['misses a group of cells', withoutTimes, 'policy.missingCell'],
    ['has contradictory ages', withAges({ childSigns: 16, parentAccessEnds: 12 }), 'policy.contradicts'],
    ['asks a child later than at 12', withAges({ childSigns: 13 }), 'policy.crossesFixedLine'],
    [
      'lets a claimed identity sign',
      { ...defaultPolicy, identity: { ...defaultPolicy.identity, sign: 'claimed' } },
      'policy.crossesFixedLine',
    ],
    ['has another format', { ...defaultPolicy, format: 'balie-policy/4' }, 'policy.unknownFormat'],
  ])('that %s gives %s', (_, raw, expected) => {
    expect(id(readPolicy(raw))).toBe(expected)
  })

  it('that is not JSON is refused without an exception', () => {
    expect(id(readPolicyText('{'))).toBe('policy.notJson')
  })

  it.each([
    [1, true],
    [999_999_999, true],
    [1_000_000_000, false],
    [1.5, false],
    [0, false],
  ])('of version %d is read by all or by none: %s', (version, good) => {
    const hospital = defaultPolicy.hospital.id
    const read = readPolicy({ ...defaultPolicy, version })
    expect(read).toMatchObject(good ? { kind: 'policy' } : { id: 'policy.wrongValue', path: 'version' })
    expect(readPolicyUri(policyUri(hospital, version))).toEqual(good ? { hospital, version } : null)
    expect(v.is(PolicySeen, { hospital, version })).toBe(good)
    expect(v.parse(PolicyName, { hospital: { id: hospital }, version })).toEqual(good ? { hospital, version } : null)
  })

  it('names the line at fault', () => {
    expect(readPolicy(withAges({ childSigns: 13 }))).toMatchObject({ path: 'ages.childSigns' })
  })

  it.each(otherHospitals.map((policy) => [policy.hospital.name, policy]))('of %s is complete', (_, policy) => {
    expect(readPolicy(JSON.parse(JSON.stringify(policy))).kind).toBe('policy')
  })

  it('has a JSON Schema in which each cell has a title, unit, default and source', () => {
    expect(policyJsonSchema()).toMatchObject({
      additionalProperties: false,
      properties: {
        ages: {
          properties: {
            childSigns: {
              minimum: 10,
              maximum: 12,
              default: 12,
              'x-unit': 'years',
              'x-mark': 'norm',
              title: expect.any(String),
            },
          },
        },
        privacy: {
          properties: { representativeBsn: { enum: ['kept', 'notKept'], default: 'notKept', 'x-source': 'L16' } },
        },
      },
    })
  })
})

describe('a signed policy', () => {
  const text = JSON.stringify({ ...defaultPolicy, version: 4 })
  const ours = (change: object): Signature => ({ by: 'ours', text: JSON.stringify({ ...JSON.parse(text), ...change }) })
  const accept = (change: object) =>
    id(
      acceptPolicy({
        signature: { by: 'ours', text },
        hospital: v.parse(HospitalId, 'rijnmeer'),
        newestSeen: 4,
        today,
        ...change,
      }),
    )

  it('is accepted at the version seen or newer, from its first day on', () => {
    expect(accept({})).toBe('policy')
    expect(accept({ newestSeen: 3 })).toBe('policy')
    expect(accept({ signature: ours({ validFrom: today }) })).toBe('policy')
  })
  it.each<[string, object, string]>([
    ['it is not signed', { signature: { by: 'nobody' } }, 'policy.unsigned'],
    ['its signature is wrong', { signature: { by: 'unknown' } }, 'policy.wrongSignature'],
    ['another hospital signed it', { signature: { by: 'otherHospital' } }, 'policy.signedByOtherHospital'],
    ['it is of another hospital', { hospital: 'domstad' }, 'policy.otherHospital'],
    ['a newer one was seen', { newestSeen: 5 }, 'policy.older'],
    ['its first day is tomorrow', { signature: ours({ validFrom: '2026-11-24' }) }, 'policy.notYetValid'],
    ['it is only a part', { signature: ours({ times: undefined }) }, 'policy.missingCell'],
    ['it is no JSON', { signature: { by: 'ours', text: '{' } }, 'policy.notJson'],
  ])('is refused when %s', (_, change, expected) => {
    expect(accept(change)).toBe(expected)
  })
})

describe('bad facts', () => {
  const patient = (change: object) => ({ ...motherOfSeven, patient: { ...motherOfSeven.patient, ...change } })
  const request = (change: object) => ({ ...motherOfSeven, request: { ...motherOfSeven.request, ...change } })
  const { mandates: _, ...withoutMandates } = motherOfSeven
  it.each<[string, unknown, string]>([
    ['an unknown relation', { ...motherOfSeven, relation: 'neighbour' }, 'facts.unknownRelation'],
    ['30 February', patient({ birth: '2019-02-30' }), 'facts.noSuchDay'],
    ['a day that is no day', patient({ birth: 'yesterday' }), 'facts.noSuchDay'],
    ['an unknown key', patient({ name: 'x' }), 'facts.unknownKey'],
    ['a missing group', withoutMandates, 'facts.missing'],
    ['a wrong value', patient({ deceased: 'maybe' }), 'facts.wrongValue'],
    ['nothing at all', undefined, 'facts.missing'],
    ['a birth before anybody alive', patient({ birth: '1889-12-31' }), 'facts.dayOutOfReach'],
    ['an end that registers write for “never”', request({ until: '9999-12-31' }), 'facts.dayOutOfReach'],
    ['the first day that counts', patient({ birth: '1890-01-01' }), 'facts'],
    ['the last day that counts', request({ until: '2100-12-31' }), 'facts'],
  ])('with %s give %s', (_, raw, expected) => {
    expect(id(readFacts(raw))).toBe(expected)
  })

  it('that are not JSON are refused without an exception', () => {
    expect(id(readFactsText('{'))).toBe('facts.notJson')
    expect(id(readFactsText(JSON.stringify(motherOfSeven)))).toBe('facts')
  })

  it('name the fact at fault', () => {
    expect(readFacts(patient({ birth: '2019-02-30' }))).toEqual({
      kind: 'fault',
      id: 'facts.noSuchDay',
      path: 'patient.birth',
    })
  })
})

describe('a fault', () => {
  it('of a policy or of facts has a sentence in Dutch and in English', () => {
    expect([Object.keys(policyFaults).length, Object.keys(factFaults).length]).toEqual([15, 8])
    for (const text of [...Object.values(policyFaults), ...Object.values(factFaults)])
      expect(text).toMatch(/^[A-Z][^/]+\. \/ [A-Z][^/]+\.$/)
  })
})
