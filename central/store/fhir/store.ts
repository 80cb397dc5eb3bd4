/** What the rest of the central asks of a FHIR R4 store: the embedded one, later any server. */
import type { Bundle, Resource } from '@medplum/fhirtypes'

export interface FhirStore {
  /** `Patient/123`; null when it does not exist (any more). */
  read(reference: string): Promise<Resource | null>
  /**
   * One page. Type and search parameters as in FHIR R4 search; a searchset Bundle, whose link `next` carries the parameters
   * of the page after it. Called by `searchAll` only: nobody decides by one page.
   */
  search(type: string, parameters: URLSearchParams): Promise<Bundle>
  /** One atomic transaction: all or nothing, or throws with the OperationOutcome's text. */
  transaction(bundle: Bundle): Promise<Bundle>
  create<T extends Resource>(resource: T): Promise<T>
  /** Status changes: refused (throws) when the version is not the newest. */
  update<T extends Resource>(resource: T, ifMatch: string): Promise<T>
}
