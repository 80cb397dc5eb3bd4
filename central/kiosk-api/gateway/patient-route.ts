/** POST /visit/patient: whose file is this about? At most three tries; the kiosk never gets names to choose from. */
import { PatientLookUp } from '../../../domain/gateway/visit-record.ts'
import type { PatientLookUpAnswer, VisitRecord } from '../../../domain/gateway/visit-record.ts'
import type { VisitRoute } from './authenticated.ts'
import { bindPatient } from '../../record/bind-patient.ts'
import { findPatients } from '../../record/find-patients.ts'
import { parseBody } from './parse-body.ts'
import type { GatewayPorts } from './ports.ts'
import { json } from '../../http/answer.ts'
import { problem, refusalProblem } from './problem.ts'

export function patientRoute({ visits, fhir }: GatewayPorts): VisitRoute {
  return {
    method: 'POST',
    path: '/visit/patient',
    async handle({ row, context }) {
      const lookUp = parseBody(PatientLookUp, context.body)
      if (lookUp === null) return problem('badRequest')
      const { visit, claim } = row.record
      // A child has no document here: that look-up is for who comes for himself.
      if (lookUp.by === 'document' && claim?.purpose === 'child') return problem('badRequest')
      if (lookUp.by === 'desk') {
        const handed = visits.lookUpFailed(visit, 'severalFound')
        return handed.ok ? answer(handed.row.record) : refusalProblem(handed.refusal)
      }
      const tried = visits.lookUp(visit)
      if (!tried.ok) return refusalProblem(tried.refusal)
      if (claim === null) return problem('conflict')
      const [patient, ...more] = await findPatients({ fhir, lookUp, claim })
      if (patient !== undefined && more.length === 0) {
        const changed = await bindPatient({ visits, fhir, row: tried.row, patient, by: null })
        return changed.ok ? answer(changed.row.record) : refusalProblem(changed.refusal)
      }
      const failed = visits.lookUpFailed(visit, patient === undefined ? 'noneFound' : 'severalFound')
      return failed.ok ? answer(failed.row.record) : refusalProblem(failed.refusal)
    },
  }
}

function answer(record: VisitRecord): Response {
  const result: PatientLookUpAnswer['result'] =
    record.state === 'ended'
      ? 'ended'
      : record.state === 'bound'
        ? 'bound'
        : record.deskPicks
          ? 'deskPicks'
          : 'notFound'
  // The reason of the end (a block, a death) is for staff: what travels to the kiosk is neutral.
  const neutral: VisitRecord = record.state === 'ended' ? { ...record, endedBecause: null } : record
  return json({ result, record: neutral } satisfies PatientLookUpAnswer)
}
