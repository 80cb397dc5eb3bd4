/** Seconds in a `Retry-After` header (RFC 9110 section 10.2.3), the number form only, at most an hour. */
export function retryAfterOf(header: string | readonly string[] | undefined): number | null {
  if (typeof header !== 'string' || !/^\d{1,9}$/.test(header)) return null
  return Math.min(Number(header), 3600)
}
