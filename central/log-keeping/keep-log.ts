/**
 * The life of a month of the access log: once it is over it is sealed and stamped, and five years later it is really gone,
 * all but its head. Each step is looked for anew, so that a cut in between, a second run and a week's outage do no harm.
 */
import { instantOf } from '../clock/clock.ts'
import type { Now } from '../clock/clock.ts'
import { signClaims } from '../keys/house-key.ts'
import type { HouseKey } from '../keys/house-key.ts'
import { isOver, mayGoFrom } from '../log-chain/log-chain.ts'
import type { LogChain, SegmentRow } from '../log-chain/log-chain.ts'
import { sealType } from '../log-chain/seal.ts'
import type { SealClaims } from '../log-chain/seal.ts'
import type { TimeSource } from '../time/ask.ts'
import { imprintOf } from './stamp.ts'

export interface LogKeeping {
  readonly chain: LogChain
  readonly key: HouseKey
  readonly time: TimeSource
  readonly now: Now
}

/** One look. Rejects where no time stamp can be had now: the months before it are done, and the next look goes on. */
export async function keepLog({ chain, key, time, now }: LogKeeping): Promise<void> {
  for (const month of await chain.segments()) {
    const at = instantOf(now())
    if (month.seal === null && isOver(month.segment, now())) await seal(month)
    else if (month.seal !== null && month.stamp === null) await stamp(month, month.seal)
    else if (month.removedAt === null && at >= mayGoFrom(month.segment)) await chain.remove(month, at)
  }
  if ((await chain.segments()).some(({ cleared }) => !cleared)) await chain.clear()

  async function seal({ node, segment, first, before, last, head }: SegmentRow): Promise<void> {
    const claims: SealClaims = { node, segment, first, before, last, head, at: instantOf(now()) }
    const jws = await signClaims({ key, typ: sealType, claims })
    // A line that came in between makes it another month than was signed: the next look signs that one.
    if (await chain.seal({ node, segment, last }, jws)) await stamp({ node, segment }, jws)
  }

  async function stamp(of: Pick<SegmentRow, 'node' | 'segment'>, jws: string): Promise<void> {
    const { token } = await time.stamp(imprintOf(jws))
    await chain.stamp(of, Buffer.from(token).toString('base64'))
  }
}
