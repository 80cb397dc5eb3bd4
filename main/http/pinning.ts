/** Whom a connection believes: the hospital's CA and nobody else, but for the one answer that proves itself. */
import { Agent, type RequestOptions } from 'node:https'

/**
 * One connection serves what follows closely: a start asks for the time, a token and the events in turn. A kept one may
 * have died unseen; who asks once and not again asks over a fresh one.
 */
const agent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5_000 })

export type Trust =
  /** PEM of the hospital's CA, from a verified keyset. */
  | { readonly ca: string }
  /** Only for GET /enrolment/root, before anything is sent: the answer proves itself by the pinned thumbprint. */
  | { readonly ca: 'none' }

/** Options of a connection under this trust. `fresh`: one of its own. A connection that trusted nobody is never used again. */
export function connectionOf(trust: Trust, { fresh }: { readonly fresh: boolean }): RequestOptions {
  return trust.ca === 'none'
    ? { rejectUnauthorized: false, agent: false }
    : { ca: trust.ca, agent: fresh ? false : agent }
}
