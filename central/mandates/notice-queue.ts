/**
 * Who has to be told what of a mandate, until it was told. Written in the commit that changes the mandate, once; whoever sends
 * takes one for a while, and says when it was told. A port: see store/.
 */
import type { CalendarDay, Instant } from '../../domain/ids.ts'
import type { LifeNotice } from '../../domain/lifecycle/life.ts'

export interface MandateNotice extends LifeNotice {
  /** The same for ever: whoever brings it knows it again. */
  readonly key: string
  /** `Consent/<id>` */
  readonly mandate: string
  /** `Patient/<id>` */
  readonly patient: string
  readonly on: CalendarDay
  /** How often it was taken before. */
  readonly tries: number
}

export interface MandateNotices {
  /** The oldest that nobody was told of and nobody else is sending; null: none. */
  take(now: Instant, until: Instant): Promise<MandateNotice | null>
  /** False: it had been told, or there is none such. */
  told(key: string, at: Instant): Promise<boolean>
}
