/** What a page remembers of what it showed: whoever agrees to something else than he saw looks again. */
import { hashOfJson } from '../../../paper/hash.ts'
import type { LeftNow } from './left.ts'

export function seenOf(left: LeftNow): string {
  return hashOfJson(left.kind === 'form' ? { ...left.decision } : { id: left.why.id })
}
