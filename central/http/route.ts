/** One route of the central's listeners: standard Request in, standard Response out (also for server-sent events). */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Segments; `:name` takes one segment, a last `*` takes the rest. */
  readonly path: string
  /** Most bytes of a body that is read; the default is 64 KiB. */
  readonly bodyLimit?: number
  /** Asked before the body is read: an answer refuses the exchange, null lets it in. */
  admit?(request: Request): Promise<Response | null>
  handle(context: RouteContext): Promise<Response>
}

export interface RouteContext {
  readonly request: Request
  readonly url: URL
  /** Values of the `:name` segments, decoded; `*` under the key "rest". */
  readonly params: Readonly<Record<string, string>>
  /** The body's bytes, already limited; empty for GET. */
  readonly body: Uint8Array
  /** Address of the other end of the connection; absent where there is none. */
  readonly address?: string
}
