/** Every kind of bad input has an outcome with an id of its own, its sentences and a next step; nothing throws. */
import { describe, expect, it } from 'vitest'
import { acceptPolicy, type Signature } from '../../domain/policy/accept.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { domstad } from '../../tools/rules/hospitals.ts'
import { policyFaults, readPolicy } from '../../domain/policy/read.ts'
import { strangerOf } from '../../domain/policy/stranger.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { factFaults, readFacts } from '../../domain/rules/read-facts.ts'
import { random } from '../prove/random.ts'
import { changed, day, motherOfSeven, today } from './sample.ts'

const hospital = defaultPolicy.hospital.id
const accepted = (signature: Signature, newestSeen = 2) =>
  acceptPolicy({ signature, hospital, newestSeen, held: { ...defaultPolicy, version: 2 }, today })
const ours = (policy: object): Signature => ({ by: 'ours', text: JSON.stringify({ ...defaultPolicy, version: 3, ...policy }) }) // prettier-ignore
const refused = (facts: Facts) => decide({ facts, policy: defaultPolicy })
const document = (until: string) => ({ level: 'identified', documentValidUntil: day(until) }) as const
const { times: _, ...withoutTimes } = defaultPolicy

/** What came in, how it is handled, and the id that only this has. */
const cases: readonly [string, () => { readonly kind: string; readonly id?: string }, string][] = [
  ['a parent younger than the child', () => refused(changed(motherOfSeven, { applicant: { birth: day('2020-01-01') } })), 'input.parentYoungerThanChild'], // prettier-ignore
  ['one person in two roles', () => refused(changed(motherOfSeven, { applicant: { sameAsPatient: true } })), 'input.twoRoles'], // prettier-ignore
  ['an end before the start', () => refused(changed(motherOfSeven, { request: { from: day('2026-12-02'), until: day('2026-12-01') } })), 'input.endBeforeStart'], // prettier-ignore
  ['a patient’s birth date in the future', () => refused(changed(motherOfSeven, { patient: { birth: day('2026-11-24') } })), 'input.patientBirthInFuture'], // prettier-ignore
  ['an applicant’s birth date in the future', () => refused(changed(motherOfSeven, { applicant: { birth: day('2026-11-24') } })), 'input.applicantBirthInFuture'], // prettier-ignore
  ['a patient of 130', () => refused(changed(motherOfSeven, { patient: { birth: day('1896-11-23') } })), 'input.patientAge'], // prettier-ignore
  ['an applicant of 130', () => refused(changed(motherOfSeven, { applicant: { birth: day('1896-11-23') } })), 'input.applicantAge'], // prettier-ignore
  ['a document that expired yesterday', () => refused(changed(motherOfSeven, { applicant: { identity: document('2026-11-22') } })), 'all.documentExpired'], // prettier-ignore
  ['an unknown relation', () => readFacts({ ...motherOfSeven, relation: 'neighbour' }), 'facts.unknownRelation'],
  ['30 February', () => readFacts({ ...motherOfSeven, today: '2026-02-30' }), 'facts.noSuchDay'],
  ['a policy with an unknown key', () => accepted(ours({ more: 1 })), 'policy.unknownKey'],
  ['a policy that misses a cell', () => accepted({ by: 'ours', text: JSON.stringify(withoutTimes) }), 'policy.missingCell'], // prettier-ignore
  ['a policy with contradictory ages', () => accepted(ours({ ages: { childSigns: 16, parentAccessEnds: 12, adult: 18 } })), 'policy.contradicts'], // prettier-ignore
  ['a policy without a signature', () => accepted({ by: 'nobody' }), 'policy.unsigned'],
  ['a policy with a wrong signature', () => accepted(strangerOf(defaultPolicy, hospital)), 'policy.wrongSignature'],
  ['a policy with another hospital’s signature', () => accepted(strangerOf(domstad, hospital)), 'policy.signedByOtherHospital'], // prettier-ignore
  ['another hospital’s policy with our signature', () => accepted(ours({ hospital: domstad.hospital })), 'policy.otherHospital'], // prettier-ignore
  ['a rollback to an older version', () => accepted(ours({ version: 1 })), 'policy.older'],
  ['other rules under a version that is known', () => accepted(ours({ version: 2, children: { ...defaultPolicy.children, under12: 'refer' } })), 'policy.versionTaken'], // prettier-ignore
]

describe('bad input', () => {
  it.each(cases)('%s gives an outcome of its own', (_name, outcome, id) => {
    expect(outcome().id).toBe(id)
  })

  it('shares no id with another kind', () => {
    expect(new Set(cases.map(([, , id]) => id)).size).toBe(cases.length)
  })

  it('of a visit has sentences and a next step; of a file it has a sentence in both languages', () => {
    for (const [, outcome, id] of cases) {
      const said = outcome()
      if (said.kind === 'refusal')
        expect(said).toMatchObject({ visitor: { nl: expect.any(String) }, staff: expect.any(String), next: { text: { nl: expect.any(String) } } }) // prettier-ignore
      else expect({ ...policyFaults, ...factFaults }).toHaveProperty([id], expect.stringContaining(' / '))
    }
  })

  it('names the line at fault of a version that is known with other rules', () => {
    const other = ours({ version: 2, hospital: { id: hospital, name: 'Another name' } })
    expect(accepted(other)).toEqual({ kind: 'fault', id: 'policy.versionTaken', path: 'version' })
  })

  it('is no bad input when it is only the border: the same version again, its own rules', () => {
    expect(accepted(ours({ version: 2 })).kind).toBe('policy')
    expect(acceptPolicy({ signature: ours({ version: 2 }), hospital, newestSeen: 2, today }).kind).toBe('policy')
    expect(strangerOf({ hospital: { id: 'No Id' } }, hospital)).toEqual({ by: 'unknown' })
  })
})

/** JSON with one value somewhere replaced by rubbish, left out or doubled. */
function spoilt(value: unknown, drawing: () => number): unknown {
  const rubbish = [null, '', '2026-02-30', -1, 1e300, [], {}, true, '\ud800', 'x'.repeat(5000)]
  if (typeof value !== 'object' || value === null || drawing() < 0.15)
    return rubbish[Math.floor(drawing() * rubbish.length)]
  const entries = Object.entries(value)
  const at = Math.floor(drawing() * entries.length)
  if (drawing() < 0.1) return Object.fromEntries(entries.filter((_entry, index) => index !== at))
  if (drawing() < 0.1) return { ...value, [`${entries[at]?.[0]}2`]: 1 }
  const changedEntries = entries.map(([key, inner], index) => [key, index === at ? spoilt(inner, drawing) : inner])
  return Array.isArray(value) ? changedEntries.map(([, inner]) => inner) : Object.fromEntries(changedEntries)
}

it('never throws on facts and policies with rubbish in them', () => {
  const drawing = random(20261126)
  const ids = new Set<string>()
  for (let n = 0; n < 5000; n++) {
    const read = readFacts(spoilt(motherOfSeven, drawing))
    if (read.kind === 'fault') ids.add(read.id)
    else ids.add(decide({ facts: read.facts, policy: defaultPolicy }).kind)
    const rules = readPolicy(spoilt(defaultPolicy, drawing))
    if (rules.kind === 'fault') ids.add(rules.id)
    else ids.add(decide({ facts: motherOfSeven, policy: rules.policy }).kind)
  }
  const met = ['facts.wrongValue', 'facts.unknownKey', 'facts.missing', 'policy.unknownKey', 'policy.missingCell', 'form', 'refusal'] // prettier-ignore
  expect(met.filter((id) => !ids.has(id))).toEqual([])
})
