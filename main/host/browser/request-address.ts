/** Where a request asks to go. Whoever is on this machine can send one, so nothing here may throw. */

/**
 * Path and query of a request's target, or null for one that is no address on this server: `//` and `/\\` are read as the
 * beginning of another host (WHATWG URL), `*` and whole addresses are for proxies (RFC 9112 section 3.2).
 */
export function requestAddress(target: string | undefined, origin: string): URL | null {
  if (target === undefined || !target.startsWith('/')) return null
  const url = URL.parse(target, origin)
  return url !== null && url.origin === origin ? url : null
}
