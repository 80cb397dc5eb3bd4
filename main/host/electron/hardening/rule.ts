/** One rule of the hardened host. The ordered list is in index.ts; each file holds one rule and its threat. */
import type { App, Session, WebContents } from 'electron'

export interface HardeningRule {
  readonly name: string
  /** Before the app is ready. */
  onStart?(app: App): void
  /** For each of the two partitions, before a window uses it. */
  onPartition?(partition: Session): void
  /** For each page that comes into being. */
  onPage?(page: WebContents): void
}
