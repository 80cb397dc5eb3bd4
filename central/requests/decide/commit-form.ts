/** An answer to a form in the record, as one commit: its mandates, what they replace, the request itself, and who answered. */
import { randomUUID } from 'node:crypto'
import type { BundleEntry, Consent } from '@medplum/fhirtypes'
import { answeredTask, decisionProvenance, planOf, rejectedMandate } from '../../../domain/fhir/decided.ts'
import type { Left } from '../../../domain/fhir/decided.ts'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { tagged, transaction } from '../../../domain/fhir/entry.ts'
import type { Instant } from '../../../domain/ids.ts'
import type { FormDecision } from '../../../domain/rules/basis/decision.ts'
import { scopeFor } from '../../../domain/rules/grants.ts'
import { instantOf } from '../../clock/clock.ts'
import { activation } from '../../record/activation.ts'
import { mandatesIn, nextVersion } from '../../record/form-ends.ts'
import { whenAt } from '../sets/when.ts'
import { approvalPaper } from './approval-paper.ts'
import { decisionLine, whoIs } from './logged.ts'
import { bytesOf, verifiedPaper } from './paper.ts'
import type { DecidePorts } from './ports.ts'
import type { Waiting } from './waiting.ts'
import type { Writing, Written } from './writing.ts'

export async function commitForm(ports: DecidePorts, writing: Writing): Promise<Written> {
  const { waiting, turn, by, outcome } = writing
  const { task, document, patient } = waiting
  if (task === null || document === null) throw new Error('a form in the record')
  const now = ports.now()
  const at = instantOf(now)
  const who = whoIs(by)
  const form = `DocumentReference/${document.id ?? ''}`
  const targets = waiting.mandates.map(({ id }) => `Consent/${id}`)
  const paper = await paperOfAnswer(ports, writing, at)
  if (typeof paper === 'string' && outcome.kind === 'granted') return { decided: { kind: 'refused', why: paper } }
  const sealed = typeof paper === 'string' ? null : paper
  const provenance = randomUUID()
  const { kind: answered } = outcome
  const committed = await ports.requests.commitDecision({
    bundle: transaction([
      ...(await mandateEntries(ports, writing, at)),
      nextVersion(answeredTask(task, { answered, at, who })),
      tagged(
        provenance,
        decisionProvenance({
          uuid: provenance,
          targets: [...targets, form, patient],
          answered,
          who,
          hospital: ports.hospital,
          at,
          paper: outcome.kind !== 'granted' || sealed === null ? null : Buffer.from(sealed).toString('base64'),
        }),
      ),
    ]),
    ...(outcome.kind === 'rejected'
      ? { refusal: { request: `Task/${task.id ?? ''}`, reason: outcome.reason, staff: by.id, at, paper: sealed } }
      : {}),
    events: () => [decisionLine(writing, { hospital: ports.hospital, at })],
    due: now,
    judged: { patient, turn },
    hears: whenAt(now, ports.policy()),
  })
  if (committed.kind !== 'stored') return committed
  switch (outcome.kind) {
    case 'granted':
      return { decided: { kind: 'granted', mandates: targets } }
    case 'rejected':
      return { decided: { kind: 'rejected' } }
    case 'outdated':
      return { decided: { kind: 'outdated', why: outcome.why } }
    default:
      return outcome satisfies never
  }
}

/** Null: nothing to sign. A refusal of a file that cannot be read any more has no paper. */
async function paperOfAnswer(
  ports: DecidePorts,
  { waiting: { document, reference }, by, outcome }: Writing,
  at: Instant,
): Promise<Uint8Array | 'party' | 'cannotSign' | null> {
  const [form, report] = document === null ? [null, null] : [bytesOf(document), await verifiedPaper(ports, document)]
  if (outcome.kind === 'outdated' || form === null || report?.contents == null) return null
  const answer = outcome.kind === 'granted' ? { granted: outcome.left.decision } : { refused: outcome.reason }
  const lasting = (await ports.lasting(`DocumentReference/${document?.id ?? ''}`)) ?? form
  return await approvalPaper(ports, { form, lasting, contents: report.contents, reference, by, answer, at })
}

async function mandateEntries(
  ports: DecidePorts,
  { waiting, outcome }: Writing,
  at: Instant,
): Promise<readonly BundleEntry[]> {
  const policy = ports.policy()
  const today = dayAt(Date.parse(at))
  if (outcome.kind !== 'granted') {
    // Of a form that a set was composed to the set tells its signers itself.
    const isTold = outcome.kind === 'rejected' && waiting.set === null
    const told = isTold ? [{ to: 'grantee', what: 'notGranted', on: today } as const] : []
    return waiting.mandates.map((one) => nextVersion(rejectedMandate(one, told)))
  }
  const { decision, holding } = outcome.left
  const entries: BundleEntry[] = []
  for (const [index, mandate] of waiting.mandates.entries()) {
    const begins = { plan: planOf(decision), today, policy }
    const left = { ...leftOf(waiting, mandate, decision), begins }
    // The applicant's stands first; what is renewed is his.
    const renews = decision.supersedes && index === 0 ? holding : []
    if (left.kinds.length === 0) entries.push(nextVersion(rejectedMandate(mandate)))
    else entries.push(...(await activation(ports.fhir, { mandate: `Consent/${mandate.id}`, at, left, renews })))
  }
  return entries
}

/** What of the decision is this mandate's: the request names them in the order of those who get one. */
function leftOf({ task, facts }: Waiting, mandate: Consent, decision: FormDecision): Left {
  const { start, end } = decision
  const named = task === null ? [] : mandatesIn(task)
  const getting = (facts?.decision.signers ?? []).filter(
    ({ role }) => scopeOf(facts?.decision ?? decision, role).length > 0,
  )
  const role = named.length === getting.length ? getting[named.indexOf(`Consent/${mandate.id ?? ''}`)]?.role : undefined
  const kinds = role === undefined ? decision.scope : scopeOf(decision, role)
  return { kinds, start: start.day, lastDay: end.lastDay }
}

/** The patient has no mandate. */
function scopeOf(decision: FormDecision, role: FormDecision['signers'][number]['role']): FormDecision['scope'] {
  return role === 'patient' ? [] : scopeFor(decision, role)
}
