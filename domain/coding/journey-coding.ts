/** How a journey is told in FHIR (R4): each journey brings its own (domain/journeys). */
export interface Coding {
  /** v3-ActReason. */
  readonly reason: 'PATRQT' | 'FAMRQT'
  /** The visitor as RelatedPerson; null where the visitor is the patient. */
  readonly representative: RepresentativeCoding | null
  /** Whom the patient chose, where the visitor is the patient; absent where nobody is. */
  readonly grantee?: RepresentativeCoding
  /** The other holder of authority; absent where there is none. */
  readonly coHolder?: RepresentativeCoding
}

export interface RepresentativeCoding {
  /** v3-RoleCode, which cannot tell the Dutch capacities apart. */
  readonly role: { readonly code: string; readonly display: string }
  /** The zib's code of the role. */
  readonly dutchRole: { readonly code: string; readonly display: string }
}
