/** The central's own line that access ended: by whom, in which visit, of which mandates. Why, and whether it is urgent, is none of it. */
import type { EnvelopeId } from '../../../domain/ids.ts'
import { clerkOf, kioskOf } from '../../access-log/actor.ts'
import type { EventOf } from '../../access-log/list.ts'
import { documentValue } from '../../record/naming.ts'
import type { VisitRow } from '../../visits/visits.ts'
import type { Accepted } from './examine.ts'
import type { Stopped } from './checks/stop-rules.ts'

export function stoppedEvent(input: {
  readonly row: VisitRow
  /** `Patient/<id>` */
  readonly patient: { readonly reference: string }
  readonly stops: Stopped
  readonly id: EnvelopeId
}): EventOf<'mandateStopped'> {
  const { row, patient, stops, id } = input
  const { claim, visit } = row.record
  return {
    kind: 'mandateStopped',
    kiosk: kioskOf(row.device),
    visitor:
      stops.who === null
        ? { is: 'holder', document: claim === null ? '' : documentValue(claim.document) }
        : { is: 'known', reference: stops.who },
    clerk: row.identifiedBy === null ? null : clerkOf(row.identifiedBy),
    patient: patient.reference,
    envelope: id,
    visit,
    by: stops.by,
    mandates: stops.mandates.map((consent) => `Consent/${consent.id ?? ''}`),
  }
}

/** None of a part of a set of which nothing stands in the record: no access ended. */
export function stoppedEvents({
  accepted: { row, patient, stops },
  id,
}: {
  readonly accepted: Pick<Accepted, 'row' | 'patient' | 'stops'>
  readonly id: EnvelopeId
}): readonly EventOf<'mandateStopped'>[] {
  if (stops === null || (stops.taken !== null && stops.mandates.length === 0)) return []
  return [stoppedEvent({ row, patient, stops, id })]
}
