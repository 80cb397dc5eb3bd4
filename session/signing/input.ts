/** What signing needs: everything that the flow gathered, whole. */
import type { DocumentAssets } from '../../paper/assets.ts'
import type { Answers } from '../../domain/forms/answers.ts'
import type { Change } from '../../domain/forms/request.ts'
import type { Keyset } from '../../domain/contract/device/keyset.ts'
import type { Evidence } from '../../domain/contract/gateway/evidence.ts'
import type { CompactJwe, CompactJws, DeviceId, EnvelopeId, Sha256, VisitId } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { SigningSet } from '../../domain/requests/signing-set/signing-set.ts'
import type { Clock } from '../arm/clock.ts'
import type { VisitKey } from '../arm/visit-key.ts'
import type { FormCase, Hospital } from '../flow/state.ts'

/** What belongs to the visit and not to the form. */
export interface SigningPorts {
  readonly hospital: Hospital
  readonly keyset: Keyset
  readonly key: VisitKey
  readonly clock: Clock
  readonly certificate: CompactJws
  readonly visit: VisitId
  readonly device: DeviceId
  readonly assets: DocumentAssets
  readonly icc: Uint8Array
}

export interface SigningInput extends SigningPorts {
  /** Complete: everybody has signed. */
  readonly set: SigningSet<FormCase>
  /** Papers that the clerk looked at. */
  readonly evidence: readonly Evidence[]
  readonly answers: Answers
  /** What the patient took out of the mandate, each `Type/id`. */
  readonly withheld?: readonly string[]
  /** Absent: it takes the place of nothing. */
  readonly change?: Change
  /** Of the document. */
  readonly language: Language
}

/** What the paper is made of. */
export type PaperInput = Pick<
  SigningInput,
  'hospital' | 'set' | 'evidence' | 'answers' | 'change' | 'language' | 'device' | 'visit'
>

/** The two things that main does for a visit; each answers once. */
export interface Custody {
  /** The CMS by D-seal over this digest; null when main refuses. */
  seal(request: { readonly envelope: EnvelopeId; readonly sha256: Sha256 }): Promise<Uint8Array | null>
  /** True only when the envelope is on disk and fsynced. */
  store(request: { readonly envelope: EnvelopeId; readonly jwe: CompactJwe }): Promise<boolean>
}
