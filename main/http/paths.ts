/** Where the central listens, under its base address. */
export const paths = {
  root: '/enrolment/root',
  enrolment: '/enrolment',
  renewal: '/enrolment/renewal',
  token: '/device/token',
  events: '/device/events',
  reports: '/device/reports',
  content: '/device/content',
  keyset: '/device/keyset',
  envelopes: '/intake/envelopes/',
  /** The visit gateway's token endpoint: the audience of a visit certificate. */
  visitToken: '/token',
} as const

/** An absolute address from the central's base address. */
export function at(central: string, path: string): URL {
  return new URL(`${central.replace(/\/+$/, '')}${path}`)
}
