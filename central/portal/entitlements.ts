/** Who may see what by the mandates of the record. A port: see store/. Kept with the Consents, in their own transaction. */
import type { Entitling } from '../../domain/entitlements/entitling.ts'

export interface Entitlements {
  /**
   * Mandates of this person (`RelatedPerson/<id>`) in the file of this patient (`Patient/<id>`), whatever the day. One look into an
   * index: the cost grows with the logarithm of all mandates, and with how many these two have.
   */
  between(person: string, patient: string): Promise<readonly Entitling[]>
}
