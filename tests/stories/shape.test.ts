/** Foreign stories are read strictly: what has another shape is refused by name, and holds up nothing else. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { understand } from './grammar.ts'
import { policyOf, UnknownCell, withCell } from './policy.ts'
import { saidOf } from './said.ts'
import { readStories } from './shape.ts'

const text = readFileSync(new URL('samples.json', import.meta.url), 'utf8')
const [first] = JSON.parse(text) as readonly Record<string, unknown>[]
const read = (change: object): string => {
  const [one] = readStories(JSON.stringify([{ ...first, ...change }]), 'x.json')
  return one !== undefined && 'unreadable' in one ? `${one.id}: ${one.unreadable}` : 'a story'
}

describe('A story', () => {
  it('of the published shape is read', () => {
    expect(readStories(text, 'samples.json').filter((one) => 'unreadable' in one)).toEqual([])
  })

  it.each([
    [{ events: [] }, 'S101: events'],
    [{ surprise: 1 }, 'S101: surprise'],
    [{ people: {} }, 'S101: : a story has a patient'],
    [{ observations: [{ after: 9 }] }, 'S101: : an observation after an event that there is'],
    [{ observations: [{ after: 1, request: 'begun' }] }, 'S101: observations.0.request'],
    [{ observations: [{ after: 1, sees: { mother: 'something' } }] }, 'S101: observations.0.sees.mother'],
    [
      { observations: [{ after: 1, mandates: { mother: 'active:2031-02-30' } }] },
      'S101: observations.0.mandates.mother',
    ],
    [{ events: [{ n: 1, at: '2026-11-23 10:00', actor: 'clerk', act: 'look', what: '' }] }, 'S101: events.0.at'],
  ])('of another shape is refused, with where: %j', (change, why) => {
    expect(read(change)).toContain(why)
  })

  it('that is refused holds up no other', () => {
    const two = readStories(JSON.stringify([{ id: 'S1' }, first]), 'x.json')
    expect(two.map((one) => 'story' in one)).toEqual([false, true])
    expect(readStories('{"not":"a list"}', 'x.json')).toEqual([
      { id: 'x.json', unreadable: 'is no JSON list of stories' },
    ])
  })
})

describe('The cells of a story', () => {
  it('are ours, by the names of the documents', () => {
    const policy = policyOf(defaultPolicy, {
      '~setDays': 10,
      atTwelve: 'pausesUntilChildConsents',
      '~form16to17': 'none',
    })
    expect([policy.set.days, policy.children.atTwelve, policy.young.route]).toEqual([
      10,
      'pausesUntilChildConsents',
      'refer',
    ])
  })

  it('begin with the first of two values, and change by an event', () => {
    const before = policyOf(defaultPolicy, { 'authority.required': 'all, then applicant' })
    expect(before.authority.required).toBe('all')
    expect(withCell(before, 'authority.required', 'applicant').authority.required).toBe('applicant')
  })

  it.each([
    ['~something', 1],
    ['set.days', 'soon'],
  ])('that are not ours are refused: %s', (name, value) => {
    expect(() => policyOf(defaultPolicy, { [name]: value })).toThrow(UnknownCell)
  })
})

describe('Free text', () => {
  it('says what the tables know, and nothing when a word is left', () => {
    const phrases = [{ is: /all kinds/, says: () => ({ kinds: 'all' }) }]
    expect(understand('all kinds', [phrases])).toEqual({ ok: true, said: { kinds: 'all' } })
    expect(understand('all kinds, by proxy of a friend', [phrases])).toMatchObject({ ok: false, left: 'proxy friend' })
  })

  it.each([
    ['sign', 'appointments and medication only', { kinds: ['appointments', 'medication'] }],
    ['answer', 'comes alone with own identity card: yes', { answer: 'yes' }],
    [
      'evidence',
      'extract dated 2026-11-12: mother and Karim Aziz jointly',
      { extract: '2026-11-12', holders: ['mother', 'Karim Aziz'] },
    ],
    [
      'evidence',
      'original ruling Rechtbank Den Haag, pronounced 2025-01-12, ends 2027-01-12 (last valid day)',
      { ruling: { pronounced: '2025-01-12', until: '2027-01-12' } },
    ],
    ['policy', 'version 8: authority.required = applicant', { cell: 'authority.required', value: 'applicant' }],
  ])('of %s: %s', (act, what, said) => {
    expect(saidOf(act, what)).toEqual({ ok: true, said })
  })

  it('of an act without a table is not guessed at', () => {
    expect(saidOf('teleport', 'at once')).toBeNull()
  })
})
