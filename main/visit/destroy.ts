/** The end of a pair, and what can be said of it. */
import * as v from 'valibot'
import type { WipeFacts } from '../../domain/contract/device/journal.ts'
import { Milliseconds } from '../../domain/ids.ts'
import type { Pair } from '../host/host.ts'

/** Destroys it. A host that breaks its promise that `destroy` never throws has proven nothing. */
export async function destroy(pair: Pair | undefined): Promise<WipeFacts> {
  return (await pair?.destroy().catch(() => null)) ?? unproven(pair)
}

function unproven(pair: Pair | undefined): WipeFacts {
  return {
    pids: (pair?.pids() ?? []).map((entry) => ({ ...entry, exit: null })),
    cleared: [],
    verified: false,
    browserOurs: true,
    milliseconds: v.parse(Milliseconds, 0),
  }
}
