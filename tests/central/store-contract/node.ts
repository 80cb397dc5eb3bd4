/** What the contract asks of an adapter: two nodes of one central over the same data, and a clock that the test moves. */
import type { Stores } from '../../../central/store/stores.ts'

export interface Nodes {
  readonly one: Stores
  /** Another process would see it like this: made apart, over the same data. */
  readonly other: Stores
  close(): Promise<void>
}

export type MakeStore = (now: () => Date) => Promise<Nodes>

/** The day on which the contract plays. */
export const day = new Date('2026-11-23T12:00:00.000Z')
export const at = (milliseconds: number): Date => new Date(day.getTime() + milliseconds)

/** Both at once, on two nodes. */
export async function race<T>(nodes: Nodes, act: (stores: Stores, who: 0 | 1) => Promise<T>): Promise<readonly [T, T]> {
  return await Promise.all([act(nodes.one, 0), act(nodes.other, 1)])
}
