/** Finds the route for a method and a path. */
import type { Route } from './route.ts'

export type Found =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  /** The path exists, the method does not: these do (RFC 9110 section 15.5.6). */
  | { readonly kind: 'otherMethod'; readonly allow: readonly string[] }
  | { readonly kind: 'none' }

/** The first route that fits; literal segments are compared as they came, values of `:name` are decoded. */
export function findRoute(routes: readonly Route[], method: string, path: string): Found {
  const allow = new Set<string>()
  for (const route of routes) {
    const params = matchPath(route.path, path)
    if (params === null) continue
    if (route.method === method || (method === 'HEAD' && route.method === 'GET'))
      return { kind: 'route', route, params }
    allow.add(route.method)
  }
  return allow.size > 0 ? { kind: 'otherMethod', allow: [...allow] } : { kind: 'none' }
}

/** The values of a path under a pattern; null when it does not fit or a segment is not decodable. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  const takesRest = wanted.at(-1) === '*'
  if (takesRest ? given.length < wanted.length : given.length !== wanted.length) return null
  const params: Record<string, string> = {}
  for (const [at, segment] of wanted.entries()) {
    if (takesRest && at === wanted.length - 1) params['rest'] = given.slice(at).join('/')
    else if (segment.startsWith(':')) {
      const value = decoded(given[at] ?? '')
      if (value === null || value === '') return null
      params[segment.slice(1)] = value
    } else if (segment !== given[at]) return null
  }
  return params
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
