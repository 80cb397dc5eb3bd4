import { expect, it } from 'vitest'
import * as v from 'valibot'
import { CalendarDay } from '../../domain/ids.ts'
import { decide, type Decision, type Facts } from '../../domain/rules/index.ts'
import { scopeFor } from '../../domain/rules/grants.ts'
import { isForeignMeasure } from '../../domain/rules/foreign-measure.ts'
import { oddDate } from '../../domain/rules/odd-dates.ts'
import { guided, type LeafAnswer } from './guided.ts'
import { oracle } from './oracle.ts'
import { factsOn, policyBy } from './points.ts'
import { random } from './random.ts'

/** Raw points tried; the mutation run, which tries them once per mutant, asks for fewer. */
const points = Number(process.env['RAW_POINTS'] ?? 40_000)
const today = v.parse(CalendarDay, '2028-02-29')

const asLeaf = (decision: Decision): LeafAnswer =>
  decision.kind === 'refusal'
    ? { id: decision.id }
    : {
        row: decision.row,
        signers: decision.signers.map(({ role }) => role).join(),
        approver: decision.approver,
        start: decision.start.day,
        end: decision.end.day,
      }

const foreign = (decision: Decision, facts: Facts): boolean =>
  decision.kind === 'refusal' && decision.id === 'evidence.foreignRuling' && isForeignMeasure(facts, 'R14')

const nothingLeft = (decision: Decision, { patient, coHolder }: Facts): boolean =>
  decision.kind === 'refusal' &&
  ((patient.answerKinds ?? null) !== null || (coHolder?.allows ?? null) !== null) &&
  /[sS]aidNo$|coHolder.refused/.test(decision.id)

it('agrees with the leaves of the proof and with the rule table written a second time, on a slice of raw points', () => {
  const drawing = random(20261125)
  const leafOf = guided(today)
  const rows = new Map<string, number>()
  for (let n = 0; n < points; n++) {
    const facts = factsOn(today, drawing)
    const policy = policyBy(today, drawing)
    const decision = decide({ facts, policy })
    const answer =
      decision.kind === 'refusal'
        ? null
        : {
            row: decision.row,
            signers: decision.signers
              .map(({ role }) => role)
              .sort()
              .join(),
            approver: decision.approver,
            start: decision.start.day,
            end: decision.end.day,
            scope: scopeFor(decision, 'applicant').join(),
          }
    // The class of the proof that holds this point says the same as the plain decision.
    // Beside the rules (domain/rules/plain-outline.ts) odd dates are refused, and a measure from abroad; so is a form of which the
    // child or the other holder leaves nothing (domain/rules/grants.ts). A no is said after what is refused anyway.
    const leaf = (): LeafAnswer => leafOf({ facts, policy })
    const isNo = facts.patient.answer === 'no' && decision.kind === 'refusal'
    const beside = oddDate(facts) !== null || foreign(decision, facts) || nothingLeft(decision, facts) || isNo
    if (points >= 40_000 && n % 100 === 0 && !beside) expect(leaf()).toEqual(asLeaf(decision))
    const expected = oracle(facts, policy)
    if (JSON.stringify(answer) !== JSON.stringify(expected))
      expect(answer, JSON.stringify({ facts, policy, decision })).toEqual(expected)
    rows.set(answer?.row ?? 'none', (rows.get(answer?.row ?? 'none') ?? 0) + 1)
  }
  if (points < 40_000) return
  expect([...rows.keys()].sort()).toEqual([
    'R03',
    'R04',
    'R05',
    'R06',
    'R08',
    'R10',
    'R11',
    'R12',
    'R13',
    'R14',
    'R15',
    'none',
  ])
}, 120_000)
