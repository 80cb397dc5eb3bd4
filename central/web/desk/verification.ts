/** What the desk checked, for the record: FHIR R4 VerificationResult, keyed by tag so that a repeat changes nothing. */
import type { Bundle, VerificationResult } from '@medplum/fhirtypes'
import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../domain/bytes/canonical.ts'
import type { Evidence, EvidenceKind } from '../../../domain/contract/gateway/evidence.ts'
import type { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import type { VisitId } from '../../../domain/ids.ts'
import type { FhirStore } from '../../store/fhir/store.ts'
import { documentValue, identityDocumentSystem, staffSystem, visitCheckTag } from '../../record/naming.ts'
import type { Attending } from '../../visits/person.ts'
import type { StaffMember } from '../../visits/visits.ts'
import { paperForms } from './paper-fields.ts'
import { namedWords, paperWords } from './paper-words.ts'
import { documentWords } from './words.ts'

const terminology = 'http://terminology.hl7.org/CodeSystem'

export interface Check {
  readonly visit: VisitId
  /** Null: the visitor. */
  readonly person: Pick<Attending, 'part' | 'claimedAt'> | null
  readonly claim: IdentityClaim
  readonly by: StaffMember
  readonly at: Date
  readonly hospital: string
}

/**
 * Identity: the clerk compared face and document (Wabvpz; kind and number are recorded, never a copy). Evidence: the
 * clerk saw a paper of this kind and date. One resource for each.
 */
export async function recordChecks(fhir: FhirStore, check: Check, evidence: Evidence | null): Promise<void> {
  const document = `${documentWords[check.claim.document.kind]} ${documentValue(check.claim.document)}`
  const { person } = check
  // A second document of the same person is another check.
  const what =
    person === null || person.part === null ? 'identity' : `identity-${person.part}-${person.claimedAt ?? ''}`
  const identity = verification(check, what, `${document}, geldig tot ${check.claim.document.expires}`)
  await store(fhir, [identity])
  if (evidence !== null) await recordEvidence(fhir, check, evidence)
}

/**
 * What was seen of a paper and whom it names, never a copy. What the clerk only wrote over (a finding) or was told (about
 * the other holder) is attested and not validated.
 */
export async function recordEvidence(fhir: FhirStore, check: Check, evidence: Evidence): Promise<void> {
  const names = namedWords(evidence, String)
  const paper = `${titleOf(evidence)}${paperWords(evidence, String)}${names === null ? '' : `; noemt ${names}`}`
  const { recordedAt: _, named: __, ...said } = evidence
  const digest = createHash('sha256').update(canonicalJson(said)).digest('base64url').slice(0, 22)
  await store(fhir, [verification(check, `${evidence.kind}-${digest}`, paper, evidenceStatus[evidence.kind])])
}

/** A paper that may not be real, or a clerk who takes that back. */
export async function recordDoubt(fhir: FhirStore, check: Check, doubtful: boolean): Promise<void> {
  const said = doubtful ? 'Twijfel of een papier echt is' : 'Geen twijfel meer aan de papieren'
  const what = `doubt-${doubtful ? 'yes' : 'no'}-${check.at.toISOString()}`
  await store(fhir, [verification(check, what, said, doubtful ? 'val-fail' : 'validated')])
}

/** An extract's words begin with what it is. */
function titleOf({ kind }: Evidence): string {
  return kind === 'authorityExtract' ? '' : `${paperForms[kind].title}: `
}

const evidenceStatus: Readonly<Record<EvidenceKind, 'validated' | 'attested'>> = {
  authorityExtract: 'validated',
  ruling: 'validated',
  finding: 'attested',
  authorization: 'validated',
  kinship: 'validated',
  curateleRegister: 'validated',
  employeeMandate: 'validated',
  coHolderNotAsked: 'attested',
  coHolderRefused: 'attested',
  otherRepresentatives: 'attested',
}

function verification(
  check: Check,
  what: string,
  source: string,
  status: 'validated' | 'attested' | 'val-fail' = 'validated',
): VerificationResult {
  const at = check.at.toISOString()
  return {
    resourceType: 'VerificationResult',
    meta: { tag: [{ system: visitCheckTag, code: `${check.visit}-${what}` }] },
    target: [
      {
        identifier: { system: identityDocumentSystem, value: documentValue(check.claim.document) },
        display: `${check.claim.family}, ${check.claim.given}`,
      },
    ],
    status,
    statusDate: at,
    validationType: { coding: [{ system: `${terminology}/validation-type`, code: 'primary' }] },
    validationProcess: [
      {
        coding: [{ system: `${terminology}/validation-process`, code: 'primary' }],
        text: 'Aan de balie, document in de hand',
      },
    ],
    primarySource: [
      {
        type: [{ coding: [{ system: `${terminology}/primary-source-type`, code: 'auth-source' }], text: source }],
        communicationMethod: [
          { coding: [{ system: `${terminology}/verificationresult-communication-method`, code: 'manual' }] },
        ],
        validationStatus: {
          coding: [
            { system: `${terminology}/validation-status`, code: status === 'val-fail' ? 'failed' : 'successful' },
          ],
        },
        validationDate: at,
      },
    ],
    attestation: {
      who: { identifier: { system: staffSystem, value: check.by.id }, display: check.by.name },
      communicationMethod: {
        coding: [{ system: `${terminology}/verificationresult-communication-method`, code: 'manual' }],
      },
      date: at.slice(0, 10),
    },
    validator: [{ organization: { display: check.hospital } }],
  }
}

async function store(fhir: FhirStore, results: readonly VerificationResult[]): Promise<void> {
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: results.map((resource) => {
      const tag = resource.meta?.tag?.[0]
      return {
        resource,
        request: { method: 'POST', url: 'VerificationResult', ifNoneExist: `_tag=${tag?.system}|${tag?.code}` },
      }
    }),
  }
  await fhir.transaction(bundle)
}
