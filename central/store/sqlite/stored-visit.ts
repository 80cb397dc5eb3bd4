/** The row of a visit as it is kept: rows of earlier builds lack what came later. */
import * as v from 'valibot'
import { BuildStatement } from '../../../domain/contract/device/visit-certificate.ts'
import { Evidence, Finding } from '../../../domain/contract/gateway/evidence.ts'
import { VisitRecord } from '../../../domain/contract/gateway/visit-record.ts'
import { DeviceId, Instant, Sha256 } from '../../../domain/ids.ts'

const StaffMember = v.strictObject({ id: v.string(), name: v.string() })

const declinedBecause = v.nullable(v.picklist(['notThisPerson', 'doubt', 'wrongEnding', 'notOnPaper']))
const checking = {
  claimedAt: v.nullable(Instant),
  identifiedAt: v.nullable(Instant),
  identifiedBy: v.nullable(StaffMember),
  wrongEndings: v.number(),
  declinedBecause,
}

export const StoredVisit = v.strictObject({
  record: VisitRecord,
  device: DeviceId,
  keyThumbprint: Sha256,
  build: BuildStatement,
  openedAt: Instant,
  ...checking,
  boundAt: v.nullable(Instant),
  endedAt: v.nullable(Instant),
  // Rows of before have none.
  candidates: v.optional(v.array(v.string()), []),
  others: v.optional(v.array(v.strictObject({ ...checking, enteredBy: v.nullable(StaffMember) })), []),
  // Rows from before these have none of it.
  enteredBy: v.optional(v.nullable(StaffMember), null),
  noEntry: v.optional(v.boolean(), false),
  // Absent stays absent: it is not known for whom that paper was.
  evidenceFor: v.optional(v.nullable(v.string())),
  finding: v.optional(v.nullable(Finding)),
  unsettled: v.optional(v.array(Evidence), []),
  ofAnother: v.optional(v.array(Evidence), []),
  rejected: v.optional(v.array(v.string()), []),
  completedAt: v.optional(v.nullable(Instant), null),
  handledAt: v.optional(v.nullable(Instant), null),
})
