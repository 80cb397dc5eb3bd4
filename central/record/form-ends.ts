/**
 * What of a stored form still waits for an approver, and how that ends: its mandates that were asked for, and the requests to
 * approve of which nothing is left then. Each is changed in the version that was read, so that a change in between is noticed.
 */
import type { BundleEntry, Consent, Task } from '@medplum/fhirtypes'
import { consentForm } from '../../domain/coding/systems.ts'
import { dayAt } from '../../domain/days/amsterdam.ts'
import { lifeOf, withLife } from '../../domain/fhir/mandate-life.ts'
import { endedTask, stopped } from '../../domain/fhir/withdrawal.ts'
import type { Instant } from '../../domain/ids.ts'
import { localReference } from '../store/fhir/index-values.ts'
import { stoppedForReview } from '../../domain/lifecycle/life.ts'
import type { StoppedBy } from '../../domain/lifecycle/life.ts'
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

/** Who ended it, and whether a physician has yet to answer: then what holds is stopped, and not over. */
export interface EndedBy {
  readonly by: StoppedBy
  readonly isReviewed: boolean
}

/** The entries of a transaction that end all this. @param because word of `Task.businessStatus`. @param who null: a day. */
export function endsOfForm(
  { mandates, approvals }: WaitingOfForm,
  of: { readonly at: Instant; readonly because: string; readonly who?: EndedBy },
): readonly BundleEntry[] {
  const { at, because, who } = of
  return [
    ...mandates.map((consent) => nextVersion(endOf(consent, { at, who }))),
    ...approvals.map((approval) => nextVersion(endedTask(approval, { at, because }))),
  ]
}

function endOf(consent: Consent, { at, who }: { readonly at: Instant; readonly who: EndedBy | undefined }): Consent {
  const life = who?.isReviewed === true ? lifeOf(consent) : null
  const held = life === null ? null : stoppedForReview(life, dayAt(Date.parse(at)))
  return held === null ? stopped(consent, at, who?.by) : withLife(consent, held)
}

/** The next version of what was judged, and of nothing newer. */
export function nextVersion(resource: Consent | Task): BundleEntry {
  const { resourceType, id, meta } = resource
  return {
    resource,
    request: { method: 'PUT', url: `${resourceType}/${id ?? ''}`, ifMatch: `W/"${meta?.versionId ?? ''}"` },
  }
}
