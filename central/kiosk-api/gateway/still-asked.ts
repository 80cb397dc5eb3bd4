/**
 * Whether the rules of today would take one more act of a set: asked as the intake asks (intake/checks/act-rules.ts), with the
 * papers of the person who asked and not those of the visitor, before he is offered anything to sign.
 */
import * as v from 'valibot'
import { CalendarDay } from '../../../domain/ids.ts'
import type { MandateRequest } from '../../../domain/forms/request.ts'
import { requestOf } from '../../../domain/forms/request.ts'
import { knownPatient } from '../../../domain/identity/known-patient.ts'
import type { PatientFacts } from '../../../domain/journeys/known.ts'
import { isOfRecord } from '../../../domain/journeys/record-finding.ts'
import { decideSet } from '../../../domain/requests/sets/decide-set.ts'
import type { Asker } from '../../../domain/requests/sets/decide-set.ts'
import type { Decision, FormDecision } from '../../../domain/rules/basis/decision.ts'
import { atApproval } from '../../../domain/rules/at-approval.ts'
import type { ShownContent } from '../../published/content/shown.ts'
import { findingOfRecord } from '../../record/findings.ts'
import { askerOfSet } from '../../requests/sets/asker-of-set.ts'
import type { SetRow } from '../../requests/sets/set-row.ts'
import { mandateFacts } from './mandate-facts.ts'
import type { GatewayPorts } from './ports.ts'

export type RulesPorts = Pick<GatewayPorts, 'fhir' | 'policy'> & {
  readonly visits: Pick<GatewayPorts['visits'], 'today'>
}

/** What the record says today of `Patient/<id>`; null: not enough for the rules. */
export async function patientToday(
  ports: Pick<RulesPorts, 'fhir' | 'visits'>,
  patient: string,
): Promise<PatientFacts | null> {
  const stored = await ports.fhir.read(patient)
  const known = stored?.resourceType === 'Patient' ? knownPatient(stored, ports.visits.today()) : null
  const birthDate = v.safeParse(CalendarDay, known?.birthDate)
  if (known === null || !birthDate.success || stored?.resourceType !== 'Patient') return null
  const finding = await findingOfRecord(ports.fhir, { patient: stored, on: ports.visits.today() })
  return { ...known, birthDate: birthDate.output, finding }
}

/** True also while nobody has asked: then there is nothing yet that the rules could take back. */
export async function isStillAsked(ports: RulesPorts, set: SetRow, shown: ShownContent): Promise<boolean> {
  return formOf(set, shown) === null || askerOfSet(set) === null || (await leftToday(ports, set, shown)) !== null
}

/** What the rules of today leave of what a set asks for; null: they ask for something else, or nobody has asked. */
export async function leftToday(ports: RulesPorts, set: SetRow, shown: ShownContent): Promise<FormDecision | null> {
  const [asker, form] = [askerOfSet(set), formOf(set, shown)]
  const about = await patientToday(ports, set.patient)
  if (asker === null || form === null || about === null) return null
  const now = await decidedToday(ports, { asker, reference: set.patient, about, request: requestOf(form, set.answers) })
  const left = atApproval({ signed: set.decision, now })
  return left.kind === 'form' ? left.decision : null
}

/**
 * Whether what a physician found since it was asked for, and nothing else, makes the rules ask for something else. A paper that
 * only became too old may be brought anew; what was found makes this form one that nobody needs.
 */
export async function isFoundOtherwise(ports: RulesPorts, set: SetRow, shown: ShownContent): Promise<boolean> {
  const [asker, form] = [askerOfSet(set), formOf(set, shown)]
  const about = await patientToday(ports, set.patient)
  if (asker === null || form === null || about === null) return false
  const { finding, ...then } = about
  if (finding === null && !asker.record.evidence.some(isOfRecord)) return false
  const asked = { asker, reference: set.patient, request: requestOf(form, set.answers) }
  const [before, now] = [
    await decidedToday(ports, { ...asked, about: then }),
    await decidedToday(ports, { ...asked, about }),
  ]
  const left = (decision: Decision) => atApproval({ signed: set.decision, now: decision }).kind === 'form'
  return left(before) && !left(now)
}

const formOf = ({ form }: Pick<SetRow, 'form'>, shown: ShownContent) =>
  shown.forms.find(({ url, version }) => url === form.url && version === form.version) ?? null

async function decidedToday(
  ports: RulesPorts,
  of: {
    readonly asker: Asker
    readonly reference: string
    readonly about: PatientFacts
    readonly request: MandateRequest
  },
): Promise<Decision> {
  const { asker, reference, about, request } = of
  const day = ports.visits.today()
  const mandates = await mandateFacts({ fhir: ports.fhir, patient: reference, claim: asker.claim, on: day })
  return decideSet({ asker, patient: about, mandates, request, policy: ports.policy(), day })
}
