/** What an envelope of kind `act` carries: one person's part of one set, and nothing for the record. */
import * as v from 'valibot'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { EnvelopeId } from '../../../../domain/ids.ts'
import { ActPart } from '../../../../domain/requests/acts/act-set.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'

export interface SentAct extends ActPart {
  readonly set: EnvelopeId
}

export function act(payload: EnvelopePayload): Checked<SentAct> {
  const { set, bundle } = payload
  const part = v.safeParse(ActPart, payload.act)
  if (set === null || !part.success || part.output.content.set !== set) return refuse('malformed', 'act')
  return bundle.entry.length === 0 ? good({ ...part.output, set }) : refuse('malformed', 'act')
}
