/** What the central does with sets by itself: each new day, once. */
import { dayAt } from '../../domain/days/amsterdam.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import type { Content } from '../published/content/content.ts'
import { dayCame } from '../requests/sets/day-came.ts'
import type { Ground } from './ground.ts'

/** To be called now and then; looks at every set on the first call of a day, and again when that broke off. */
export function tendSets(
  { stores, now }: Pick<Ground, 'stores' | 'now'>,
  content: Pick<Content, 'policy'>,
): () => Promise<void> {
  let done: CalendarDay | null = null
  return async () => {
    const today = dayAt(now().getTime())
    if (done === today) return
    await dayCame({ sets: stores.sets, policy: () => content.policy, now })
    done = today
  }
}
