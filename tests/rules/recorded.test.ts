/** What the clerk recorded and what the rules then know: every kind of paper, alone and all at once. */
import { describe, expect, it } from 'vitest'
import type { Evidence, EvidenceKind } from '../../domain/contract/gateway/evidence.ts'
import { wholeRequest } from '../../domain/forms/request.ts'
import { factsOf } from '../../domain/journeys/known.ts'
import type { Facts } from '../../domain/rules/basis/facts.ts'
import { claimOf } from '../gateway/bench.ts'
import { paper, paperKinds } from '../support/every-paper.ts'
import { day } from './sample.ts'

const told = (evidence: readonly Evidence[], documentDoubtful = false): Facts =>
  factsOf(
    {
      record: { assurance: 'identified', evidence: [...evidence], declined: false, others: [], documentDoubtful },
      claim: claimOf('child'),
      patient: { birthDate: day('2019-09-04'), deceased: false, bsn: '123456782', given: 'Milan', family: 'Verhoeven' },
      mandates: { existing: [], blocked: false, suspended: false },
      request: wholeRequest,
      today: day('2026-11-23'),
    },
    'guardian',
  )

const nothing = told([])

/** What each kind adds, and nothing else. */
const adds: { readonly [Kind in EvidenceKind]: (facts: Facts) => Facts } = {
  authorityExtract: (facts) => ({
    ...facts,
    evidence: {
      ...facts.evidence,
      authorityExtract: { source: 'brp', issuedOn: day('2026-11-01'), authority: 'notHolder' },
    },
  }),
  ruling: (facts) => ({
    ...facts,
    evidence: {
      ...facts.evidence,
      ruling: {
        measure: 'guardianship',
        joint: true,
        pronouncedOn: day('2025-02-03'),
        effectiveOn: day('2025-03-01'),
        until: day('2027-02-28'),
        newestLetterOn: day('2026-01-05'),
        kinds: paper('ruling').kinds,
        copy: 'original',
      },
    },
  }),
  finding: (facts) => ({
    ...facts,
    patient: {
      ...facts.patient,
      finding: { capacity: 'lacking', on: day('2026-10-01'), until: day('2027-04-01'), source: 'transcribed' },
    },
  }),
  authorization: (facts) => ({
    ...facts,
    evidence: { ...facts.evidence, authorization: { signedOn: day('2024-05-06'), kinds: null } },
  }),
  kinship: (facts) => ({ ...facts, evidence: { ...facts.evidence, kinship: 'shown' } }),
  curateleRegister: (facts) => ({ ...facts, evidence: { ...facts.evidence, curateleRegister: 'listed' } }),
  employeeMandate: (facts) => ({
    ...facts,
    applicant: { ...facts.applicant, organisation: { employeeMandate: 'shown', until: day('2026-12-31') } },
  }),
  coHolderNotAsked: (facts) => ({ ...facts, coHolder: standing('notAsked') }),
  coHolderRefused: (facts) => ({ ...facts, coHolder: standing('refused') }),
  otherRepresentatives: (facts) => ({
    ...facts,
    others: { courtAppointed: 'declines', writtenProxy: 'acts', partner: 'none', sameStep: true },
  }),
}

function standing(how: 'notAsked' | 'refused'): Facts['coHolder'] {
  return { standing: how, blocked: false, deceased: false, sameAsApplicant: false, sameAsPatient: false }
}

describe('What the clerk recorded', () => {
  it.each(paperKinds)('%s says to the rules what it says, and nothing else', (kind) => {
    expect(told([paper(kind)])).toEqual(adds[kind](nothing))
    expect(told([paper(kind)])).not.toEqual(nothing)
  })

  it('all kinds at once say all of it; who need not be asked refuses nothing', () => {
    const all = paperKinds.map((kind) => paper(kind))
    const order = paperKinds.toSorted((one, other) => one.localeCompare(other)).reverse()
    expect(told(all)).toEqual(order.reduce((facts, kind) => adds[kind](facts), nothing))
  })

  it('a copy of a ruling is told as a copy', () => {
    expect(told([paper('ruling', { copy: 'copy' })]).evidence.ruling?.copy).toBe('copy')
  })

  it('a doubtful paper freezes the request', () => {
    expect(nothing.checks.documentDoubtful).toBe(false)
    expect(told([], true)).toEqual({ ...nothing, checks: { ...nothing.checks, documentDoubtful: true } })
  })
})

describe('Whom a paper names', () => {
  const of = (given: string, birthDate = '2019-09-04') => ({ concerns: { given, birthDate } })

  it.each(paperKinds)('%s of somebody else, or perhaps of somebody else, says nothing to the rules', (kind) => {
    expect(told([paper(kind, of('Sem'))])).toEqual(nothing)
    expect(told([paper(kind, of('Milan', '2019-09-05'))])).toEqual(nothing)
    expect(told([paper(kind, of('M'))])).toEqual(nothing)
  })

  it('is settled for a paper that the central held to the patient, also when the record is corrected later', () => {
    expect(told([paper('kinship', { ...of('M'), named: true })])).toEqual(adds.kinship(nothing))
  })

  it('was not asked of a paper of before, which counts as it did', () => {
    expect(told([paper('kinship', { concerns: null })])).toEqual(adds.kinship(nothing))
  })
})
