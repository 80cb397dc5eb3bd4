/** Everything that can happen to a visit, and everything it can ask for. Closed on both sides. */
import type {
  VisitRecord,
  IdentityClaim,
  PersonPart,
  PatientLookUp,
  PatientLookUpAnswer,
} from '../../domain/contract/gateway/visit-record.ts'
import type { Stoppable } from '../../domain/contract/gateway/stoppable.ts'
import type { WhoLooked } from '../../domain/contract/gateway/who-looked.ts'
import type { CalendarDay, EnvelopeId, Instant } from '../../domain/ids.ts'
import type { Intent } from '../../domain/contract/messages/channel.ts'
import type { Identified, Mark } from '../../domain/requests/signing-set/signing-set.ts'
import type { PrintProblem } from '../print/condition.ts'
import type { Bound, FormCase, Signature, Signed, Stopping } from './state.ts'

/** Why a call to the central did not give what was asked. */
export type CallProblem = 'unreachable' | 'ended' | 'conflict' | 'tooManyTries' | 'fault'

export type Input =
  | { readonly type: 'intent'; readonly intent: Intent }
  | { readonly type: 'record'; readonly record: VisitRecord }
  /** The answer to a claim: from here on the clerk compares. */
  | { readonly type: 'claimed'; readonly record: VisitRecord }
  | { readonly type: 'lookedUp'; readonly answer: PatientLookUpAnswer }
  /** The central took the wrong patient back: to the numbers, or the clerk picks. */
  | { readonly type: 'rejected'; readonly record: VisitRecord }
  | { readonly type: 'bound'; readonly bound: Bound }
  | { readonly type: 'dossier'; readonly bound: Bound; readonly resources: readonly unknown[] }
  | { readonly type: 'whoLooked'; readonly looked: WhoLooked }
  /** What this visitor may stop of the bound patient's mandates. */
  | { readonly type: 'stoppable'; readonly bound: Bound; readonly mandates: readonly Stoppable[] }
  /** A call whose answer the visit waits for failed. */
  | { readonly type: 'failed'; readonly problem: CallProblem }
  /** Nothing was heard of the central for a while. */
  | { readonly type: 'lost' }
  /** The central ended the visit. */
  | { readonly type: 'ended' }
  | { readonly type: 'stored'; readonly signed: Signed }
  | { readonly type: 'notSigned'; readonly why: 'sealFailed' | 'notStored' }
  | { readonly type: 'delivery'; readonly envelope: EnvelopeId; readonly state: 'stored' | 'quarantined' | 'waiting' }
  /** The receipt came out, or why not. */
  | { readonly type: 'printed'; readonly problem: PrintProblem | null }
  /** No word came in time of an envelope that stops a mandate. */
  | { readonly type: 'receiptDue' }
  /** Nobody touched the dossier for a minute. */
  | { readonly type: 'coverDue' }

export type Effect =
  | { readonly do: 'claim'; readonly claim: IdentityClaim; readonly as: PersonPart | null }
  | { readonly do: 'readRecord' }
  | { readonly do: 'lookUp'; readonly by: PatientLookUp }
  | { readonly do: 'loadPatient' }
  /** The bound patient is not the one that the visitor came for. */
  | { readonly do: 'reject' }
  | { readonly do: 'loadDossier'; readonly bound: Bound }
  /** Who looked in the bound patient's file. */
  | { readonly do: 'loadWhoLooked' }
  | { readonly do: 'loadStoppable'; readonly bound: Bound }
  /** Everybody has signed, in this order. On the day of the last act the decision was made. */
  | { readonly do: 'sign'; readonly of: FormCase; readonly signatures: readonly Signature[] }
  | { readonly do: 'withdraw'; readonly of: Stopping; readonly mark: Mark; readonly at: Instant }
  /** Rings the desk, as the visitor's own bell does. */
  | { readonly do: 'ring' }
  /** Rings the desk, and nothing on this screen says so: staff are to speak with the patient alone. */
  | { readonly do: 'ringAlone' }
  /** His own part of a set, which waits at the central for the others. */
  | { readonly do: 'signAct'; readonly of: FormCase; readonly mark: Mark; readonly at: Instant }
  /** Send what was accepted and nothing else, in an envelope of its own. */
  | { readonly do: 'sendAcceptance'; readonly bound: Bound; readonly whose: Identified['part'] }
  | { readonly do: 'print'; readonly of: FormCase; readonly signed: Signed }

/** What the machine may know of the moment: the central's time and the hospital's day at that very instant. */
export interface Moment {
  readonly now: Instant
  readonly today: CalendarDay
}
