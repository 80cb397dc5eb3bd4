/** Papers older than the patient, and papers that show more than the relation says. */
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { changed, day, motherOfSeven } from '../rules/sample.ts'

const answer = (facts: Facts): string => {
  const decision = decide({ facts, policy: defaultPolicy })
  return decision.kind === 'form' ? 'form' : `${decision.id} → ${decision.next.id}`
}
const sole = (issuedOn: string) => ({ source: 'extract', issuedOn: day(issuedOn), authority: 'sole' }) as const
const guardianship = (on: Partial<Record<'pronouncedOn' | 'effectiveOn' | 'newestLetterOn', string>>) =>
  ({
    measure: 'guardianship',
    joint: false,
    pronouncedOn: day(on.pronouncedOn ?? '2026-11-20'),
    effectiveOn: day(on.effectiveOn ?? '2026-11-20'),
    until: null,
    newestLetterOn: on.newestLetterOn === undefined ? null : day(on.newestLetterOn),
    kinds: null,
  }) as const
const newborn = changed(motherOfSeven, { patient: { birth: day('2026-11-10') } })
const paper = (relation: Facts['relation'], evidence: Partial<Facts['evidence']>): Facts =>
  changed(newborn, { relation, evidence: { authorityExtract: null, ruling: null, ...evidence } })

describe('rules 1: no paper is older than the person it is about', () => {
  it('an extract from before the birth opens no form, one from that day does', () => {
    expect(answer(paper('parentWithAuthority', { authorityExtract: sole('2026-11-01') }))).toBe('evidence.extractBeforeBirth → desk') // prettier-ignore
    expect(answer(paper('parentWithAuthority', { authorityExtract: sole('2026-11-09') }))).toBe('evidence.extractBeforeBirth → desk') // prettier-ignore
    expect(answer(paper('parentWithAuthority', { authorityExtract: sole('2026-11-10') }))).toBe('form')
    const brp = { ...sole('2026-11-01'), source: 'brp' } as const
    expect(answer(paper('otherHolderOfAuthority', { authorityExtract: brp }))).toBe(
      'evidence.extractBeforeBirth → desk',
    )
  })

  it('nor does a ruling, by any of its dates, also beside an extract that holds', () => {
    for (const on of ['pronouncedOn', 'effectiveOn', 'newestLetterOn'] as const) {
      const ruling = guardianship({ [on]: '2026-11-09' })
      expect(answer(paper('guardian', { ruling }))).toBe('evidence.rulingBeforeBirth → desk')
      expect(answer(paper('guardian', { ruling, authorityExtract: sole('2026-11-20') }))).toBe('evidence.rulingBeforeBirth → desk') // prettier-ignore
    }
    expect(answer(paper('guardian', { ruling: guardianship({}) }))).toBe('form')
  })

  it('whatever the patient answered, and never instead of what a gate says', () => {
    const twelve = changed(newborn, {
      relation: 'guardian',
      patient: { birth: day('2014-02-01') },
      evidence: { authorityExtract: null, ruling: guardianship({ pronouncedOn: '2014-01-01' }) },
    })
    const said = (['yes', 'no', 'notAsked'] as const).map((one) =>
      answer(changed(twelve, { patient: { answer: one } })),
    )
    expect(new Set(said)).toEqual(new Set(['evidence.rulingBeforeBirth → desk']))
    const dead = changed(twelve, { patient: { deceased: true } })
    expect(answer(dead)).not.toContain('BeforeBirth')
  })
})

describe('rules 9: nobody who shows authority is told that he has none', () => {
  const relations = ['fosterParent', 'stepParent', 'parentWithoutAuthority', 'carer', 'otherRelation', 'supervisionWorker'] as const // prettier-ignore
  it.each(relations)('%s', (relation) => {
    const of = (evidence: Partial<Facts['evidence']>) => {
      const decision = decide({ facts: paper(relation, evidence), policy: defaultPolicy })
      return decision.kind === 'form' ? 'form' : `${decision.id} ${decision.visitor.nlSimple}`
    }
    for (const evidence of [
      { authorityExtract: sole('2026-11-20') },
      { authorityExtract: { ...sole('2026-11-20'), authority: 'joint' as const } },
      { ruling: guardianship({}) },
    ])
      expect(of(evidence)).toBe('R09.showsAuthority Op uw papier staat gezag. De balie helpt u.')
    for (const evidence of [
      {},
      { authorityExtract: { ...sole('2026-11-20'), authority: 'notHolder' as const } },
      { ruling: { ...guardianship({}), measure: 'mentorship' as const } },
    ])
      expect(of(evidence)).toMatch(/noAuthority .*geen gezag/)
  })
})
