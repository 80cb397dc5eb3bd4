/** A visit as it begins. */
import type { BuildStatement } from '../../domain/contract/device/visit-certificate.ts'
import type { CallNumber, DeviceId, Instant, Sha256, VisitId } from '../../domain/ids.ts'
import { unchecked } from './person.ts'
import { mostLookUps } from './visit-row.ts'
import type { VisitRow } from './visit-row.ts'

export interface NewVisit {
  readonly visit: VisitId
  readonly device: DeviceId
  readonly keyThumbprint: Sha256
  readonly build: BuildStatement
}

/** Nobody is known, nothing is claimed. */
export function openedVisit({ visit, ...rest }: NewVisit, callNumber: CallNumber, at: Instant): VisitRow {
  return {
    record: {
      visit,
      state: 'opened',
      callNumber,
      assurance: 'claimed',
      claim: null,
      declined: false,
      others: [],
      evidence: [],
      evidenceMissing: false,
      documentDoubtful: false,
      papersOpen: false,
      patient: null,
      lookUpsLeft: mostLookUps,
      deskPicks: false,
      endedBecause: null,
    },
    ...rest,
    openedAt: at,
    ...unchecked,
    others: [],
    boundAt: null,
    endedAt: null,
    candidates: [],
    noEntry: false,
    evidenceFor: null,
    unsettled: [],
    ofAnother: [],
    rejected: [],
    completedAt: null,
    handledAt: null,
  }
}
