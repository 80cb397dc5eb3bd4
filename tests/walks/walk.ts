/** What a walk is: who comes, for whom and with which papers, in one visit or several. The rest the hands do (`hands.ts`). */
import type { Central } from '../../central/compose.ts'
import type { LaterRole, Person, Role } from '../../central/training/cast.ts'
import type { Door } from '../../domain/contract/messages/parts.ts'
import type { ScreenOf, ScreenStep } from '../../domain/contract/messages/screen.ts'
import type { JourneyId, VisitId } from '../../domain/ids.ts'

/** An invented person of the training hospital. */
export type Someone = Role | LaterRole

/** One visit to one kiosk. */
export interface Visit {
  /** In the order in which the screen is handed to them. */
  readonly people: readonly [Someone, ...Someone[]]
  readonly door: Door
  /** Which card, where the door leads to several journeys. */
  readonly journey?: JourneyId
  /** Whom it is about; absent: the visitor himself. */
  readonly patient?: Someone
  /** What the clerk records before the face is compared; each names the patient. */
  readonly papers?: readonly object[]
  /** The clerk says that the paper which is asked for is not there. */
  readonly noPaper?: true
  /** What is done otherwise than usual. */
  readonly hands?: Partial<Hands>
  /** The last screen; absent: `done`. */
  readonly ends?: ScreenStep
  /** The line to the central is cut once everything was asked: what is signed waits on the kiosk. */
  readonly offline?: true
}

export interface Walk {
  /** Its folder below `out/journeys`. */
  readonly name: string
  /** One line for whoever looks at the sheet. */
  readonly about: string
  readonly visits: readonly [Visit, ...Visit[]]
}

/** A wish as the page would send it; `waits`: somebody else acts; `over`: nothing comes after this screen. */
export type Move = Readonly<Record<string, unknown>> | 'waits' | 'over'

/** Everything that a hand may look at. */
export interface Scene {
  readonly central: Central
  readonly visit: VisitId
  readonly plan: Visit
  /** Who stands at the screen, from 0. */
  readonly person: number
  /** The document of whoever stands there, as a scanner types it. */
  readonly mrz: string
  readonly patient: Person
}

export type Hands = {
  readonly [S in ScreenStep]: (screen: ScreenOf<S>, scene: Scene) => Move | Promise<Move>
}
