/** What the visit gateway needs of the rest of the central; given once by the composition root. */
import type { CryptoKey } from 'jose'
import type { DeviceId, PublicJwk } from '../../../domain/ids.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { FhirStore } from '../../store/fhir/store.ts'
import type { Visits } from '../../visits/visits.ts'
import type { RateStore } from '../../http/rate-store.ts'
import type { SetStore } from '../../requests/sets/set-store.ts'
import type { ShownContent } from '../../published/content/shown.ts'
import type { SeenProofs } from './seen-proofs.ts'

export interface GatewayPorts {
  readonly visits: Visits
  readonly fhir: FhirStore
  readonly sets: Pick<SetStore, 'ofPatient'>
  /** What the record of `Patient/<id>` says by now of forms that wait: the hospital's systems need not have said so before. */
  readonly lookAgain: (patient: string) => Promise<void>
  /** Everything that kiosks may have shown. */
  readonly shown: () => Promise<ShownContent>
  /** In force now. */
  readonly policy: () => HospitalPolicy
  readonly proofs: SeenProofs
  readonly rates: RateStore
  readonly now: () => Date
  /** Base of the kiosk-facing listener as the kiosk knows it: scheme, host, port; no slash at the end. */
  readonly origin: () => string
  /** Addresses at which this record is or was served, without a slash at the end: absolute references to it begin so. */
  readonly bases: () => Promise<readonly string[]>
  /**
   * Public D-log of an enrolled device by its thumbprint (null: the one in use), one that was just replaced included; null
   * when unknown or withdrawn.
   */
  readonly logKey: (device: DeviceId, kid: string | null) => Promise<PublicJwk | null>
  /** Whether it is enrolled and was not withdrawn since: asked at every call, a token lives for minutes. */
  readonly isOurs: (device: DeviceId) => Promise<boolean>
  readonly tokenKey: TokenKey
  /** Of the hospital's policy: whether its own file is shown here, and to whom. */
  readonly preview: () => HospitalPolicy['preview']
  /** As it stands in the access log. */
  readonly hospital: string
}

/** A gateway key of the keyset: signs with the first, accepts tokens by all. */
export interface TokenKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKeys: readonly (PublicJwk & { readonly kid: string })[]
}
