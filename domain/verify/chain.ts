/** From a certificate to a given anchor: who vouches for whom, at which moment (RFC 5280 section 6, the part a hospital's CA uses). */
import { sameBytes } from '../document/bytes.ts'
import type { VerifyPort } from './port.ts'
import { demand, type Problem, Refusal } from './refusal.ts'
import { type Certificate, type RevocationList, signedBy, usage } from './x509.ts'

export interface Trust {
  /** Certificates that whoever asks believes in. Never taken from the file. */
  readonly anchors: readonly Certificate[]
  /** Certificates that may help to build the path; nothing is believed because it is here. */
  readonly others: readonly Certificate[]
  readonly lists: readonly RevocationList[]
}

const longest = 6

/**
 * The path from `leaf` to an anchor, both included, valid at `at` (milliseconds since 1970). Throws a Refusal where
 * there is none, where a link is not valid then, or where a list that counts says revoked.
 */
export async function pathTo(
  port: VerifyPort,
  { leaf, at, trust }: { leaf: Certificate; at: number; trust: Trust },
): Promise<readonly Certificate[]> {
  const path = await climb(port, [leaf], trust)
  demand(path !== null, 'certificateUntrusted', 'no path to a given trust anchor')
  for (const one of path) {
    demand(at >= one.from, 'certificateNotYetValid', 'a certificate was not yet valid')
    demand(at <= one.to, 'certificateExpired', 'a certificate had expired')
  }
  for (const [i, one] of path.slice(0, -1).entries()) {
    const issuer = path[i + 1]
    if (issuer !== undefined) await notRevoked(port, one, issuer, at, trust.lists)
  }
  return path
}

async function climb(
  port: VerifyPort,
  path: readonly Certificate[],
  trust: Trust,
): Promise<readonly Certificate[] | null> {
  const top = path.at(-1)
  if (top === undefined || path.length > longest) return null
  if (trust.anchors.some((anchor) => sameBytes(anchor.der, top.der))) return path
  for (const issuer of [...trust.anchors, ...trust.others]) {
    if (!sameBytes(issuer.subject, top.issuer) || path.includes(issuer)) continue
    if (!issuer.isCa || issuer.keyUsage?.[usage.certificateSign] === false) continue
    if (issuer.pathLength !== null && path.length - 1 > issuer.pathLength) continue
    const signed = { algorithm: top.signatureAlgorithm, bytes: top.tbs, signature: top.signature }
    if (!(await signedBy(port, issuer, signed))) continue
    const found = await climb(port, [...path, issuer], trust)
    if (found !== null) return found
  }
  return null
}

async function notRevoked(
  port: VerifyPort,
  one: Certificate,
  issuer: Certificate,
  at: number,
  lists: readonly RevocationList[],
): Promise<void> {
  for (const list of lists) {
    if (!sameBytes(list.issuer, issuer.subject) || issuer.keyUsage?.[usage.crlSign] === false) continue
    const entry = list.revoked.find(({ serial }) => sameBytes(serial, one.serial))
    if (entry === undefined || entry.at > at) continue
    const signed = { algorithm: list.signatureAlgorithm, bytes: list.tbs, signature: list.signature }
    if (await signedBy(port, issuer, signed))
      throw new Refusal('certificateRevoked', 'a certificate was revoked before')
  }
}

/**
 * Certificates and lists that no seal covers must hold by themselves: where one names an issuer that is known here, that
 * issuer must have signed it; otherwise somebody changed it. Throws a Refusal with `problem`.
 */
export async function demandSigned(
  port: VerifyPort,
  items: readonly (Certificate | RevocationList)[],
  issuers: readonly Certificate[],
  problem: Problem,
): Promise<void> {
  for (const one of items) {
    const named = issuers.filter(({ subject }) => sameBytes(subject, one.issuer))
    const signed = { algorithm: one.signatureAlgorithm, bytes: one.tbs, signature: one.signature }
    let holds = named.length === 0
    for (const issuer of named) holds ||= await signedBy(port, issuer, signed)
    demand(holds, problem, 'a certificate or list that its issuer did not sign')
  }
}
