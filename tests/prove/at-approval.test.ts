/**
 * What may be approved never grants more than the version at signing or the version at approval, whatever the facts and
 * the two policies are; the comparison is the one of the proof's narrowing.
 */
import { expect, it } from 'vitest'
import * as v from 'valibot'
import { addDays } from '../../domain/days/calendar.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { KindSet } from '../../domain/policy/kinds.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { atApproval } from '../../domain/rules/at-approval.ts'
import { scopeFor } from '../../domain/rules/grants.ts'
import { decide, type Decision, type Facts } from '../../domain/rules/index.ts'
import { plain, type Plain } from '../../domain/rules/basis/world.ts'
import { grantsMore, type Granted } from './granted.ts'
import { factsOn, policyBy } from './points.ts'
import { random } from './random.ts'

/** Raw points tried; a mutation run asks for fewer. */
const points = Number(process.env['RAW_POINTS'] ?? 40_000)
/** Next versions tried on each form: few of the drawn points lead to one. */
const versionsEach = 10
const today = v.parse(CalendarDay, '2028-02-29')

const comparing = {
  notAfter: plain.notAfter,
  beyond: (wide: Plain['kinds'], narrow: Plain['kinds']) => {
    const kind = narrow.find((one) => !wide.includes(one))
    return kind === undefined ? null : `${kind} was not allowed before`
  },
}

function granted(decision: Decision): Granted<Plain> {
  if (decision.kind === 'refusal') return { kind: 'refusal', id: decision.id }
  const { start, end, pauses, reviews, scope, approver, signers } = decision
  return {
    ...decision,
    approvedBy: approver,
    minimumIdentity: signers.every(({ minimumIdentity }) => minimumIdentity === 'authenticated')
      ? 'authenticated'
      : 'identified',
    starts: [start],
    ends: end.day === null ? [] : [{ day: end.day, reason: end.reason }],
    pauses: pauses.map(({ day, until }) => ({ day, reason: until })),
    reviews: reviews.map(({ day, why }) => ({ day, reason: why })),
    scope: v.parse(KindSet, [...scope]),
  }
}

const more = (wide: Decision, narrow: Decision) => grantsMore(granted(wide), granted(narrow), comparing)

/** A policy with a few cells of another: what a next version looks like. */
function nextVersion(of: HospitalPolicy, other: HospitalPolicy, drawing: () => number): HospitalPolicy {
  const groups = Object.entries(of).map(([name, group]) => {
    const cells: unknown = Object.entries(other).find(([key]) => key === name)?.[1]
    if (typeof group !== 'object' || typeof cells !== 'object' || cells === null) return [name, group]
    return [name, Object.fromEntries(Object.entries(group).map(([key, value]) =>
      [key, drawing() < 0.3 ? (Object.entries(cells).find(([each]) => each === key)?.[1] as unknown) : value]))] // prettier-ignore
  })
  return { ...of, ...(Object.fromEntries(groups) as object), version: 2 }
}

it('never grants more than either version, and equal versions change nothing', () => {
  const drawing = random(20261125)
  const seen = new Map<string, number>()
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
  for (let n = 0; n < points; n++) {
    const facts: Facts = factsOn(today, drawing)
    const first = policyBy(today, drawing)
    const signed = decide({ facts, policy: first })
    if (signed.kind === 'refusal') continue
    expect(atApproval({ signed, now: signed })).toEqual({ kind: 'form', decision: signed })
    for (let version = 0; version < versionsEach; version++) {
      const second = nextVersion(first, policyBy(today, drawing), drawing)
      const later = drawing() < 0.5 ? facts : { ...facts, today: addDays(today, Math.floor(drawing() * 400)) }
      const now = decide({ facts: later, policy: second })
      const may = atApproval({ signed, now })
      if (may.kind === 'refusal') {
        count(may.id)
        continue
      }
      const beyond = [more(signed, may.decision), more(now, may.decision)]
      if (beyond.some((one) => one !== null)) expect(beyond, JSON.stringify({ signed, now, may })).toEqual([null, null])
      for (const role of ['applicant', 'coHolder'] as const)
        for (const kind of scopeFor(may.decision, role)) {
          expect(scopeFor(signed, role)).toContain(kind)
          const asked = now.kind === 'form' && now.signers.some((one) => one.role === role)
          if (asked) expect(scopeFor(now, role)).toContain(kind)
        }
      count(more(may.decision, signed) === null ? 'unchanged' : 'narrower')
      // Who signed, signed: the later version takes nobody's signature away and adds nobody's.
      expect(may.decision.signers).toEqual(signed.signers)
    }
  }
  if (points < 40_000) return
  const often = ['approval.moreAsked', 'approval.nothingLeft', 'approval.nowRefused', 'narrower', 'unchanged']
  expect(often.filter((what) => !seen.has(what))).toEqual([])
}, 120_000)
