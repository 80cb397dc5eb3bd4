/** The clerk's answer to "is this the person on the document?", as one act. */
import { isOwnName } from '../../../domain/identity/same-person.ts'
import type { Instant, VisitId } from '../../../domain/ids.ts'
import { endingMatches } from '../../visits/about-person.ts'
import { isStaffWitness } from '../../visits/staff-witness.ts'
import { isUndecided, personAt } from '../../visits/person.ts'
import type { Attending } from '../../visits/person.ts'
import type { PaperEvent, StaffMember, VisitRow } from '../../visits/visits.ts'
import type { StaffPorts } from '../staff/ports.ts'
import { today } from './dates.ts'
import { readExtract, type ExtractRead } from './extract.ts'
import { asksExtract } from './queue.ts'
import { late, type Sentence } from './sentence.ts'
import { recordChecks } from './verification.ts'

export type ClerkAnswer =
  | { readonly answer: 'no' | 'doubt' }
  | {
      readonly answer: 'yes'
      readonly ending: string
      /** The whole form, with what was typed of the extract. */
      readonly form: URLSearchParams
      /** Of the other holder of authority: whether the extract names this person; null: not said. */
      readonly onPaper: boolean | null
    }

type Ports = Pick<StaffPorts, 'visits' | 'fhir' | 'now' | 'hospital'>

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
  }: { row: VisitRow; person: number; seen: string; decision: ClerkAnswer; by: StaffMember },
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
  if (isStaffWitness(row, by))
    return 'Wie in dit bezoek documenten controleert, kan geen getuige zijn. Vraag een collega.'
  const paper = paperSaid(known, decision, now())
  if (paper.kind === 'wrong') return paper.fault
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
  decision: Extract<ClerkAnswer, { answer: 'yes' }>,
  now: Date,
): ExtractRead | { readonly kind: 'none' } | { readonly kind: 'notOnPaper' } {
  if (part === null) return asksExtract({ claim }) ? readExtract(decision.form, now) : { kind: 'none' }
  if (part !== 'coHolder' || !asksExtract({ claim })) return { kind: 'none' }
  if (decision.onPaper === null)
    return { kind: 'wrong', fault: { text: 'Kijk eerst of deze naam op het uittreksel staat.', field: 'onPaper' } }
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

/** Nobody is bound yet: whom the extract names is looked at when somebody is. */
function paperOf(
  proof: Exclude<ExtractRead, { kind: 'wrong' }> | { readonly kind: 'none' },
  by: StaffMember,
): readonly PaperEvent[] {
  switch (proof.kind) {
    case 'none':
      return []
    case 'seen':
      return [{ kind: 'evidenceRecorded', evidence: proof.evidence, person: null, by }]
    case 'missing':
      return [{ kind: 'evidenceMissing', paper: 'authorityExtract', noEntry: proof.noEntry, by }]
    default:
      return proof satisfies never
  }
}
