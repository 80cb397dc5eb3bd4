/** What left a central for a kiosk, as it left, and which operations of its store an answer cost. */
import type { Central } from '../../../central/compose.ts'
import type { Stores } from '../../../central/store/stores.ts'

export interface Heard {
  /** Of each answer: route, status, headers and body. */
  readonly exchanges: {
    readonly route: string
    readonly status: number
    readonly headers: string
    readonly body: string
  }[]
  /** Port and operation, in order. */
  readonly work: string[]
}

/** The same stores; each operation is written down. */
export function heardOf<T extends Stores>(stores: T, heard: Heard): T {
  return Object.fromEntries(
    Object.entries(stores).map(([name, port]) => [name, noted(name, port, heard)]),
  ) as unknown as T
}

function noted(name: string, port: unknown, { work }: Heard): unknown {
  if (typeof port === 'function') return port
  return new Proxy(port as object, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target)
      if (typeof member !== 'function') return member
      return (...given: unknown[]): unknown => {
        work.push(`${name}.${String(key)}`)
        return Reflect.apply(member, target, given)
      }
    },
  })
}

/** From now on everything that this central answers to kiosks is written down. */
export function overhear(central: Central, { exchanges }: Heard): void {
  for (const route of central.kioskRoutes()) {
    const { method, path, handle } = route
    Object.assign(route, {
      async handle(context: Parameters<typeof handle>[0]) {
        const answer = await handle.call(route, context)
        const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') === true
        const body = isStream ? '' : await answer.clone().text()
        const headers = JSON.stringify([...answer.headers])
        exchanges.push({ route: `${method} ${path}`, status: answer.status, headers, body })
        return answer
      },
    })
  }
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/gu
const token = /eyJ[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*){2,4}/gu
const port = /(localhost|127\.0\.0\.1):\d+/gu

/** How long it is, and what it says: ids by the order in which they appear, instants, tokens and ports as such. */
export function plain(said: unknown): { readonly size: number; readonly text: string } {
  // The query of an AuditEvent is base64, and names a patient.
  const raw = JSON.stringify(said).replace(
    /"query":"([A-Za-z0-9+/=]+)"/gu,
    (_, query: string) => `"query":"${Buffer.from(query, 'base64').toString('utf8')}"`,
  )
  const known = new Map<string, string>()
  const text = raw
    .replace(token, (jws) => `<token of ${String(jws.length)}>`)
    .replace(uuid, (id) => {
      const name = known.get(id) ?? `<id ${String(known.size + 1)}>`
      known.set(id, name)
      return name
    })
    .replace(instant, '<instant>')
    .replace(port, '$1:<port>')
  return { size: raw.replace(instant, '<instant>').replace(port, '').length, text }
}
