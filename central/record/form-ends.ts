/**
 * What of a stored form still waits for an approver, and how that ends: its mandates that were asked for, and the requests to
 * approve of which nothing is left then. Each is changed in the version that was read, so that a change in between is noticed.
 */
import type { BundleEntry, Consent, Task } from '@medplum/fhirtypes'
import { consentForm } from '../../domain/coding/systems.ts'
import { endedTask, stopped } from '../../domain/fhir/withdrawal.ts'
import type { Instant } from '../../domain/ids.ts'
import { localReference } from '../store/fhir/index-values.ts'
import type { Reading } from '../store/fhir/reading.ts'
import { searchAll } from '../store/fhir/search-all.ts'

export interface WaitingOfForm {
  readonly mandates: readonly Consent[]
  readonly approvals: readonly Task[]
}

/** @param of `document`: `DocumentReference/<id>` of the form; null: none was composed. */
export async function waitingOfForm(
  store: Reading,
  { patient, document }: { readonly patient: string; readonly document: string | null },
): Promise<WaitingOfForm> {
  return await ofForm(store, { patient, document, status: ['proposed'] })
}

/** The same with the mandates of it that hold. */
export async function openOfForm(
  store: Reading,
  of: { readonly patient: string; readonly document: string | null },
): Promise<WaitingOfForm> {
  return await ofForm(store, { ...of, status: ['proposed', 'active'] })
}

async function ofForm(
  store: Reading,
  of: { readonly patient: string; readonly document: string | null; readonly status: readonly string[] },
): Promise<WaitingOfForm> {
  const { patient, document, status } = of
  if (document === null) return { mandates: [], approvals: [] }
  const asked = await searchAll(store, { type: 'Consent', having: { patient }, status, category: [consentForm] })
  const mandates = asked.filter(({ sourceReference }) => localReference(sourceReference?.reference ?? '') === document)
  return { mandates, approvals: await approvalsLeftBy(store, { patient, ended: mandates }) }
}

/** Requests to approve mandates that are asked for, where none of them waits any more once these have ended. */
export async function approvalsLeftBy(
  store: Reading,
  { patient, ended }: { readonly patient: string; readonly ended: readonly Consent[] },
): Promise<readonly Task[]> {
  const asked = ended.filter(({ status }) => status === 'proposed').map(({ id }) => `Consent/${id ?? ''}`)
  if (asked.length === 0) return []
  const open = await searchAll(store, { type: 'Task', having: { patient }, status: ['requested'] })
  const left: Task[] = []
  for (const task of open) {
    const about = mandatesIn(task)
    if (!about.some((one) => asked.includes(one))) continue
    const others = await Promise.all(about.filter((one) => !asked.includes(one)).map((one) => store.read(one)))
    if (others.every((one) => one?.resourceType !== 'Consent' || one.status !== 'proposed')) left.push(task)
  }
  return left
}

/** `Consent/<id>` of each mandate that a request to approve is about (domain/fhir/approval.ts). */
export function mandatesIn({ focus, input = [] }: Task): readonly string[] {
  const references = [focus, ...input.map(({ valueReference }) => valueReference)]
  return references.flatMap((one) => (one?.reference?.startsWith('Consent/') === true ? [one.reference] : []))
}

/** The entries of a transaction that end all this. @param because word of `Task.businessStatus`. */
export function endsOfForm(
  { mandates, approvals }: WaitingOfForm,
  { at, because }: { readonly at: Instant; readonly because: string },
): readonly BundleEntry[] {
  return [
    ...mandates.map((consent) => nextVersion(stopped(consent, at))),
    ...approvals.map((approval) => nextVersion(endedTask(approval, { at, because }))),
  ]
}

/** The next version of what was judged, and of nothing newer. */
export function nextVersion(resource: Consent | Task): BundleEntry {
  const { resourceType, id, meta } = resource
  return {
    resource,
    request: { method: 'PUT', url: `${resourceType}/${id ?? ''}`, ifMatch: `W/"${meta?.versionId ?? ''}"` },
  }
}
