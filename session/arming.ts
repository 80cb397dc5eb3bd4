/** From `arm` to a spare that holds verified trust and a key of its own, or a reason why not. */
import type { Arm } from '../domain/contract/control/session.ts'
import { anchoredClock } from './arm/clock.ts'
import { algorithmsWork } from './arm/features.ts'
import { verifyTrust } from './arm/trust.ts'
import type { Trusted, TrustProblem } from './arm/trust.ts'
import { makeVisitKey } from './arm/visit-key.ts'
import type { Armed } from './armed.ts'
import { printOwner } from './print/owner.ts'
import { removeAll } from './print/print.ts'

/** @param monotonic milliseconds that only grow. */
export async function armed(arm: Arm, monotonic: () => number): Promise<Armed | TrustProblem | 'algorithms'> {
  const trusted = await verifyTrust(arm, anchoredClock(arm.time, monotonic).now())
  if (typeof trusted === 'string') return trusted
  const key = await makeVisitKey()
  return (await algorithmsWork(key)) ? { arm, trusted, key } : 'algorithms'
}

/**
 * A session that was killed while it printed leaves a job behind. It is removed when no visit runs: while one does,
 * the job may be its own.
 */
export function sweepPrinter({ sealChain }: Arm, { content }: Trusted): void {
  const { printer } = content.device
  if (printer !== null) void removeAll({ printer, owner: printOwner(sealChain) })
}
