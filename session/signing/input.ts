/** What signing needs: everything that the flow gathered, whole. */
import type { DocumentAssets } from '../../paper/assets.ts'
import type { Answers } from '../../domain/forms/answers.ts'
import type { Keyset } from '../../domain/contract/device/keyset.ts'
import type { IdentityClaim, VisitRecord } from '../../domain/contract/gateway/visit-record.ts'
import type { CompactJwe, CompactJws, DeviceId, EnvelopeId, Instant, Sha256, VisitId } from '../../domain/ids.ts'
import type { Acceptance } from '../../domain/contract/intake/payload.ts'
import type { Language } from '../../domain/language.ts'
import type { Clock } from '../arm/clock.ts'
import type { VisitKey } from '../arm/visit-key.ts'
import type { Mark } from '../flow/input.ts'
import type { Case, House } from '../flow/state.ts'

/** What belongs to the visit and not to the form. */
export interface SigningHouse {
  readonly house: House
  readonly keyset: Keyset
  readonly key: VisitKey
  readonly clock: Clock
  readonly certificate: CompactJws
  readonly visit: VisitId
  readonly device: DeviceId
  readonly assets: DocumentAssets
  readonly icc: Uint8Array
}

export interface SigningInput extends SigningHouse {
  readonly of: Case
  readonly mark: Mark
  /** The instant of the act: `signedAt`, and the day on which the rules were asked. */
  readonly at: Instant
  readonly claim: IdentityClaim
  readonly record: VisitRecord
  readonly acceptance: Acceptance
  readonly answers: Answers
  readonly language: Language
}

/** The two things that main does for a visit; each answers once. */
export interface Custody {
  /** The CMS by D-seal over this digest; null when main refuses. */
  seal(request: { readonly envelope: EnvelopeId; readonly sha256: Sha256 }): Promise<Uint8Array | null>
  /** True only when the envelope is on disk and fsynced. */
  store(request: { readonly envelope: EnvelopeId; readonly jwe: CompactJwe }): Promise<boolean>
}
