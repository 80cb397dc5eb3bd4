/**
 * An answer to a set with a private answer. A grant composes its form, seals and stores it with mandates that hold, all in one
 * commit; anything else is the set's alone, and the record has nothing of it but a line of the access log.
 */
import { randomUUID } from 'node:crypto'
import type { Bundle, BundleEntry, DocumentReference, Resource } from '@medplum/fhirtypes'
import { answeredTask, begun, decisionProvenance, planOf } from '../../../domain/fhir/decided.ts'
import type { Begins } from '../../../domain/fhir/decided.ts'
import { tagged, transaction } from '../../../domain/fhir/entry.ts'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import type { Instant } from '../../../domain/ids.ts'
import type { SetEvent } from '../../../domain/requests/sets/set.ts'
import { instantOf } from '../../clock/clock.ts'
import { NotComposed, setCommit } from '../compose-set/compose-set.ts'
import type { SetRow } from '../sets/set-row.ts'
import { whenAt } from '../sets/when.ts'
import { approvalPaper } from './approval-paper.ts'
import { decisionLine, whoIs } from './logged.ts'
import { bytesOf, reportOf } from './paper.ts'
import type { DecidePorts } from './ports.ts'
import type { Outcome, Writing, Written } from './writing.ts'

export async function commitPrivateSet(ports: DecidePorts, writing: Writing): Promise<Written> {
  const { set } = writing.waiting
  if (set === null) throw new Error('a set that waits')
  const { outcome } = writing
  return outcome.kind === 'granted'
    ? await grant(ports, writing, { set, left: outcome.left })
    : await notGranted(ports, writing, { set, outcome })
}

type Granted = Extract<Outcome, { kind: 'granted' }>

async function grant(
  ports: DecidePorts,
  writing: Writing,
  { set, left }: { readonly set: SetRow; readonly left: Granted['left'] },
): Promise<Written> {
  const { turn, by } = writing
  const { hospital } = ports
  try {
    const made = await setCommit(ports, { turn, set: { ...set, decided: left.decision } })
    const at = instantOf(ports.now())
    const paper = await paperOf(ports, writing, { bundle: made.bundle, left, at })
    if (typeof paper === 'string') return { decided: { kind: 'refused', why: paper } }
    let held: readonly string[] = []
    const committed = await ports.requests.commitSet({
      ...made,
      bundle: answeredAtOnce(made.bundle, {
        by: writing,
        hospital,
        at,
        paper,
        begins: { plan: planOf(left.decision), today: dayAt(Date.parse(at)), policy: ports.policy() },
      }),
      events: (names) => {
        held = names.filter((_, index) => isMandate(made.bundle.entry?.[index]))
        return [...made.events(names), decisionLine(writing, { hospital, at })]
      },
      approvedBy: by.role,
    })
    if (committed.kind !== 'stored') return committed
    ports.stored()
    return { decided: { kind: 'granted', mandates: held } }
  } catch (error) {
    if (error instanceof NotComposed) return { kind: 'altered' }
    throw error
  }
}

/** The approval of the form that was composed a moment before. */
async function paperOf(
  ports: DecidePorts,
  { by, waiting }: Writing,
  of: { readonly bundle: Bundle; readonly left: Granted['left']; readonly at: Instant },
): Promise<Uint8Array | 'party' | 'cannotSign'> {
  const document = of.bundle.entry?.map(({ resource }) => resource).find(isDocument)
  const form = document === undefined ? null : bytesOf(document)
  const contents = form === null ? null : ((await reportOf(ports, form)).contents ?? null)
  if (form === null || contents === null) throw new NotComposed('form')
  const answer = { granted: of.left.decision }
  return await approvalPaper(ports, {
    form,
    lasting: form,
    contents,
    reference: waiting.reference,
    by,
    answer,
    at: of.at,
  })
}

const isDocument = (one: Resource | undefined): one is DocumentReference => one?.resourceType === 'DocumentReference'

/** The transaction of a form, as it is once somebody of the hospital agreed: nothing of it was ever asked for in the record. */
function answeredAtOnce(
  bundle: Bundle,
  of: {
    readonly by: Writing
    readonly hospital: string
    readonly at: Instant
    readonly paper: Uint8Array
    readonly begins: Begins
  },
): Bundle {
  const who = whoIs(of.by.by)
  const entries = (bundle.entry ?? []).map((entry): BundleEntry => {
    const { resource } = entry
    if (resource?.resourceType === 'Consent' && isMandate(entry))
      return { ...entry, resource: begun(resource, of.begins) }
    if (resource?.resourceType !== 'Task') return entry
    return { ...entry, resource: answeredTask(resource, { answered: 'granted', at: of.at, who }) }
  })
  const named = (isOne: (entry: BundleEntry) => boolean) =>
    entries.filter(isOne).flatMap(({ fullUrl }) => fullUrl ?? [])
  const targets = [...named(isMandate), ...named(({ resource }) => resource?.resourceType === 'DocumentReference')]
  const uuid = randomUUID()
  const { hospital, at } = of
  const { patient } = of.by.waiting
  const paper = Buffer.from(of.paper).toString('base64')
  const proof = decisionProvenance({
    uuid,
    targets: [...targets, patient],
    answered: 'granted',
    who,
    hospital,
    at,
    paper,
  })
  return transaction([...entries, tagged(uuid, proof)])
}

/** The terms that somebody accepted are a Consent too, and hold already. */
const isMandate = (entry: BundleEntry | undefined): boolean =>
  entry?.resource?.resourceType === 'Consent' && entry.resource.provision?.actor !== undefined

async function notGranted(
  ports: DecidePorts,
  writing: Writing,
  { set, outcome }: { readonly set: SetRow; readonly outcome: Exclude<Outcome, { kind: 'granted' }> },
): Promise<Written> {
  const by = writing.by.role
  const event: SetEvent & { kind: 'granted' | 'refused' } =
    outcome.kind === 'rejected' ? { kind: 'refused', by } : { kind: 'granted', by, again: 'changed' }
  const now = ports.now()
  const at = instantOf(now)
  const committed = await ports.requests.commitStep({
    set: { id: set.id, version: set.version },
    step: { kind: 'moved', event },
    when: whenAt(now, ports.policy()),
    bundle: transaction([]),
    events: [decisionLine(writing, { hospital: ports.hospital, at })],
    // There is no form that a sealed refusal could be about.
    ...(outcome.kind === 'rejected'
      ? { refusal: { request: set.id, reason: outcome.reason, staff: writing.by.id, at, paper: null } }
      : {}),
  })
  if (committed.kind !== 'stored') return committed
  return { decided: outcome.kind === 'rejected' ? { kind: 'rejected' } : { kind: 'outdated', why: outcome.why } }
}
