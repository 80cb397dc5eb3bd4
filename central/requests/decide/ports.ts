/** What answering a request needs of the rest of the central; given once by the composition root. */
import type { LoginLevel } from '../../../domain/identity/staff-login.ts'
import type { RulesPorts } from '../../kiosk-api/gateway/still-asked.ts'
import type { ComposePorts } from '../compose-set/compose-set.ts'
import type { KeptRequests } from '../decisions/kept-request.ts'
import type { RequestStore } from '../request-store.ts'
import type { SetStore } from '../sets/set-store.ts'
import type { Visits } from '../../visits/visits.ts'
import type { FhirStore } from '../../store/fhir/store.ts'

export interface DecidePorts extends Omit<ComposePorts, 'sets' | 'requests' | 'fhir'> {
  readonly sets: Pick<SetStore, 'find' | 'toCompose' | 'ofPatient' | 'kept'>
  readonly requests: Pick<RequestStore, 'turnOf' | 'commitSet' | 'commitStep' | 'commitDecision'>
  readonly fhir: FhirStore
  readonly kept: KeptRequests
  readonly visits: RulesPorts['visits'] & Pick<Visits, 'find'>
  /** The newest file of a form: with its long-term data when it has them. */
  readonly lasting: (document: string) => Promise<Uint8Array | null>
  /** Whether that version of the policy was taken back. */
  readonly isPolicyWithdrawn: (version: number) => Promise<boolean>
  /** How strong the log-in of whoever answers has to be. */
  readonly login: () => LoginLevel
}
