/**
 * Items that a patient took out of a mandate, for whoever works out what it lets somebody see (`domain/dossier/within.ts`) and
 * for nobody else: no page of staff, no copy and no resource names them. A port: see store/.
 */
export interface Withheld {
  /** `Type/id` of each; of a mandate (`Consent/<id>`) from which nothing was taken out, none. */
  of(mandate: string): Promise<readonly string[]>
}
