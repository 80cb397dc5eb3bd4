/** What answers to requests are judged and written with. */
import type { Content } from '../published/content/content.ts'
import type { DecidePorts } from '../requests/decide/ports.ts'
import type { OpenedLongTerm } from '../requests/long-term/open.ts'
import type { Ground } from './ground.ts'
import type { Kiosks } from './kiosks.ts'
import { composing } from './sets.ts'

export function deciding(of: {
  readonly ground: Ground
  readonly kiosks: Pick<Kiosks, 'table' | 'visits'>
  readonly content: Pick<Content, 'policy' | 'shown'>
  readonly lasting: Pick<OpenedLongTerm, 'longTerm' | 'sealList' | 'time'>
}): DecidePorts {
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
