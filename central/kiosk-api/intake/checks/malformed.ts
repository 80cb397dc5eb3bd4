/** The plaintext is an EnvelopePayload of the kind and id that the header names, with what that kind needs. */
import * as v from 'valibot'
import { mostLevels } from '../../../../domain/limits.ts'
import { nestsAtMost } from '../../../../domain/contract/intake/depth.ts'
import { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Opened } from './open.ts'

/** The size is bounded by the envelope's own limit, the depth here: everything after this may walk the whole value. */
export function malformed({ header, plaintext }: Opened): Checked<EnvelopePayload> {
  const text = Buffer.from(plaintext).toString('utf8')
  if (!nestsAtMost(text, mostLevels)) return refuse('malformed', 'depth')
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), EnvelopePayload), text)
  if (!parsed.success) return refuse('malformed', 'shape')
  const { id, kind } = parsed.output
  if (id !== header.id || kind !== header.kind) return refuse('malformed', 'header')
  return hasWhatItNeeds(parsed.output) ? good(parsed.output) : refuse('malformed', kind)
}

function hasWhatItNeeds({ kind, pdf, steps, escrows, acceptances, set, act }: EnvelopePayload): boolean {
  if (escrows.length !== steps.length) return false
  switch (kind) {
    case 'form':
      return pdf !== null && steps.length > 0 && acceptances.length === steps.length && set === null && act === null
    case 'acceptance':
      return pdf === null && steps.length === 0 && acceptances.length === 1 && set === null && act === null
    case 'act':
      return pdf === null && steps.length === 1 && acceptances.length === 1 && set !== null && act !== null
    case 'withdrawal':
      return pdf === null && steps.length === 1 && acceptances.length === 0 && set === null && act === null
    default:
      return kind satisfies never
  }
}
