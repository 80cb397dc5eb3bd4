/** Every story of a folder, one after another, and what came of it. */
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { softly } from './course.ts'
import type { Use } from './course.ts'
import { pairsOf } from './pairs.ts'
import type { PairItem } from './pairs.ts'
import { UnknownCell } from './policy.ts'
import { runStory } from './run-story.ts'
import type { Ran } from './ran.ts'
import { readStories } from './shape.ts'
import type { Story } from './shape.ts'

export interface All {
  readonly ran: readonly Ran[]
  readonly pairs: readonly PairItem[]
  readonly unreadable: readonly { readonly id: string; readonly why: string }[]
}

/** Each `*.json` of the folder is a list of stories. */
export function storiesIn(folder: string): ReturnType<typeof readStories> {
  return globSync(`${folder}/*.json`)
    .sort()
    .flatMap((file) => readStories(readFileSync(file, 'utf8'), basename(file)))
}

export async function runAll(
  folder: string,
  { use = softly, done = () => undefined }: { readonly use?: Use; readonly done?: (ran: Ran) => void } = {},
): Promise<All> {
  return await withSetClock(async () => {
    const unreadable: { id: string; why: string }[] = []
    const ran: Ran[] = []
    const all = storiesIn(folder)
    // Each has a hospital of its own; told in order, whoever is ready first.
    const started: Promise<Ran | string>[] = []
    for (const [at, one] of all.entries()) {
      for (let next = started.length; next <= at + atOnce - 1 && next < all.length; next += 1) {
        const story = all[next]
        if (story === undefined) break
        started.push('story' in story ? ranOrUnreadable(story.story, use) : Promise.resolve(story.unreadable))
      }
      const result = (await started[at]) ?? ''
      if (typeof result === 'string') {
        unreadable.push({ id: 'story' in one ? one.story.id : one.id, why: result })
        continue
      }
      ran.push(result)
      done(result)
    }
    return { ran, pairs: pairsOf(ran), unreadable }
  })
}

/** Stories that are under way together: they wait more than they work. */
const atOnce = 3

/** A cell that this product does not have is no story for it. */
async function ranOrUnreadable(story: Story, use: Use): Promise<Ran | string> {
  try {
    return await runStory(story, use)
  } catch (error) {
    if (error instanceof UnknownCell) return `policy: ${error.message}`
    throw error
  }
}

/**
 * OpenSSL holds certificates against the clock of the machine, which no story sets: the line between session and central is
 * taken as it is. Who believes whom is tested elsewhere, with the machine's own clock.
 */
async function withSetClock<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  try {
    return await work()
  } finally {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before
  }
}
