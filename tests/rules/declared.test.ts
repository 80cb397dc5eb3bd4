/** What the rules only say: every sentence is there, and every source is one that docs/rules/sources.md or a law names. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { otherHospitals } from '../../domain/policy/hospitals/hospitals.ts'
import { dataKinds, purposes } from '../../domain/policy/kinds.ts'
import { everyCell } from '../../domain/policy/narrow.ts'
import { nextSteps } from '../../domain/rules/next.ts'
import { isRefusalId, refusals } from '../../domain/rules/refusals.ts'
import { withdrawalRefusals } from '../../domain/rules/refusals/withdrawal.ts'
import { relations } from '../../domain/rules/relations.ts'
import { rulebook, withdrawalRules } from '../../domain/rules/rulebook.ts'

const listed = readFileSync(new URL('../../docs/rules/sources.md', import.meta.url), 'utf8')
const marks = ['law', 'norm', 'choice', 'judgement']

/** A key of the list ("H17"), an article of the terms ("S4"), or an article of a law ("BW 7:465(3)", "EHDS 4"). */
function isNamed(source: string): boolean {
  if (/^S[1-9]$|^BW \d:\d+[a-z]{0,2}(\(\d\))?$|^EHDS \d+$|^AVG \d+(\(\d+\))?(, \d+)?$|^Wabvpz \d+$/.test(source))
    return true
  return /^[HLA]\d+$/.test(source) && new RegExp(`(^|[ ·,-])${source} `, 'm').test(listed)
}
const unnamed = (sources: string) => sources.split(/[;,] (?=[A-Z])/).filter((source) => !isNamed(source))
/** Filled, and from a capital letter or digit to a full stop. */
const sentence = /^[A-Z\d].*[a-zA-Z\d)”][.?!]$/

describe.each(Object.entries({ ...rulebook, ...withdrawalRules }))('the rule %s', (_, { mark, source, nl, en }) => {
  it('says in Dutch and in English what holds, how hard it is and where it comes from', () => {
    expect(marks).toContain(mark)
    expect(unnamed(source)).toEqual([])
    expect(nl).toMatch(sentence)
    expect(en).toMatch(sentence)
  })
})

describe.each(Object.entries({ ...refusals, ...withdrawalRefusals }))('the refusal %s', (_, refusal) => {
  it('has sentences for visitor and staff, a source and a next step', () => {
    const { mark, source, visitor, staff, next } = refusal
    expect(marks).toContain(mark)
    expect(source === '' ? [] : unnamed(source)).toEqual([])
    for (const text of [visitor.nl, visitor.nlSimple, visitor.en, staff]) expect(text).toMatch(sentence)
    expect(nextSteps).toHaveProperty(next)
  })
})

describe('a rule’s name', () => {
  it('is that of a refusal or of a rule that leads to a form, never of both', () => {
    expect(Object.keys(refusals).every(isRefusalId)).toBe(true)
    expect(Object.keys(rulebook).some(isRefusalId)).toBe(false)
    // A name that every object has is the name of no refusal.
    expect(isRefusalId('toString')).toBe(false)
  })
})

describe.each(Object.entries(nextSteps))('the next step %s', (_, { nl, nlSimple, en }) => {
  it('is a sentence in every language', () => {
    for (const text of [nl, nlSimple, en]) expect(text).toMatch(sentence)
  })
})

describe.each(everyCell().map(({ path, cell }) => [path, v.getMetadata(cell)] as const))('the cell %s', (_, about) => {
  it('has a title in both languages, a unit, a source and what kind of line it is', () => {
    expect(about['title']).toMatch(/^[A-Z].+ \/ .+$/)
    expect(['', 'years', 'months', 'days', 'persons']).toContain(about['unit'])
    expect(marks).toContain(about['mark'])
    expect(about['source'] === '' ? [] : unnamed(String(about['source']))).toEqual([])
  })
})

describe('the closed lists', () => {
  it('hold the hospitals that reproduce what others publish', () => {
    const ids = otherHospitals.map(({ hospital }) => hospital.id)
    expect(ids).toEqual('domstad amstelveld maasdal brabantzicht waalrand friesewold havenstad gooiland'.split(' '))
  })
  it('hold the relations of Dutch representation law and those without a right', () => {
    expect([...relations].sort()).toEqual(
      [
        'self',
        'parentWithAuthority',
        'parentWithoutAuthority',
        'otherHolderOfAuthority',
        'guardian',
        'supervisionWorker',
        'fosterParent',
        'stepParent',
        'carer',
        'otherRelation',
        'voluntaryProxy',
        'curator',
        'mentor',
        'administrator',
        'writtenProxy',
        'partner',
        'parentOfAdult',
        'childOfAdult',
        'sibling',
        'grandparent',
        'grandchild',
      ].sort(),
    )
  })
  it('hold the kinds of data and the purposes of a mandate', () => {
    expect(dataKinds).toEqual(['summary', 'medication', 'laboratory', 'imaging', 'letters', 'appointments', 'messages'])
    expect(purposes).toEqual(['look', 'arrangeCare', 'decideOnCare'])
  })
})
