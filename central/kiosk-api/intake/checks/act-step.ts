/** The step of an act: signed by V, over exactly the words that follow from the record, the form and the answers. */
import { canonicalJson } from '../../../../domain/bytes/canonical.ts'
import { isMarkedAsSaid, isSignedBy } from '../../../../domain/document/steps.ts'
import type { SignedStep } from '../../../../domain/document/steps.ts'
import { initialsOfPerson } from '../../../../domain/identity/written-name.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { actRole, actStatement } from '../../../../domain/journeys/act-words.ts'
import { journeyOf } from '../../../../domain/journeys/index.ts'
import { actHash } from '../../../../domain/requests/acts/act-content.ts'
import { actClaims, actContent } from '../../../../paper/act-content.ts'
import type { HashedMark } from '../../../../paper/act-content.ts'
import { Refusal } from '../../../../domain/verify/base/refusal.ts'
import { inkMatches } from '../../../../domain/verify/attached.ts'
import type { Sha256 } from '../../../../domain/ids.ts'
import type { SentAct } from './act.ts'
import type { RuledAct } from './act-rules.ts'
import type { ActSigner } from './act-signer.ts'
import type { Certified } from './certificate.ts'
import { good, refuse, tolerance } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Answered } from './form.ts'
import type { BoundPatient } from './patient.ts'
import { verifyPort } from './steps.ts'

const sha256 = (bytes: Uint8Array): Promise<Uint8Array> => verifyPort.digest('SHA-256', bytes)

export async function actStep(input: {
  readonly payload: EnvelopePayload
  readonly act: SentAct
  readonly signedBy: ActSigner
  readonly ruledAct: RuledAct
  readonly answered: Answered
  readonly patient: BoundPatient
  readonly certified: Certified
  readonly hospital: string
}): Promise<Checked<readonly SignedStep[]>> {
  const { act, signedBy, certified } = input
  const { step } = signedBy
  const { claims } = step
  if (!isMarkedAsSaid(claims)) return refuse('steps', 'order')
  const key = certified.certificate.cnf.jwk
  if (!(await isSignedBy(step, { key, verify: verifyPort.verifyEs256 }))) return refuse('steps', 'signature')
  if (Math.abs(Date.parse(claims.at) - certified.signedAt) > tolerance) return refuse('steps', 'time')
  if (canonicalJson(act.content) !== canonicalJson(contentOf(input))) return refuse('document', 'content')
  const mark = await markOf(input)
  if (mark === null) return refuse('document', 'ink')
  const expected = actClaims({
    content: act.content,
    formHash: await actHash(act.content, sha256),
    participant: participantOf(input),
    place: input.ruledAct.place,
    at: claims.at,
    mark,
  })
  return canonicalJson(expected) === canonicalJson(claims) ? good([step]) : refuse('steps', 'claims')
}

type Input = Parameters<typeof actStep>[0]

function participantOf({ ruledAct, signedBy }: Input) {
  const { signer, journey } = ruledAct
  return { signer, claim: signedBy.claim, assurance: signedBy.assurance, role: actRole(journeyOf(journey), signer) }
}

/** What this person must have read and signed. */
function contentOf(input: Input) {
  const { payload, act, ruledAct, answered, patient, hospital } = input
  const [accepted] = payload.acceptances
  const version = (id: 'terms' | 'privacy') => accepted?.documents.find((one) => one.id === id)?.version ?? ''
  const { birthDate, given, family, bsn } = patient.facts
  const who = `${initialsOfPerson(patient.facts)} (${(birthDate ?? '').slice(0, 4)})`
  const { signer, journey } = ruledAct
  const { answer, language } = act.content
  return actContent({
    set: act.set,
    participant: participantOf(input),
    answer,
    form: answered.form,
    hospital,
    patient: { given, family, bsn, birthDate: birthDate ?? '' },
    answers: answered.answers,
    statement: actStatement({ journey: journeyOf(journey), signer, who, answer }),
    accepted: { terms: version('terms'), privacy: version('privacy') },
    language,
  })
}

/** How was marked, with the hashes of what came; null: the ink is none, or another, or a witness is named. */
async function markOf({ act, signedBy: { step } }: Input): Promise<HashedMark | null> {
  const { method, inkHash, escrowHash = null } = step.claims
  // A witness signs beside a mark at the kiosk of one visit only: no session offers it here.
  if (act.witnessInk !== null || method === 'witnessed') return null
  if (method !== 'ink') return act.ink === null ? { method } : null
  return inkHash !== null && (await isInkOf(act.ink, inkHash)) ? { method, inkHash, escrowHash } : null
}

/** Whether this is a mark, and the one that the step holds the hash of. */
async function isInkOf(ink: string | null, hash: Sha256): Promise<boolean> {
  try {
    return (await inkMatches(sha256, ink, hash)) !== null
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
