/** Whoever does something that is logged, and how a line of the access log names them. */
import type { AuditEventAgent } from '@medplum/fhirtypes'
import { bsnSystem, deviceSystem, identityDocumentSystem } from '../../domain/coding/systems.ts'
import type { DeviceId } from '../../domain/ids.ts'
import { citizenSystem, portalSystem, staffSystem } from '../record/naming.ts'

export interface Actors {
  readonly kiosk: { readonly is: 'kiosk'; readonly device: DeviceId }
  /** `sub` of the identity provider for staff. */
  readonly clerk: { readonly is: 'clerk'; readonly id: string; readonly name: string }
  /** Somebody whom the record knows: `Patient/<id>` or `RelatedPerson/<id>`. */
  readonly known: { readonly is: 'known'; readonly reference: string }
  /** Whoever stands at the kiosk, by the document that was shown: issuer-number; empty before anything was. */
  readonly holder: { readonly is: 'holder'; readonly document: string }
  /** Somebody at home who is not in the record, by what he logged in with. */
  readonly citizen: { readonly is: 'citizen'; readonly bsn: string }
  /** A portal of the hospital, by the number of its key. */
  readonly portal: { readonly is: 'portal'; readonly client: string; readonly name: string }
  /** `sub` of an identity provider; null: nobody has the name that was typed, and it is not written down. */
  readonly account: { readonly is: 'account'; readonly of: keyof typeof accounts; readonly sub: string | null }
}
export type Actor = Actors[keyof Actors]

/** A reference to somebody or to a machine. */
export type Who = NonNullable<AuditEventAgent['who']>

/** System of the identifier that a `sub` is a value of. */
const accounts = { staff: staffSystem, citizen: citizenSystem } as const

/** `named`: a clerk's name stands beside the number. */
export function whoOf(actor: Actor, { named }: { readonly named: boolean }): Who {
  switch (actor.is) {
    case 'kiosk':
      return { identifier: { system: deviceSystem, value: actor.device } }
    case 'clerk':
      return { identifier: { system: staffSystem, value: actor.id }, ...(named ? { display: actor.name } : {}) }
    case 'known':
      return { reference: actor.reference }
    case 'holder':
      return { identifier: { system: identityDocumentSystem, value: actor.document } }
    case 'citizen':
      return { identifier: { system: bsnSystem, value: actor.bsn } }
    case 'portal':
      return {
        identifier: { system: portalSystem, value: actor.client },
        ...(named ? { display: actor.name } : {}),
      }
    case 'account':
      return actor.sub === null
        ? { display: 'unknown name' }
        : { identifier: { system: accounts[actor.of], value: actor.sub } }
    default:
      return actor satisfies never
  }
}

export const kioskOf = (device: DeviceId): Actors['kiosk'] => ({ is: 'kiosk', device })
export const clerkOf = ({ id, name }: { readonly id: string; readonly name: string }): Actors['clerk'] => ({
  is: 'clerk',
  id,
  name,
})
