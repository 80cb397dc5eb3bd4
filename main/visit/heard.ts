/** What a pair said, as an event of the machine. Null: it means nothing to the machine. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { RendererToMain } from '../../domain/contract/control/renderer.ts'
import type { SessionToMain } from '../../domain/contract/control/session.ts'
import { VisitId } from '../../domain/ids.ts'
import type { Happening } from './events.ts'
import type { PairId } from './state.ts'

/** A fresh random id for a visit that may begin. */
export function newVisit(): VisitId {
  return v.parse(VisitId, randomUUID())
}

/** `ready` and `store` carry more than the machine sees: a public key, an envelope's bytes. */
export function heardFromSession(pair: PairId, message: SessionToMain): Happening {
  switch (message.type) {
    case 'ready':
      return { type: 'armed', pair }
    case 'armRefused':
      return { type: 'armRefused', pair, reason: message.reason }
    case 'step':
      return { type: 'step', pair, step: message.step, callNumber: message.callNumber ?? null }
    case 'seal':
      return { type: 'seal', pair, envelope: message.envelope, sha256: message.sha256 }
    case 'store':
      return { type: 'store', pair, envelope: message.envelope }
    case 'help':
      return message.why === undefined ? { type: 'ring', pair } : { type: 'ringQuietly', pair, why: message.why }
    case 'endVisit':
      return { type: 'endVisit', pair, reason: message.reason }
  }
}

/** `hello` is told by the host's own promise. */
export function heardFromRenderer(pair: PairId, message: RendererToMain): Happening | null {
  switch (message.type) {
    case 'activate':
      return { type: 'activate', pair, visit: newVisit() }
    case 'help':
      return { type: 'ring', pair }
    case 'activity':
    case 'stay':
    case 'stop':
    case 'finish':
      return { type: message.type, pair }
    case 'painted':
      return { type: 'painted', pair, step: message.step }
    case 'reader':
      return { type: 'reader', pair, trouble: message.trouble }
    case 'broken':
      return { type: 'died', pair, who: 'renderer' }
    case 'hello':
      return null
  }
}
