/** Every value that a fact may have is read, and nothing else. */
import { describe, expect, it } from 'vitest'
import { readFacts } from '../../domain/rules/read-facts.ts'
import type { Facts } from '../../domain/rules/index.ts'
import { coHolder, mentor, organisation } from './covered/change.ts'
import { of } from './covered/support.ts'

const base: Facts = {
  ...mentor,
  applicant: organisation.applicant,
  coHolder,
  evidence: { ...of('R03').evidence, ruling: mentor.evidence.ruling },
}
const values: Readonly<Record<string, readonly string[]>> = {
  'patient.identity.level': ['none', 'claimed', 'identified', 'authenticated'],
  'patient.finding.capacity': ['lacking', 'capable'],
  'patient.answer': ['notAsked', 'yes', 'noObjection', 'no'],
  'applicant.organisation.employeeMandate': ['shown', 'missing'],
  'coHolder.standing': ['signs', 'consentsOnly', 'notAsked', 'refused'],
  'evidence.authorityExtract.source': ['extract', 'brp'],
  'evidence.authorityExtract.authority': ['sole', 'joint', 'notHolder'],
  'evidence.ruling.measure': ['guardianship', 'partialAuthority', 'curatele', 'mentorship', 'bewind', 'foreign'],
  'evidence.kinship': ['missing', 'shown'],
  'evidence.curateleRegister': ['notChecked', 'listed', 'notListed'],
  'others.courtAppointed': ['none', 'acts', 'declines'],
  'mandates.samePair': ['none', 'requested', 'active', 'suspended'],
  'request.act': ['grant', 'change'],
}

/** A copy with the value at the path replaced. */
function replaced(from: unknown, [key, ...rest]: readonly string[], value: string): unknown {
  if (key === undefined) return value
  const entries = Object.entries(Object(from)).map(([name, old]) => [
    name,
    name === key ? replaced(old, rest, value) : old,
  ])
  return Object.fromEntries(entries)
}

describe.each(Object.entries(values))('%s', (path, listed) => {
  it.each(listed)('may be %s', (value) => {
    const facts = replaced(base, path.split('.'), value)
    expect(readFacts(facts)).toEqual({ kind: 'facts', facts })
  })
  it('is nothing else', () => {
    expect(readFacts(replaced(base, path.split('.'), ''))).toEqual({ kind: 'fault', id: 'facts.wrongValue', path })
  })
})
