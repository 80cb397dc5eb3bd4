/** Sends what is due of sets and mandates: each is taken, told and marked, so that a cut sends it again and two nodes never both. */
import * as v from 'valibot'
import { Instant } from '../../domain/ids.ts'
import type { DueNotice } from './sets/notice-queue.ts'

/** Whoever brings a notice to a person. It must know a key again: after a cut the same notice comes once more. Throws: later. */
export type Sender<N = DueNotice> = (notice: N) => Promise<void>

/** Notices that wait, of sets or of mandates. */
export interface Queue<N> {
  take(now: Instant, until: Instant): Promise<N | null>
  told(key: string, at: Instant): Promise<boolean>
}

/** What a letter or a message to elsewhere may take. */
const longPatience = 5 * 60_000

/** Everything that is due, once each; one that fails holds up no other. Resolves with how many were told. */
export async function sendNotices<N extends { readonly key: string }>(of: {
  readonly queue: Queue<N>
  readonly send: Sender<N>
  readonly now: () => Date
  /** Milliseconds after which another one may try what was not told. */
  readonly patience?: number
}): Promise<number> {
  const { queue, send, patience = longPatience } = of
  const instant = (more: number) => v.parse(Instant, new Date(of.now().getTime() + more).toISOString())
  const failed: unknown[] = []
  let count = 0
  for (;;) {
    const due = await queue.take(instant(0), instant(patience))
    if (due === null) break
    try {
      await send(due)
      if (await queue.told(due.key, instant(0))) count += 1
    } catch (error) {
      failed.push(error)
    }
  }
  if (failed.length > 0) throw failed[0]
  return count
}
