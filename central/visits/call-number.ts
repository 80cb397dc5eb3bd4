/** The number on the kiosk's screen and on the desk page. */
import * as v from 'valibot'
import { CallNumber } from '../../domain/ids.ts'

const highest = 999

/**
 * The number after the last one given, skipping those in use, 1 after 999: so a number comes back as late as possible
 * and a clerk does not take the next visitor for the former. Null when all 999 are in use.
 */
export function nextCallNumber({
  last,
  inUse,
}: {
  readonly last: CallNumber | null
  readonly inUse: ReadonlySet<CallNumber>
}): CallNumber | null {
  for (let step = 1; step <= highest; step += 1) {
    const candidate = v.parse(CallNumber, (((last ?? 0) + step - 1) % highest) + 1)
    if (!inUse.has(candidate)) return candidate
  }
  return null
}
