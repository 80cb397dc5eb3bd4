/** Stories of a pair: at points of the same name the named persons receive the same, down to each screen. */
import type { Screen } from '../../domain/contract/messages/screen.ts'
import type { Course } from './course.ts'
import type { Item } from './judge.ts'
import type { Ran } from './ran.ts'

/** What numbers a visit, or says when it was; everybody's differs. */
const ofThisVisit = new Set(['callNumber', 'reference', 'statusUrl', 'at', 'readAt'])

/** What the persons of the pair received until this point; null: nothing of them was run. */
export function received({ world, heard }: Course, items: readonly Item[]): string | null {
  const persons = (world.story.pairWho ?? '').split(',').map((key) => key.trim())
  const of = items.filter(({ id }) => persons.some((key) => id.endsWith(`.${key}`)))
  if (of.length > 0 && of.every(({ result }) => result === 'notRun')) return null
  return JSON.stringify(
    persons.map((key) => [
      key,
      screensOf(heard.get(key)?.screens ?? []),
      of.filter(({ id }) => id.includes(`sees.${key}`)).map(({ found }) => found),
    ]),
  )
}

/** Each screen once, however often it was drawn. */
function screensOf(screens: readonly Screen[]): readonly string[] {
  const texts = screens.map((screen) =>
    JSON.stringify(screen, (key, value: unknown) => (key !== '' && ofThisVisit.has(key) ? null : value)),
  )
  return texts.filter((text, at) => texts.indexOf(text) === at)
}

export interface PairItem {
  readonly id: string
  readonly result: 'passed' | 'differs' | 'notRun'
  readonly found: string
}

/** Every point that at least two stories of a pair have. */
export function pairsOf(all: readonly Ran[]): readonly PairItem[] {
  const names = [...new Set(all.flatMap(({ story }) => story.pair ?? []))]
  return names.flatMap((pair) => {
    const stories = all.filter(({ story }) => story.pair === pair)
    const points = [...new Set(stories.flatMap(({ points: of }) => [...of.keys()]))]
    return points.map((point): PairItem => {
      const values = stories.flatMap(({ points: of }) => (of.has(point) ? [of.get(point) ?? null] : []))
      const ran = values.filter((value) => value !== null)
      const id = `${pair}/${point}`
      if (ran.length < values.length || ran.length < 2) return { id, result: 'notRun', found: '' }
      const isSame = ran.every((value) => value === ran[0])
      return { id, result: isSame ? 'passed' : 'differs', found: isSame ? '' : firstDifference(ran) }
    })
  })
}

function firstDifference([one = '', ...others]: readonly string[]): string {
  const other = others.find((text) => text !== one) ?? ''
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  return `${one.slice(Math.max(0, at - 60), at + 60)} ≠ ${other.slice(Math.max(0, at - 60), at + 60)}`
}
