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
  const { id, kind, pdf, steps, escrow } = parsed.output
  if (id !== header.id || kind !== header.kind) return refuse('malformed', 'header')
  switch (kind) {
    case 'form':
      return pdf !== null && steps.length > 0 ? good(parsed.output) : refuse('malformed', 'form')
    case 'acceptance':
      return pdf === null && steps.length === 0 && escrow === undefined
        ? good(parsed.output)
        : refuse('malformed', 'acceptance')
    case 'steps':
      return refuse('malformed', 'kind')
    default:
      return kind satisfies never
  }
}
