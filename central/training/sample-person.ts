/** An invented person as pages list them. */

/** A synthetic person to practise with. */
export interface SamplePerson {
  /** What this person shows: "Moeder met gezag, kind van 7". */
  readonly title: string
  /** Lines of the machine-readable zone, to scan or type; empty when there is no document. */
  readonly mrz: readonly string[]
  /** Label and value: the child's birth date, BSN, what the clerk answers. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}
