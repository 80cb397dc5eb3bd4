/**
 * A question that the rules settle by itself: what a ruling on the desk gives to somebody else. Its facts are read nowhere else
 * on the way to a lower step of 7:465(3), so it is proved once here over all of them, and not again in every leaf.
 */
import type { CalendarDay } from '../../domain/ids.ts'
import { rulingOnDesk, type OnDesk } from '../../domain/rules/basis/court-appointee.ts'
import type { Case } from '../../domain/rules/basis/outline.ts'
import { spaceOn } from './symbols.ts'
import { symbolic, type Symbols } from './terms.ts'

type Question = (it: Case<Symbols>) => OnDesk<Symbols>

/** Leaves walked, and what a leaf says against the sentence; null: nothing. `question` is replaced only to see red. */
export function proveCourt(
  today: CalendarDay,
  question: Question = rulingOnDesk,
): { readonly leaves: number; readonly broken: string | null } {
  const { engine, facts, policy } = spaceOn(today)
  const it: Case<Symbols> = { facts, policy, ops: symbolic(engine), cite: () => undefined }
  let leaves = 0
  let broken: string | null = null
  engine.everyPath(() => {
    const answer = question(it)
    engine.peeking = true
    const expected = asWritten(it)
    engine.peeking = false
    leaves++
    const said = typeof answer === 'string' ? answer : 'topics'
    if (said !== expected) broken ??= `${said}, not ${expected}: ${engine.cells.map((cell) => cell.said()).join(' ')}`
    return undefined
  })
  return { leaves, broken }
}

/**
 * In words of its own: a ruling of curatele or mentorship about this patient that is not over gives everything to somebody
 * else, unless it names topics that kinds of data can say.
 */
function asWritten({ facts, ops }: Case<Symbols>): string {
  const { ruling } = facts.evidence
  if (ruling === null) return 'nothing'
  if (ruling.measure === 'bewind') return 'money'
  const appoints = ['curatele', 'mentorship'].includes(ruling.measure)
  if (!appoints || ruling.ofPatient === false) return 'nothing'
  if (ruling.until !== null && !ops.notAfter(facts.today, ruling.until)) return 'nothing'
  return ruling.kinds !== null && ruling.beyondKinds === false ? 'topics' : 'everything'
}
