/** The list of everything that the central logs. A kind that is not here does not compile where it is written. */
import * as citizen from './rows/citizen.ts'
import * as clerk from './rows/clerk.ts'
import * as kiosk from './rows/kiosk.ts'
import * as visitor from './rows/visitor.ts'
import type { Values } from './row.ts'

export const accessEvents = { ...visitor, ...clerk, ...citizen, ...kiosk } as const

export type AccessKind = keyof typeof accessEvents

type FieldsOf<K extends AccessKind> = (typeof accessEvents)[K]['fields']

/** An event of one kind: its row says what is known of it. */
export type EventOf<K extends AccessKind> = {
  readonly [N in keyof FieldsOf<K>]: Values[ValueOf<FieldsOf<K>[N]>]
} & { readonly kind: K }

type ValueOf<F> = F extends { readonly of: infer Of extends keyof Values } ? Of : never

export type AccessEvent = { readonly [K in AccessKind]: EventOf<K> }[AccessKind]
