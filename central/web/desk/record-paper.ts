/** Papers that come to the table after the person was identified, turn out to be missing, or are somebody else's. */
import * as v from 'valibot'
import { evidenceKinds, type Evidence, type EvidenceKind } from '../../../domain/contract/gateway/evidence.ts'
import { namedOnPaper } from '../../../domain/identity/same-person.ts'
import { personOfRecord } from '../../record/person-of-record.ts'
import type { PersonOfRecord } from '../../visits/visit-row.ts'
import type { StaffMember, VisitRow } from '../../visits/visits.ts'
import type { StaffPorts } from '../staff/ports.ts'
import { today } from './dates.ts'
import { late, type Sentence } from './sentence.ts'
import { readExtract } from './extract.ts'
import { fieldName, readPaper } from './paper-read.ts'
import { recordDoubt, recordEvidence } from './verification.ts'

type Ports = Pick<StaffPorts, 'visits' | 'fhir' | 'now' | 'hospital'>

export interface PaperAct {
  readonly row: VisitRow
  readonly form: URLSearchParams
  readonly by: StaffMember
}

const Kind = v.picklist(evidenceKinds)

/** The extract, with its own answers. */
export async function changeProof(ports: Ports, act: PaperAct): Promise<Sentence> {
  if (!mayRecord(act)) return late
  const read = readExtract(act.form, ports.now())
  if (read.kind === 'wrong') return read.fault
  if (read.kind === 'seen') return await record(ports, act, read.evidence)
  return await remove(ports, act, { paper: 'authorityExtract', noEntry: read.noEntry })
}

/** Any other paper; `remove` in the form: there is none, or it was a mistake. */
export async function changePaper(ports: Ports, act: PaperAct): Promise<Sentence> {
  const kind = v.safeParse(Kind, act.form.get('kind'))
  if (!mayRecord(act) || !kind.success || kind.output === 'authorityExtract') return late
  if (act.form.has('remove')) return await remove(ports, act, { paper: kind.output, noEntry: false })
  const read = readPaper(kind.output, act.form, { now: ports.now(), today: today(ports.now()) })
  return read.ok ? await record(ports, act, read.evidence) : read.fault
}

/** Nothing at all was shown. */
export async function noPapers(ports: Ports, act: PaperAct): Promise<Sentence> {
  return mayRecord(act) ? await remove(ports, act, { paper: null, noEntry: false }) : late
}

/** All that there is has been recorded. */
export async function papersReady(ports: Ports, act: PaperAct): Promise<Sentence> {
  const { visit, patient } = act.row.record
  if (!mayRecord(act)) return late
  return (await ports.visits.papersReady(visit, act.by, { patient })).ok ? null : late
}

/** Whether a paper in doubt is the bound patient's, said beside his name. */
export async function namePaper(ports: Ports, act: PaperAct): Promise<Sentence> {
  const { row, form, by } = act
  const kind = v.safeParse(Kind, form.get('kind'))
  const answer = form.get('is')
  if (!mayRecord(act) || !kind.success || (answer !== 'yes' && answer !== 'no')) return late
  const { visit, patient } = row.record
  const said = { is: answer === 'yes', guard: { patient } }
  return (await ports.visits.nameEvidence(visit, kind.output, by, said)).ok ? null : late
}

/** A paper may not be real: everything stops, whatever else was seen. `doubtful` in the form: `yes`; any other word takes it back. */
export async function doubtPaper({ visits, fhir, now, hospital }: Ports, act: PaperAct): Promise<Sentence> {
  const { row, form, by } = act
  const { visit, claim } = row.record
  if (!mayRecord(act) || claim === null) return late
  const doubtful = form.get('doubtful') === 'yes'
  await recordDoubt(fhir, { visit, person: null, claim, by, at: now(), hospital }, doubtful)
  return (await visits.doubtPaper(visit, by, doubtful)).ok ? null : late
}

/** `bound` in the form: the patient that the clerk had on the screen; another one since then is another child. */
function mayRecord({ row, form }: PaperAct): boolean {
  const { claim, state, patient } = row.record
  return claim !== null && state !== 'opened' && state !== 'ended' && (form.get('bound') ?? '') === (patient ?? '')
}

async function record(ports: Ports, { row, by }: PaperAct, evidence: Evidence): Promise<Sentence> {
  const { visits, fhir, now, hospital } = ports
  const { visit, claim, patient } = row.record
  if (claim === null) return late
  const person = await bound(ports, patient)
  const another = anotherOn(evidence, person)
  if (another !== null) return another
  await recordEvidence(fhir, { visit, person: null, claim, by, at: now(), hospital }, evidence)
  // The child may be rejected meanwhile.
  return (await visits.recordEvidence(visit, evidence, by, { person, guard: { patient } })).ok ? null : late
}

async function bound({ fhir, visits }: Ports, patient: string | null): Promise<PersonOfRecord | null> {
  const read = patient === null ? null : await fhir.read(patient)
  return read?.resourceType === 'Patient' ? personOfRecord(read, visits.today()) : null
}

/** The sentence about a paper of somebody else: as if there were none. */
function anotherOn({ kind, concerns }: Evidence, person: PersonOfRecord | null): Sentence {
  const named = person === null || concerns === null ? null : namedOnPaper(person, concerns)
  if (named?.answer !== 'different') return null
  const field = fieldName(kind, named.reasons.includes('birthDateDiffers') ? 'born' : 'given')
  return { text: 'Dit papier noemt iemand anders dan de gekozen patiënt. Het telt niet. Verkeerd getypt?', field }
}

async function remove(
  { visits }: Ports,
  { row, by }: PaperAct,
  which: { readonly paper: EvidenceKind | null; readonly noEntry: boolean },
): Promise<Sentence> {
  const { visit, patient } = row.record
  return (await visits.evidenceMissing(visit, by, { ...which, guard: { patient } })).ok ? null : late
}
