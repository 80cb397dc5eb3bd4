/** Answers to requests: what they are judged and written with, and who hears of them. */
import type { Content } from '../published/content/content.ts'
import type { ApproverPerson, AskedFor, Deciding } from '../requests/decisions/decision.ts'
import type { Decided, DecisionRefusal } from '../requests/decisions/decided.ts'
import type { QueuedRequest, ShownRequest } from '../requests/decisions/shown.ts'
import { decideRequest } from '../requests/decide/decide-request.ts'
import { lookAt } from '../requests/decide/look.ts'
import type { DecidePorts } from '../requests/decide/ports.ts'
import { requestsToAnswer } from '../requests/decide/queue.ts'
import type { OpenedLongTerm } from '../requests/long-term/open.ts'
import type { Ground } from './ground.ts'
import type { Kiosks } from './kiosks.ts'
import { composing } from './sets.ts'

interface Parts {
  readonly ground: Ground
  readonly kiosks: Pick<Kiosks, 'table' | 'visits'>
  readonly content: Pick<Content, 'policy' | 'shown'>
  readonly lasting: Pick<OpenedLongTerm, 'longTerm' | 'sealList' | 'time'>
}

export interface Answering {
  readonly decide: (deciding: Deciding) => Promise<Decided>
  readonly requestsToAnswer: () => Promise<readonly QueuedRequest[]>
  readonly lookAt: (of: {
    readonly asked: AskedFor
    readonly by: ApproverPerson
  }) => Promise<ShownRequest | DecisionRefusal>
  readonly onDecided: (listener: () => void) => () => void
}

export function answering(of: Parts): Answering {
  const ports = portsOf(of)
  const listeners = new Set<() => void>()
  return {
    async decide(deciding) {
      const decided = await decideRequest(ports, deciding)
      if (decided.kind !== 'refused') listeners.forEach((listener) => listener())
      return decided
    },
    requestsToAnswer: () => requestsToAnswer(ports),
    lookAt: (asked) => lookAt(ports, asked),
    onDecided(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function portsOf(of: Parts): DecidePorts {
  const { stores, policies } = of.ground
  const { sets, requests, fhir, keptRequests: kept } = stores
  return {
    ...composing(of),
    sets,
    requests,
    fhir,
    kept,
    visits: of.kiosks.visits,
    lasting: (document) => of.lasting.longTerm.file(document),
    isPolicyWithdrawn: async (version) => (await policies.find(version))?.withdrawn === true,
    login: () => 'substantial',
  }
}
