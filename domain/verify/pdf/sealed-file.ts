/** What the seal was found to hold over, as the readers of pages and contents get it. */
import type { VerifyPort } from '../base/port.ts'
import type { Work } from '../base/work.ts'
import type { Certificate } from '../base/x509.ts'
import type { SealedDocument } from './sealed.ts'
import type { Section } from './section.ts'

/** A file whose seal holds, for whoever reads what it carries. */
export interface SealedFile {
  readonly sealed: SealedDocument
  readonly signer: Certificate
  /** The seal's own time, milliseconds. */
  readonly claimed: number
  /** The file up to the end of what was sealed: without what was added for the long term. */
  readonly revision: Uint8Array
  readonly section: Section
  /** The port that counts what this file costs. */
  readonly port: VerifyPort
  readonly work: Work
}
