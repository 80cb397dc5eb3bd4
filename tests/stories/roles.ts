/** What people of a story are to its patient, and in which journey each comes to a kiosk. */
import type { JourneyId } from '../../domain/ids.ts'
import { journeyIds } from '../../domain/ids.ts'
import type { StoryPerson } from './shape.ts'

export const roles = [
  'patient',
  'holder',
  'guardian',
  'curator',
  'mentor',
  'writtenProxy',
  'voluntaryProxy',
  'partner',
  'parentOfAdult',
  'childOfAdult',
  'sibling',
  'stranger',
  'nobody',
] as const
export type Role = (typeof roles)[number]

/** By the first words of the role. Whoever says to be a holder of authority comes as one: the papers tell. */
const said: readonly (readonly [RegExp, Role])[] = [
  [/^patient\b/, 'patient'],
  [/^(?:parentWithAuthority|parentWithoutAuthority|otherHolderOfAuthority|says to be a parent)\b/, 'holder'],
  [/^guardian\b/, 'guardian'],
  [/^curator\b/, 'curator'],
  [/^mentor\b/, 'mentor'],
  [/^writtenProxy\b/, 'writtenProxy'],
  [/^voluntaryProxy\b/, 'voluntaryProxy'],
  [/^partner\b/, 'partner'],
  [/^parentOfAdult\b/, 'parentOfAdult'],
  [/^childOfAdult\b/, 'childOfAdult'],
  [/^sibling\b/, 'sibling'],
  // In the table of relations, and behind no door of a kiosk.
  [/^(?:stepParent|fosterParent|carer|supervisionWorker|grandparent|grandchild|otherRelation)\b/, 'stranger'],
]

/** Somebody without a right that a kiosk knows is nobody. */
export const roleOf = ({ role }: Pick<StoryPerson, 'role'>): Role =>
  said.find(([words]) => words.test(role))?.[1] ?? 'nobody'

/** "mentor, employee of Stichting Zorgmentoren": for an organisation; null: for himself. */
export function organisationOf({ role }: Pick<StoryPerson, 'role'>): string | null {
  const [, name] = /employee of (?:the same organisation|(.+))$/.exec(role) ?? []
  return /employee of/.test(role) ? (name ?? 'Stichting Zorgmentoren') : null
}

/** By name: a journey that this build does not have is not there to be walked. */
const journeys: Readonly<Record<Role, string | null>> = {
  patient: null,
  holder: 'child',
  guardian: 'guardian',
  curator: 'curator',
  mentor: 'mentor',
  writtenProxy: 'written-proxy',
  voluntaryProxy: null,
  partner: 'partner',
  parentOfAdult: 'parent-of-adult',
  childOfAdult: 'child-of-adult',
  sibling: 'sibling',
  stranger: null,
  nobody: null,
}

/** In which somebody of this role asks for access; null: at no kiosk yet. */
export function journeyFor(role: Role): JourneyId | null {
  const name = journeys[role]
  return journeyIds.find((id) => id === name) ?? null
}
