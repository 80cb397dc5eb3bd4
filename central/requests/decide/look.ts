/** One request, opened: who signed with which proof, what the rules of today say and why, and what stands in the way. */
import { ageOn } from '../../../domain/days/calendar.ts'
import { knownPatient } from '../../../domain/identity/known-patient.ts'
import { loginReaches } from '../../../domain/identity/staff-login.ts'
import { rulebook } from '../../../domain/rules/basis/rulebook.ts'
import { CalendarDay } from '../../../domain/ids.ts'
import * as v from 'valibot'
import type { StepClaims } from '../../../domain/document/steps.ts'
import type { ApproverPerson, AskedFor } from '../decisions/decision.ts'
import type { DecisionRefusal } from '../decisions/decided.ts'
import type { Rules, ShownRequest, ShownSigner } from '../decisions/shown.ts'
import { leftNow } from './left.ts'
import type { LeftNow } from './left.ts'
import { verifiedPaper } from './paper.ts'
import { paperWords } from './paper-words.ts'
import { isParty } from './parties.ts'
import type { DecidePorts } from './ports.ts'
import { queued } from './queue.ts'
import { seenOf } from './seen.ts'
import { waitingFor } from './waiting.ts'
import type { Waiting, WaitingRead } from './waiting.ts'

/** A word: it waits no more, or never did. */
export async function lookAt(
  ports: DecidePorts,
  of: { readonly asked: AskedFor; readonly by: ApproverPerson },
): Promise<ShownRequest | Exclude<WaitingRead, Waiting>> {
  const { asked, by } = of
  const waiting = await waitingFor(ports, asked)
  if (typeof waiting === 'string') return waiting
  const version = waiting.task === null ? waiting.set?.version : waiting.task.meta?.versionId
  const now =
    asked.kind === 'form' ? { ...asked, version: String(version ?? '') } : { ...asked, version: Number(version) }
  const claims = await claimsOf(ports, waiting)
  const left = await leftNow(ports, waiting)
  const { document, facts } = waiting
  return {
    ...(await queued(ports, now, waiting)),
    reference: waiting.reference,
    signers: (claims ?? []).map(signerOf),
    papers: (facts?.papers ?? []).map(paperWords),
    rules: rulesOf(left),
    seen: left === 'factsNotKept' ? '' : seenOf(left),
    problem: await problemOf(ports, waiting, { by, isWhole: claims !== null, left }),
    document: document === null ? null : `DocumentReference/${document.id ?? ''}`,
    childSigns: await childSigns(ports, waiting),
  }
}

/** Null: the stored form is not what was sealed. */
async function claimsOf(ports: DecidePorts, { document, set }: Waiting): Promise<readonly StepClaims[] | null> {
  if (document === null) return (set?.acts ?? []).map(({ signed }) => signed.step.claims)
  const report = await verifiedPaper(ports, document)
  return report?.contents?.steps.map(({ claims }) => claims) ?? null
}

const signerOf = ({ name, role, at, identity }: StepClaims): ShownSigner => ({
  name,
  role,
  at,
  identity: [identity.documentKind, lowered(identity.method)].filter((text) => text !== null).join(', '),
})

/** In the middle of a sentence. */
const lowered = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

function rulesOf(left: LeftNow | 'factsNotKept'): Rules {
  if (left === 'factsNotKept') return { kind: 'unknown' }
  if (left.kind === 'outdated') return left
  const { scope, start, end, rules, notices } = left.decision
  const sentences = new Map<string, { readonly nl: string }>(Object.entries(rulebook))
  return {
    kind: 'form',
    kinds: scope,
    start: start.day,
    lastDay: end.lastDay,
    because: rules.flatMap((id) => {
      const nl = sentences.get(id)?.nl
      return nl === undefined ? [] : [{ id, nl }]
    }),
    wishesDiffer: notices.some(({ what }) => what === 'wishesDiffer'),
  }
}

async function problemOf(
  ports: DecidePorts,
  waiting: Waiting,
  of: { readonly by: ApproverPerson; readonly isWhole: boolean; readonly left: LeftNow | 'factsNotKept' },
): Promise<DecisionRefusal | null> {
  const { by, isWhole, left } = of
  const today = ports.visits.today()
  const known = knownPatient(await ports.fhir.read(waiting.patient), today)
  if (waiting.approver === 'physician' && by.role !== 'physician') return 'physicianOnly'
  if (!loginReaches(by.acr, ports.login())) return 'loginTooWeak'
  if (isParty(waiting, { by, patient: known === null ? '' : `${known.given} ${known.family}` })) return 'party'
  if (waiting.frozenBy !== null) return 'frozen'
  if (!isWhole) return 'paperAltered'
  return left === 'factsNotKept' ? left : null
}

async function childSigns(ports: DecidePorts, { patient, facts }: Waiting): Promise<boolean> {
  const today = ports.visits.today()
  const birth = v.safeParse(CalendarDay, knownPatient(await ports.fhir.read(patient), today)?.birthDate)
  const signs = facts?.decision.signers.some(({ role }) => role === 'patient') === true
  return signs && birth.success && ageOn(birth.output, today) < 18
}
