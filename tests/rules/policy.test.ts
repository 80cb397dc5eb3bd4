import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { acceptPolicy } from '../../domain/policy/accept.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { otherHospitals } from '../../domain/policy/hospitals/hospitals.ts'
import { policyJsonSchema } from '../../domain/policy/jsonSchema.ts'
import { HospitalId } from '../../domain/policy/policy.ts'
import { readPolicy, readPolicyText } from '../../domain/policy/read.ts'
import { readFacts } from '../../domain/rules/readFacts.ts'
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
    ['has another format', { ...defaultPolicy, format: 'balie-policy/2' }, 'policy.unknownFormat'],
  ])('that %s gives %s', (_, raw, expected) => {
    expect(id(readPolicy(raw))).toBe(expected)
  })

  it('that is not JSON is refused without an exception', () => {
    expect(id(readPolicyText('{'))).toBe('policy.notJson')
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
  const verified = JSON.stringify({ ...defaultPolicy, version: 4 })
  const accept = (change: object) =>
    id(acceptPolicy({ verified, hospital: v.parse(HospitalId, 'rijnmeer'), newestSeen: 4, today, ...change }))

  it('is accepted at the version seen or newer', () => {
    expect(accept({})).toBe('policy')
    expect(accept({ newestSeen: 3 })).toBe('policy')
  })
  it('is refused without a valid signature', () => expect(accept({ verified: null })).toBe('policy.unsigned'))
  it('is refused when a newer one was seen', () => expect(accept({ newestSeen: 5 })).toBe('policy.older'))
  it('is refused for another hospital', () => expect(accept({ hospital: 'domstad' })).toBe('policy.otherHospital'))
  it('is refused before its first day', () =>
    expect(accept({ verified: JSON.stringify({ ...defaultPolicy, version: 4, validFrom: '2026-11-24' }) })).toBe(
      'policy.notYetValid',
    ))
})

describe('bad facts', () => {
  const patient = (change: object) => ({ ...motherOfSeven, patient: { ...motherOfSeven.patient, ...change } })
  const { mandates: _, ...withoutMandates } = motherOfSeven
  it.each<[string, unknown, string]>([
    ['an unknown relation', { ...motherOfSeven, relation: 'neighbour' }, 'facts.unknownRelation'],
    ['30 February', patient({ birth: '2019-02-30' }), 'facts.noSuchDay'],
    ['a day that is no day', patient({ birth: 'yesterday' }), 'facts.noSuchDay'],
    ['an unknown key', patient({ name: 'x' }), 'facts.unknownKey'],
    ['a missing group', withoutMandates, 'facts.missing'],
    ['a wrong value', patient({ deceased: 'maybe' }), 'facts.wrongValue'],
    ['nothing at all', undefined, 'facts.missing'],
  ])('with %s give %s', (_, raw, expected) => {
    expect(id(readFacts(raw))).toBe(expected)
  })
})
