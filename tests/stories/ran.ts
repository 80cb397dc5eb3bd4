/** What came of one story. */
import type { Item } from './judge.ts'
import type { Story } from './shape.ts'

export interface Ran {
  readonly story: Story
  readonly events: readonly { readonly n: number; readonly how: string }[]
  readonly items: readonly Item[]
  /** By the name of the point: what each person of the pair received, or null where it was not run. */
  readonly points: ReadonlyMap<string, string | null>
  readonly remarks: readonly string[]
}
