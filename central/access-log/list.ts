/** The list of everything that the central logs. A kind that is not here does not compile where it is written. */
import * as approver from './approver-rows.ts'
import * as citizen from './citizen-rows.ts'
import * as clerk from './clerk-rows.ts'
import * as kiosk from './kiosk-rows.ts'
import * as mandate from './mandate-rows.ts'
import * as portal from './portal-rows.ts'
import * as visitor from './visitor-rows.ts'
import type { Values } from './row.ts'

export const accessEvents = { ...visitor, ...clerk, ...approver, ...citizen, ...kiosk, ...mandate, ...portal } as const

export type AccessKind = keyof typeof accessEvents

type FieldsOf<K extends AccessKind> = (typeof accessEvents)[K]['fields']

/** An event of one kind: its row says what is known of it. */
export type EventOf<K extends AccessKind> = {
  readonly [N in keyof FieldsOf<K>]: Values[ValueOf<FieldsOf<K>[N]>]
} & { readonly kind: K }

type ValueOf<F> = F extends { readonly of: infer Of extends keyof Values } ? Of : never

export type AccessEvent = { readonly [K in AccessKind]: EventOf<K> }[AccessKind]
