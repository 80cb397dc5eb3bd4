/** The clerk's answer to "is this the person on the document?", as one act. */
import * as v from 'valibot'
import { Evidence } from '../../../domain/contract/gateway/evidence.ts'
import { isOwnName } from '../../../domain/identity/same-person.ts'
import { Instant } from '../../../domain/ids.ts'
import type { VisitId } from '../../../domain/ids.ts'
import { endingMatches } from '../../visits/about-person.ts'
import { isUndecided, personAt } from '../../visits/person.ts'
import type { Attending } from '../../visits/person.ts'
import type { PaperEvent, StaffMember, VisitRow } from '../../visits/visits.ts'
import type { StaffPorts } from '../staff/ports.ts'
import { readDay, today } from './dates.ts'
import { asksPaper } from './queue.ts'
import { recordChecks, recordEvidence } from './verification.ts'

/** What the clerk may say about the paper; `noEntry`: it says nothing of authority; `missing`: there is none today. */
export const Authority = v.picklist(['sole', 'joint', 'noEntry', 'missing'])
export type Authority = v.InferOutput<typeof Authority>

export type Decision =
  | { readonly answer: 'no' | 'doubt' }
  | {
      readonly answer: 'yes'
      readonly ending: string
      readonly authority: Authority | null
      readonly issuedOn: string
      /** Of the other holder of authority: whether the extract names this person; null: not said. */
      readonly onPaper: boolean | null
    }

/** Null: done. Otherwise the sentence that the clerk reads, and the field that is wrong when it is one. */
export type Sentence = string | { readonly text: string; readonly field: string } | null

type Ports = Pick<StaffPorts, 'visits' | 'fhir' | 'now' | 'hospital'>

const late = 'Dit bezoek is intussen veranderd. Kijk opnieuw.'

/**
 * `person`: whom the clerk had before him, by number (0: the visitor). `seen`: when the claim on his screen was made; another
 * one since then is another person.
 */
export async function decide(
  ports: Ports,
  {
    row,
    person,
    seen,
    decision,
    by,
  }: { row: VisitRow; person: number; seen: string; decision: Decision; by: StaffMember },
): Promise<Sentence> {
  const { visits, now } = ports
  const { visit } = row.record
  const known = personAt(row, person)
  if (known === null || !isUndecided(known) || known.claim === null || known.claimedAt !== seen) return late
  const { claim } = known
  // Another claim may come while this is decided: that would be another person.
  const guard = { person, claimedAt: known.claimedAt }
  if (decision.answer !== 'yes') {
    const because = decision.answer === 'no' ? 'notThisPerson' : 'doubt'
    return (await visits.decline(visit, because, by, guard)).ok ? null : late
  }
  if (isOwnName(by.name, claim, today(now()))) return 'U kunt uzelf niet controleren. Vraag een collega.'
  const paper = paperSaid(known, decision, now())
  if (paper.kind === 'wrong') return { text: paper.sentence, field: paper.field }
  if (paper.kind === 'notOnPaper') return (await visits.decline(visit, 'notOnPaper', by, guard)).ok ? null : late
  if (claim.document.expires < today(now())) return 'Dit document is verlopen. Vraag een ander document.'
  if (!endingMatches(known, decision.ending)) return await countWrongEnding(visits, { visit, by, guard })
  // Written first: nobody is identified without the record of who checked it.
  const evidence = paper.kind === 'seen' ? paper.evidence : null
  await recordChecks(ports.fhir, { visit, person: known, claim, by, at: now(), hospital: ports.hospital }, evidence)
  const identified = await visits.identify(visit, decision.ending, by, { paper: paperOf(paper, by), guard })
  if (identified.ok) return null
  return identified.refusal === 'tooYoung' ? 'Deze persoon is jonger dan 16 en heeft geen gezag. Kies Nee.' : late
}

async function countWrongEnding(
  visits: Ports['visits'],
  { visit, by, guard }: { visit: VisitId; by: StaffMember; guard: { person: number; claimedAt: Instant | null } },
): Promise<Sentence> {
  const counted = await visits.wrongEnding(visit, by, guard)
  if (!counted.ok) return late
  return personAt(counted.row, guard.person)?.declined === true
    ? 'Drie keer verkeerde tekens. Deze controle is gestopt.'
    : {
        text: 'Deze tekens horen niet bij dit document. Kijk nog een keer bij het documentnummer.',
        field: 'ending',
      }
}

/** Which paper goes with this person: the visitor's own, or for the other holder whether the same one names him. */
function paperSaid(
  { part, claim }: Attending,
  decision: Extract<Decision, { answer: 'yes' }>,
  now: Date,
): Proof | { readonly kind: 'none' } | { readonly kind: 'notOnPaper' } {
  if (part === null) return asksPaper({ claim }) ? readProof(decision, now) : { kind: 'none' }
  if (part !== 'coHolder' || !asksPaper({ claim })) return { kind: 'none' }
  if (decision.onPaper === null)
    return { kind: 'wrong', sentence: 'Kijk eerst of deze naam op het uittreksel staat.', field: 'onPaper' }
  return decision.onPaper ? { kind: 'none' } : { kind: 'notOnPaper' }
}

/** A document that was accepted turns out to be doubtful: from here on nobody signs in this visit. */
export async function doubt(
  { visits }: Pick<Ports, 'visits'>,
  { row, person, seen, by }: { row: VisitRow; person: number; seen: string; by: StaffMember },
): Promise<Sentence> {
  const known = personAt(row, person)
  if (known === null || known.declined || known.claimedAt !== seen) return late
  const guard = { person, claimedAt: known.claimedAt }
  return (await visits.decline(row.record.visit, 'doubt', by, guard)).ok ? null : late
}

function paperOf(
  proof: Exclude<Proof, { kind: 'wrong' }> | { readonly kind: 'none' },
  by: StaffMember,
): readonly PaperEvent[] {
  switch (proof.kind) {
    case 'none':
      return []
    case 'seen':
      return [{ kind: 'evidenceRecorded', evidence: proof.evidence, by }]
    case 'missing':
      return [{ kind: 'evidenceMissing', noEntry: proof.noEntry, by }]
    default:
      return proof satisfies never
  }
}

/**
 * Paper that comes to the table after the person was identified, or turns out to be missing. `bound`: the patient
 * (`Patient/<id>`, empty for none) that the clerk had on the screen; another one since then is another child.
 */
export async function changeProof(
  ports: Ports,
  row: VisitRow,
  given: { readonly authority: Authority | null; readonly issuedOn: string; readonly bound: string },
  by: StaffMember,
): Promise<Sentence> {
  const { visits, fhir, now, hospital } = ports
  const { visit, claim, state, patient } = row.record
  if (claim === null || state === 'opened' || state === 'ended' || given.bound !== (patient ?? '')) return late
  const proof = readProof(given, now())
  if (proof.kind === 'wrong') return { text: proof.sentence, field: proof.field }
  // The child may be rejected meanwhile.
  const guard = { patient }
  if (proof.kind === 'missing') {
    const { noEntry } = proof
    return (await visits.evidenceMissing(visit, by, { noEntry, guard })).ok ? null : late
  }
  await recordEvidence(fhir, { visit, person: null, claim, by, at: now(), hospital }, proof.evidence)
  return (await visits.recordEvidence(visit, proof.evidence, by, guard)).ok ? null : late
}

type Proof =
  | { readonly kind: 'seen'; readonly evidence: Evidence }
  | { readonly kind: 'missing'; readonly noEntry: boolean }
  | { readonly kind: 'wrong'; readonly sentence: string; readonly field: 'authority' | 'issuedOn' | 'onPaper' }

function readProof(
  { authority, issuedOn }: { readonly authority: Authority | null; readonly issuedOn: string },
  now: Date,
): Proof {
  if (authority === null)
    return { kind: 'wrong', sentence: 'Kies eerst wat op het uittreksel staat.', field: 'authority' }
  if (authority === 'missing' || authority === 'noEntry') return { kind: 'missing', noEntry: authority === 'noEntry' }
  const day = readDay(issuedOn)
  if (day === null)
    return { kind: 'wrong', sentence: 'Vul de datum in die op het uittreksel staat.', field: 'issuedOn' }
  if (day > today(now)) return { kind: 'wrong', sentence: 'Deze datum is nog niet geweest.', field: 'issuedOn' }
  const recordedAt = v.parse(Instant, now.toISOString())
  return {
    kind: 'seen',
    evidence: v.parse(Evidence, { kind: 'authorityExtract', issuedOn: day, authority, recordedAt }),
  }
}
