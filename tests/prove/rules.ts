import { Engine, prime } from './engine.ts'
import { spaceOn } from './symbols.ts'
import { symbolic } from './terms.ts'
import { shareOf } from './count.ts'
import { outlineOf } from '../../domain/rules/outlineOf.ts'
import { CalendarDay } from '../../domain/ids.ts'
import * as v from 'valibot'
const space = spaceOn(v.parse(CalendarDay, '2026-11-23'))
const ops = symbolic(space.engine)
let leaves = 0,
  share = 0
const by: Record<string, number> = {}
const t = performance.now()
space.engine.everyPath(() => {
  const o = outlineOf({ facts: space.facts, policy: space.policy, ops, cite: () => undefined })
  leaves++
  share = (share + shareOf(space.engine)) % prime
  const k = o.kind === 'form' ? 'form ' + o.row : 'refusal'
  by[k] = (by[k] ?? 0) + 1
  return leaves < 20_000_000
})
console.log(leaves, share, space.points, performance.now() - t, by)
