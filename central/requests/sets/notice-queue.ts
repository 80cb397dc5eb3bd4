/**
 * Who has to be told what of sets, kept until it was told. A notice is written in the commit that moves its set, once; whoever
 * sends takes one for a while, and says when it was told. A port: see store/.
 */
import type { CalendarDay, EnvelopeId, Instant } from '../../../domain/ids.ts'
import type { SetNotice } from '../../../domain/requests/sets/set.ts'

export interface DueNotice {
  /** The same for ever: whoever sends hands it on, so that what is sent again after a cut is known there. */
  readonly key: string
  readonly set: EnvelopeId
  readonly to: SetNotice['to']
  readonly what: SetNotice['what']
  /** The day that it is about. */
  readonly on: CalendarDay
  /** How often it was taken before. */
  readonly tries: number
}

export interface NoticeQueue {
  /** The oldest that nobody was told of and nobody else is sending; from now it is this caller's until then. Null: none. */
  take(now: Instant, until: Instant): Promise<DueNotice | null>
  /** It was told. False: it had been, or there is none such. */
  told(key: string, at: Instant): Promise<boolean>
  /** How many wait, for staff. */
  waiting(): Promise<number>
}
