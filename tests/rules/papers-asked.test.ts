/** Which papers the desk asks for whom, held to what the rules ask of a signer and to what the journeys say. */
import { describe, expect, it } from 'vitest'
import type { EvidenceKind } from '../../domain/contract/gateway/evidence.ts'
import { journeys, leadsOn } from '../../domain/journeys/index.ts'
import { paperOfProof, papersAsked, papersFor } from '../../domain/journeys/papers-asked.ts'
import { organisationIn, papersIn } from '../../domain/journeys/recorded.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { relations, type Relation } from '../../domain/rules/basis/relations.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { paper } from '../support/every-paper.ts'
import { changed, day, motherOfSeven } from './sample.ts'

type Ruling = 'guardianship' | 'curatele' | 'mentorship'

/** The facts that lead this relation to a form, with every paper that could be asked on the table. */
function best(relation: Relation, measure: Ruling, organisation: boolean): Facts {
  const adult = relation !== 'parentWithAuthority' && relation !== 'otherHolderOfAuthority' && relation !== 'guardian'
  const papers = papersIn([
    ...(measure === 'guardianship' && adult
      ? []
      : [paper('ruling', { measure, joint: false, kinds: null, copy: 'original' })]),
    paper('authorityExtract', { source: 'extract', authority: 'sole' }),
    paper('authorization'),
    paper('kinship'),
    ...(measure === 'curatele' ? [paper('curateleRegister', { answer: 'listed' })] : []),
  ])
  const evidence = relation === 'parentWithAuthority' ? { ...papers, ruling: null } : papers
  return {
    ...changed(motherOfSeven, {
      relation,
      evidence,
      patient: {
        birth: day(adult ? (relation === 'parentOfAdult' || relation === 'grandparent' ? '1995-01-01' : '1950-01-01') : '2019-05-14'), // prettier-ignore
        finding: adult ? { capacity: 'lacking', on: day('2026-10-01'), until: null } : null,
      },
    }),
    applicant: {
      ...motherOfSeven.applicant,
      organisation: organisation ? organisationIn([paper('employeeMandate')]) : null,
    },
  }
}

/** All papers that any signing rule asks of the applicant of this relation. */
function provenBy(relation: Relation): ReadonlySet<EvidenceKind> {
  const policies: readonly HospitalPolicy[] = (['either', 'ruling', 'extract'] as const).map((guardianEvidence) => ({
    ...defaultPolicy,
    authority: { ...defaultPolicy.authority, guardianEvidence },
    representative: { ...defaultPolicy.representative, registerCheck: 'needed', writtenProxy: 'open', relatives: 'open', widerFamily: 'open', organisations: 'open' }, // prettier-ignore
  }))
  const found = new Set<EvidenceKind>()
  for (const policy of policies)
    for (const measure of ['guardianship', 'curatele', 'mentorship'] as const)
      for (const organisation of [false, true]) {
        const decision = decide({ facts: best(relation, measure, organisation), policy })
        const own = decision.kind === 'form' ? decision.signers.find(({ role }) => role === 'applicant') : undefined
        for (const proof of own?.proves ?? []) if (paperOfProof[proof] !== null) found.add(paperOfProof[proof])
      }
  return found
}

describe('The papers that the desk asks', () => {
  const asking = relations.filter((relation) => papersAsked[relation].asked.length > 0)

  it.each(asking)('%s: what the rules ask to prove is asked, and nothing is asked that no rule wants', (relation) => {
    const { asked, also } = papersAsked[relation]
    const proven = provenBy(relation)
    expect(proven.size).toBeGreaterThan(0)
    for (const kind of proven) expect([...asked, ...also]).toContain(kind)
    for (const kind of asked) expect([...proven]).toContain(kind)
  })

  it.each(relations.filter((relation) => !asking.includes(relation)))('%s: no paper leads to a form', (relation) => {
    expect([...provenBy(relation)]).toEqual([])
  })

  it('no kind is asked twice of one relation, nor of a journey that can be of several', () => {
    for (const relation of relations) {
      const { asked, also } = papersAsked[relation]
      expect(new Set([...asked, ...also]).size).toBe(asked.length + also.length)
    }
    const both = papersFor(['curator', 'mentor'])
    expect(both.asked).toEqual(['ruling', 'curateleRegister', 'finding'])
    expect(both.also).not.toContain('curateleRegister')
  })

  it.each(journeys.filter(leadsOn))('$id: the papers of the journey can be recorded at the desk', (journey) => {
    const { asked, also } = papersFor(journey.relations)
    for (const kind of journey.evidence) expect([...asked, ...also]).toContain(kind)
    expect(journey.evidence.length > 0).toBe(asked.length > 0)
  })
})
