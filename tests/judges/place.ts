/** Where papers are made that the judges read: one training central and its two kiosks. */
import type { Central } from '../../central/compose.ts'
import type { TestKiosk } from '../central/support/kiosk.ts'

export interface Place {
  readonly central: Central
  /** The folder of the central. */
  readonly data: string
  readonly kiosks: readonly [TestKiosk, TestKiosk]
}
