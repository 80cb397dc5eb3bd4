/** Everything that can happen to the supervisor, and everything that it can have done. */
import type { HelpState, MainToRenderer, OutOfService, ReaderTrouble } from '../../domain/contract/control/renderer.ts'
import type { HelpReason } from '../../domain/contract/control/help-reason.ts'
import type { MainToSession, SessionToMain } from '../../domain/contract/control/session.ts'
import type { Step } from '../../domain/contract/control/step.ts'
import type { DeviceReport } from '../../domain/contract/device/channel.ts'
import type { DevicePolicy } from '../../domain/contract/device/device-policy.ts'
import type { EndKind } from '../../domain/contract/device/journal.ts'
import type { CallNumber, EnvelopeId, Sha256, VisitId } from '../../domain/ids.ts'
import type { Death, PowerEvent } from '../host/host.ts'
import type { LogEvent, LogFields } from '../log/log.ts'
import type { PairId } from './state.ts'

export type NotDurable = 'tooLarge' | 'unknownKey' | 'diskFull' | 'diskError' | 'duplicate' | 'visitFull' | 'notSealed'

interface FromRenderer<Type extends string> {
  readonly type: Type
  readonly pair: PairId
}

export type Happening =
  | { readonly type: 'start' }
  | { readonly type: 'opened'; readonly pair: PairId }
  | { readonly type: 'openFailed' }
  | { readonly type: 'openDue' }
  | { readonly type: 'hello'; readonly pair: PairId }
  | { readonly type: 'armed'; readonly pair: PairId }
  | {
      readonly type: 'armRefused'
      readonly pair: PairId
      readonly reason: Extract<SessionToMain, { type: 'armRefused' }>['reason']
    }
  | { readonly type: 'died'; readonly pair: PairId; readonly who: Death['who'] }
  /** Both processes of the pair are dead and, for a visit, the receipt was tried to be written. */
  | { readonly type: 'wiped'; readonly pair: PairId; readonly proven: boolean }
  /** First touch, or armed by the desk (`pair` null). `visit` is a fresh id. */
  | { readonly type: 'activate'; readonly pair: PairId | null; readonly visit: VisitId }
  | { readonly type: 'began'; readonly visit: VisitId; readonly message: Extract<MainToSession, { type: 'begin' }> }
  | { readonly type: 'beginFailed'; readonly visit: VisitId }
  | FromRenderer<'activity'>
  | FromRenderer<'stay'>
  | FromRenderer<'stop'>
  | FromRenderer<'finish'>
  | FromRenderer<'ring'>
  /** The desk is to come without a word on the glass. */
  | (FromRenderer<'ringQuietly'> & { readonly why: HelpReason })
  | (FromRenderer<'reader'> & { readonly trouble: ReaderTrouble | null })
  /** Two frames of this step were painted: it is on the glass. */
  | { readonly type: 'painted'; readonly pair: PairId; readonly step: Step }
  | { readonly type: 'step'; readonly pair: PairId; readonly step: Step; readonly callNumber: CallNumber | null }
  | { readonly type: 'seal'; readonly pair: PairId; readonly envelope: EnvelopeId; readonly sha256: Sha256 }
  | { readonly type: 'store'; readonly pair: PairId; readonly envelope: EnvelopeId }
  | { readonly type: 'durable'; readonly envelope: EnvelopeId; readonly sha256: Sha256 }
  | { readonly type: 'notDurable'; readonly envelope: EnvelopeId; readonly reason: NotDurable }
  | {
      readonly type: 'delivery'
      readonly envelope: EnvelopeId
      readonly state: 'stored' | 'quarantined' | 'waiting'
    }
  | { readonly type: 'endVisit'; readonly pair: PairId; readonly reason: 'ended' | 'protocol' | 'fault' | 'time' }
  | { readonly type: 'power'; readonly event: PowerEvent }
  | { readonly type: 'deskStop'; readonly visit: VisitId }
  | { readonly type: 'deskExtend'; readonly visit: VisitId }
  | { readonly type: 'deskAttend'; readonly visit: VisitId }
  | { readonly type: 'deskHelp'; readonly state: HelpState }
  /** The central's time is not known any more: nothing can be signed with it. */
  | { readonly type: 'timeLost' }
  | { readonly type: 'drain' }
  /** The first page was held back for long enough. */
  | { readonly type: 'waitedEnough' }
  | { readonly type: 'conditions'; readonly outOfService: OutOfService | null; readonly canArm: boolean }
  /** New content or keys hold; `policy` is what they say about the machine. */
  | { readonly type: 'trust'; readonly policy: DevicePolicy }
  | { readonly type: 'tick' }
  | { readonly type: 'close' }

export type Effect =
  | { readonly do: 'open' }
  | { readonly do: 'openLater'; readonly milliseconds: number }
  | { readonly do: 'waitAtMost'; readonly milliseconds: number }
  | { readonly do: 'arm'; readonly pair: PairId }
  | { readonly do: 'show'; readonly pair: PairId }
  | { readonly do: 'machine'; readonly pair: PairId }
  | { readonly do: 'screen'; readonly pair: PairId; readonly message: MainToRenderer }
  | { readonly do: 'session'; readonly pair: PairId; readonly message: MainToSession }
  | { readonly do: 'connect'; readonly pair: PairId }
  /** Journal `begin` with fsync, certificate over V. */
  | { readonly do: 'begin'; readonly pair: PairId; readonly visit: VisitId }
  | {
      readonly do: 'seal'
      readonly pair: PairId
      readonly envelope: EnvelopeId
      readonly sha256: Sha256
      readonly step: Step | null
    }
  /** The bytes are with whoever runs the effects; the machine never sees them. */
  | { readonly do: 'append'; readonly envelope: EnvelopeId }
  | { readonly do: 'forget'; readonly envelope: EnvelopeId }
  /** Kill, await, clear, verify; with a visit: journal `wiped`. */
  | {
      readonly do: 'wipe'
      readonly pair: PairId
      readonly of: { readonly visit: VisitId; readonly end: EndKind } | null
    }
  /** The session learned that the time is wrong, or its proof was refused: main drops it too. */
  | { readonly do: 'dropTime' }
  | { readonly do: 'report'; readonly report: DeviceReport }
  | { readonly do: 'log'; readonly event: LogEvent; readonly fields: LogFields }
  /** After `close`: everything is wiped. */
  | { readonly do: 'closed' }

export interface Next<State> {
  readonly state: State
  readonly effects: readonly Effect[]
}
