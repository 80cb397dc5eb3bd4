/** What is printed and kept of a run. */
import type { Item, Result } from './judge.ts'
import type { Ran } from './ran.ts'
import type { All } from './run-all.ts'

const count = (items: readonly { readonly result: Result }[], wanted: Result): number =>
  items.filter(({ result }) => result === wanted).length

/** One line for a story, and one for each item that differs or was not run; those with one reason together. */
export function linesOf({ story, events, items, remarks }: Ran): readonly string[] {
  const total = `passed ${count(items, 'passed')}, differ ${count(items, 'differs')}, not run ${count(items, 'notRun')}`
  const by = events.map(({ n, how }) => `${n} ${how.startsWith('not run') ? 'not run' : how}`).join(', ')
  const reasons = new Map<string, string[]>()
  for (const { id, result, why } of items) if (result === 'notRun') reasons.set(why, [...(reasons.get(why) ?? []), id])
  return [
    `${story.id.padEnd(7)} ${total.padEnd(42)} ${story.title}`,
    `        events: ${by}`,
    ...items.filter(({ result }) => result === 'differs').map(differing),
    ...items
      .filter(({ result, why }) => result === 'passed' && why !== '')
      .map(({ id, why }) => `        passed   ${id}: ${why}`),
    ...[...reasons].map(([why, ids]) => `        not run  ${ids.join(' ')}: ${why}`),
    ...remarks.map((remark) => `        remark   ${remark}`),
    ...story.mustNot.map((text) => `        must not ${text}`),
  ]
}

const differing = ({ id, expected, found }: Item): string => `        DIFFERS  ${id}: told ${expected}, found ${found}`

export function summary({ ran, pairs, unreadable }: All): {
  readonly lines: readonly string[]
  readonly exitCode: 0 | 1 | 2
} {
  const items = ran.flatMap(({ items: of }) => of)
  const everything = [...items, ...pairs]
  const differ = count(everything, 'differs')
  const lines = [
    '',
    ...pairs.map(
      ({ id, result, found }) =>
        `pair ${id}: ${result === 'notRun' ? 'not run' : result}${found === '' ? '' : `: ${found}`}`,
    ),
    ...unreadable.map(({ id, why }) => `UNREADABLE ${id}: ${why}`),
    `stories: ${ran.length}, observed: ${everything.length}, passed: ${count(everything, 'passed')}, differ: ${differ}, not run: ${count(everything, 'notRun')}, unreadable stories: ${unreadable.length}`,
    'Access is what a portal is answered. "staff", "physician" and "must not" are for reading.',
  ]
  return { lines, exitCode: unreadable.length > 0 ? 2 : differ > 0 ? 1 : 0 }
}

/** Everything, also what is only for reading. */
export function reportOf({ ran, pairs, unreadable }: All): object {
  return {
    stories: ran.map(({ story, events, items, remarks }) => ({
      id: story.id,
      title: story.title,
      open: story.open,
      events: story.events.map(({ n, at, actor, act, what }) => ({
        n,
        at,
        actor,
        act,
        what,
        how: events.find((one) => one.n === n)?.how,
      })),
      items,
      byHand: story.observations.flatMap(({ after, staff, physician, note }) =>
        (staff ?? physician ?? note) === undefined ? [] : [{ after, staff, physician, note }],
      ),
      mustNot: story.mustNot,
      remarks,
    })),
    pairs,
    unreadable,
  }
}
