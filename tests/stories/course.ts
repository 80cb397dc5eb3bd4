/** How far a story is: what was put in place, who signed what, and what each person was told by his last visit. */
import type { Screen } from '../../domain/contract/messages/screen.ts'
import type { AskedFor } from '../../central/requests/decisions/decision.ts'
import type { EnvelopeId } from '../../domain/ids.ts'
import type { TestKiosk } from '../central/support/kiosk.ts'
import type { Told } from './shape.ts'
import type { World } from './world.ts'

export interface Heard {
  readonly words: readonly Told[]
  /** Everything that was on the screen, in order. */
  readonly screens: readonly Screen[]
}

/** How hard the hospital is used: nothing of it may change what anybody sees. */
export interface Use {
  /** The central restarts between any two events. */
  readonly restarts: boolean
  /** Every envelope comes twice, every job runs three times. */
  readonly repeats: boolean
}
export const softly: Use = { restarts: false, repeats: false }

export interface Course {
  readonly world: World
  readonly use: Use
  /** Ids of the mandates that were there before anybody came. */
  readonly seeded: Set<string>
  /** What staff saw of a request when they opened it, by who. */
  readonly pages: Map<string, AskedFor>
  /** What was told at points before, and is not looked at again. */
  readonly told: Set<string>
  /** Key of who was suspended last. */
  suspended: string | null
  /** By set: the key of who took which part. */
  readonly signers: Map<string, Map<string, string>>
  /** Of the event just done. */
  readonly heard: Map<string, Heard>
  /** Keys of those of whom anything is at the central or on its way. */
  readonly signed: Set<string>
  /** What lies at kiosks while the line is down. */
  readonly kept: { readonly id: EnvelopeId; readonly jwe: string; readonly kiosk: TestKiosk }[]
  line: 'up' | 'down'
  /** What the runner assumed or saw, for whoever reads the report. */
  readonly remarks: string[]
}

export type Played =
  /** `kiosk`: through the session's own machine. `acts`: certified acts, because no screen has it yet. */
  | { readonly how: 'kiosk' | 'acts' | 'central' | 'clock' | 'seed' | 'nothing' }
  /** `blocks`: nothing after it can be compared. */
  | { readonly how: 'notRun'; readonly why: string; readonly blocks: boolean }

export const notRun = (why: string, { blocks = true }: { readonly blocks?: boolean } = {}): Played => ({
  how: 'notRun',
  why,
  blocks,
})

export const begin = (world: World, use: Use): Course => ({
  world,
  use,
  seeded: new Set(),
  pages: new Map(),
  told: new Set(),
  suspended: null,
  signers: new Map(),
  heard: new Map(),
  signed: new Set(),
  kept: [],
  line: 'up',
  remarks: [],
})

/** Who took which part of which set, before anything of it is erased. */
export async function noteSigners({ world, signers }: Course): Promise<void> {
  const keys = Object.keys(world.story.people)
  for (const { id, acts } of await world.central().sets.ofPatient(world.reference)) {
    const parts = signers.get(id) ?? new Map<string, string>()
    for (const { role, claim } of acts) {
      const key = keys.find((one) => world.person(one)?.number === claim.document.number)
      if (key !== undefined) parts.set(role, key)
    }
    signers.set(id, parts)
  }
}
