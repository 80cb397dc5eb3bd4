/** A part of the central's public listener that brings routes and an identity provider of its own. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Route } from './route.ts'

/** Answers requests in Node's own shape (everything below a prefix); true when the request was one of those. */
export type NodeMount = (request: IncomingMessage, response: ServerResponse) => boolean

export interface Site {
  readonly routes: readonly Route[]
  /** To be asked before the routes. */
  readonly raw: NodeMount
}
