/** Which forms get long-term data, and when next: one row a form for ever. A port: see store/. */
import * as v from 'valibot'
import { Instant } from '../../../domain/ids.ts'

export const LongTermRow = v.strictObject({
  /** `DocumentReference/<id>` with the form as it was sealed. */
  document: v.string(),
  /** `Binary/<id>` with the form and its long-term data; null as long as there is none. */
  file: v.nullable(v.string()),
  /** When something is to be done next: at once, after a failure, or to renew. */
  due: Instant,
  /** Failures in a row. */
  failures: v.number(),
})
export type LongTermRow = v.InferOutput<typeof LongTermRow>

export interface LongTermQueue {
  find(document: string): Promise<LongTermRow | null>
  /** The one that is due for the longest; null when none is. */
  due(at: Date): Promise<LongTermRow | null>
  /** All or none; a form that is in the queue keeps its row. */
  addAll(documents: readonly string[], due: Date): Promise<void>
  /**
   * Keeps the extended file (application/pdf) as the next version of the row's Binary, and when it is due again. False:
   * somebody else was faster, nothing was kept.
   */
  keep(row: LongTermRow, kept: { readonly data: Uint8Array; readonly due: Date }): Promise<boolean>
  /** It did not work: one failure more, unless somebody else was faster. */
  failed(row: LongTermRow, due: Date): Promise<void>
}
