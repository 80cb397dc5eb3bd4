/** What makes two notices one: the same thing about the same day, to the same person, of the same set. */
import type { EnvelopeId } from '../../../domain/ids.ts'
import type { SetNotice } from '../../../domain/requests/sets/set.ts'

export const keyOfNotice = (set: EnvelopeId, { to, what, on }: SetNotice): string => `${set} ${what} ${to} ${on}`
