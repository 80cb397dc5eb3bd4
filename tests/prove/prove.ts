/** One task of the proof: every class of facts and policies for one relation, checked against every promise. */
import type { CalendarDay } from '../../domain/ids.ts'
import type { Case, Outline } from '../../domain/rules/basis/outline.ts'
import { outlineOf } from '../../domain/rules/outline-of.ts'
import { shareOf } from './count.ts'
import { prime } from './engine.ts'
import { broken } from './invariants.ts'
import { spaceOn } from './symbols.ts'
import { symbolic, type Symbols } from './terms.ts'

export type Task = {
  readonly today: CalendarDay
  readonly held: Readonly<Record<string, unknown>>
  /** Count the points of the leaves too. */
  readonly counted: boolean
}
export type Result = {
  readonly leaves: number
  readonly points: bigint
  /** 1 when the leaves cover every point exactly once (modulo the prime); null when not counted. */
  readonly covered: number | null
  readonly outcomes: ReadonlyMap<string, number>
  readonly rules: ReadonlySet<string>
  readonly broken: ReadonlyMap<string, string>
}

/** `rules` is replaced only by tests that break a rule to see the proof go red. */
export function prove(task: Task, rules: (it: Case<Symbols>) => Outline<Symbols> = outlineOf): Result {
  const { engine, facts, policy, points } = spaceOn(task.today, task.held)
  const ops = symbolic(engine)
  const outcomes = new Map<string, number>()
  const seen = new Set<string>()
  const wrong = new Map<string, string>()
  let leaves = 0
  let covered: number | null = task.counted ? 0 : null
  engine.everyPath(() => {
    const cited = new Set<string>()
    const it: Case<Symbols> = { facts, policy, ops, cite: (rule) => cited.add(rule) }
    const outcome = rules(it)
    if (!engine.replaying) {
      leaves++
      const name = outcome.kind === 'form' ? `${outcome.row} ${outcome.form}` : outcome.id
      outcomes.set(name, (outcomes.get(name) ?? 0) + 1)
      cited.forEach((rule) => seen.add(rule))
      if (outcome.kind === 'refusal') seen.add(outcome.id)
      if (covered !== null) covered = (covered + (shareOf(engine) ?? Number.NaN)) % prime
    }
    engine.peeking = true
    const promise = broken({ it, outcome, cited })
    engine.peeking = false
    if (promise !== null && !wrong.has(promise)) wrong.set(promise, engine.cells.map((cell) => cell.said()).join(' '))
    return undefined
  })
  return { leaves, points, covered, outcomes, rules: seen, broken: wrong }
}
