/** A physician's finding that the clerk wrote over from a letter: it counts when a physician approves, in every hospital. */
import { describe, expect, it } from 'vitest'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { cells, child13, of } from './covered/support.ts'
import { changed, day, motherOfSeven } from './sample.ts'

/** A hospital in which staff approve all that they may. */
const staff = cells('approver', { child: 'staff', young: 'staff', voluntary: 'staff', representative: 'staff' })

function withFinding(facts: Facts, capacity: 'lacking' | 'capable', source?: 'record' | 'transcribed'): Facts {
  const finding = { capacity, on: day('2026-10-01'), until: null, ...(source === undefined ? {} : { source }) }
  return changed(facts, { patient: { finding } })
}

const approver = (facts: Facts, policy: HospitalPolicy): string => {
  const decision = decide({ facts, policy })
  return decision.kind === 'form' ? decision.approver : decision.id
}

const ten = changed(motherOfSeven, { patient: { birth: day('2016-05-14') } })
const asksAtTen: HospitalPolicy = { ...staff, ages: { ...staff.ages, childSigns: 10 } }

describe('A form that rests on a finding', () => {
  it.each<[string, Facts, 'lacking' | 'capable', HospitalPolicy?]>([
    ['R11, a curator', of('R11'), 'lacking'],
    ['R12, a mentor', of('R12'), 'lacking'],
    ['R14, a written proxy', of('R14'), 'lacking'],
    ['R10, an adult who decides although somebody doubted', of('R10'), 'capable'],
    ['R04, a child of 13 that can decide', child13, 'capable'],
    ['R03, a child of 10 that would be asked', ten, 'lacking', asksAtTen],
  ])(
    '%s: staff approve what stands in the record, a physician what was written over',
    (_, facts, capacity, policy = staff) => {
      // prettier-ignore
      expect(approver(withFinding(facts, capacity), policy)).toBe('staff')
      expect(approver(withFinding(facts, capacity, 'record'), policy)).toBe('staff')
      expect(approver(withFinding(facts, capacity, 'transcribed'), policy)).toBe('physician')
      const decision = decide({ facts: withFinding(facts, capacity, 'transcribed'), policy })
      expect(decision.rules).toContain('finding.transcribed')
      expect(decision.rules).not.toContain('approver.staff')
    },
  )

  it('and nothing else: of a child of seven no finding is asked, so staff approve as before', () => {
    expect(approver(withFinding(motherOfSeven, 'lacking', 'transcribed'), staff)).toBe('staff')
  })

  it('says the same for a finding without a source as for one of the record', () => {
    const [absent, record] = [undefined, 'record' as const].map((source) =>
      decide({ facts: withFinding(of('R11'), 'lacking', source), policy: staff }),
    )
    expect(absent).toEqual(record)
  })
})
