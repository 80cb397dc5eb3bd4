/** Pages behind a login answer only under their own name: a foreign name that points to this machine (DNS rebinding) gets nothing. */
import type { Route } from '../../http/route.ts'
import type { NodeMount } from '../../http/site.ts'
import { seeOther } from './respond.ts'

/** Misdirected Request (RFC 9110 section 15.5.20). */
const misdirected = 421

/** A page under another name sends the browser to the right one; anything else is refused. */
export function ownHost(origin: string, route: Route): Route {
  const { host } = new URL(origin)
  return {
    ...route,
    async handle(context) {
      if (context.request.headers.get('host') === host) return await route.handle(context)
      const { pathname, search } = context.url
      return route.method === 'GET'
        ? seeOther(`${origin}${pathname}${search}`)
        : new Response(null, { status: misdirected })
    },
  }
}

/** The same for everything below `prefix` in Node's own shape. */
export function ownHostMount(origin: string, prefix: string, mount: NodeMount): NodeMount {
  const { host } = new URL(origin)
  return (request, response) => {
    if (request.headers.host === host || !(request.url ?? '').startsWith(`${prefix}/`)) return mount(request, response)
    response.writeHead(misdirected).end()
    return true
  }
}
