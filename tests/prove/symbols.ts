/** The whole space at once: every fact and every cell of a policy as a symbol, today fixed. */
import * as v from 'valibot'
import type { CalendarDay } from '../../domain/ids.ts'
import { policyCells } from '../../domain/policy/policy.ts'
import type { FactsIn } from '../../domain/rules/basis/facts.ts'
import { FactsSchema } from '../../domain/rules/index.ts'
import type { PolicyIn } from '../../domain/rules/basis/outline.ts'
import { Engine } from './engine.ts'
import { cellOf } from './space.ts'
import { fixedDay, type Symbols } from './terms.ts'

export type Space = {
  readonly engine: Engine
  readonly facts: FactsIn<Symbols>
  readonly policy: PolicyIn<Symbols>
  /** Points of facts × policies for one today. */
  readonly points: bigint
}

/** `held`: cells that stay at one value, by path ("facts.relation", "policy.children.consent"). */
export function spaceOn(today: CalendarDay, held: Readonly<Record<string, unknown>> = {}): Space {
  const engine = new Engine()
  const fixed = new Map<string, unknown>([['facts.today', fixedDay(today)], ...Object.entries(held)])
  const settings = { engine, fixed }
  const facts = cellOf(settings, FactsSchema, 'facts')
  const policy = cellOf(settings, v.strictObject(policyCells), 'policy')
  return {
    engine,
    facts: facts.read() as FactsIn<Symbols>,
    policy: policy.read() as PolicyIn<Symbols>,
    points: facts.size * policy.size,
  }
}
