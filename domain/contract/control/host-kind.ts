/** Where a kiosk runs: the product, its rehearsal in a browser of ours, or in one tab of somebody's own browser. */
import * as v from 'valibot'

export const HostKind = v.picklist(['electron', 'rehearsal', 'served'])
export type HostKind = v.InferOutput<typeof HostKind>
