/** What every event of a visitor says about the visit: by which kiosk, for whom, why. */
import { isOwn, journeyOfClaim } from '../../domain/journeys/index.ts'
import { documentValue } from '../record/naming.ts'
import type { VisitRow } from '../visits/visits.ts'
import { kioskOf } from './actor.ts'
import type { EventOf } from './list.ts'

/** `patient`: `Patient/<id>` of the record that is read; null while nobody is bound. */
export function ofVisit(
  { device, record, identifiedBy }: VisitRow,
  patient: string | null,
): Pick<EventOf<'fileRead'>, 'kiosk' | 'visitor' | 'purpose' | 'visit' | 'identifiedBy'> {
  const { claim, visit } = record
  const journey = journeyOfClaim(claim)
  return {
    kiosk: kioskOf(device),
    visitor:
      isOwn(journey) && patient !== null
        ? { is: 'known', reference: patient }
        : { is: 'holder', document: claim === null ? '' : documentValue(claim.document) },
    purpose: journey.coding.reason,
    visit,
    identifiedBy: identifiedBy?.id ?? null,
  }
}
