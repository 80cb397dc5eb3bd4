/** Portals that may ask about access, each by a key of its own. A port: see store/. */
import * as v from 'valibot'
import { Instant, PublicJwk } from '../../domain/ids.ts'

export const PortalClient = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^portal-[0-9a-f-]{36}$/)),
  /** As staff know it. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  key: PublicJwk,
})
export type PortalClient = v.InferOutput<typeof PortalClient>

export interface PortalClients {
  add(client: PortalClient, at: Instant): Promise<void>
  /** Null: unknown, or withdrawn. Asked at every question: a token lives for minutes. */
  find(id: string): Promise<PortalClient | null>
  /** False: there is none such, or it was withdrawn before. */
  withdraw(id: string, at: Instant): Promise<boolean>
}
