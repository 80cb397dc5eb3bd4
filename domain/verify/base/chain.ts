/** From a certificate to a given anchor: who vouches for whom, at which moment (RFC 5280 section 6, the part a hospital's CA uses). */
import { hex, sameBytes } from '../../bytes/bytes.ts'
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

export interface Path {
  /** From the leaf to the anchor, both included. */
  readonly certificates: readonly Certificate[]
  /** Whether for each of them but the anchor a list of its issuer speaks about the moment that was asked for. */
  readonly revocationKnown: boolean
}

const longest = 6

/**
 * The path from `leaf` to an anchor, valid at `at` (milliseconds since 1970). Throws a Refusal where there is none, where
 * a link is not valid then, or where a list that counts says revoked.
 */
export async function pathTo(
  port: VerifyPort,
  { leaf, at, trust }: { leaf: Certificate; at: number; trust: Trust },
): Promise<Path> {
  const valid = (one: Certificate): boolean => at >= one.from && at <= one.to
  // A renewed authority has two certificates of one name and one key: the one that was valid then counts.
  const path = (await climb(port, leaf, trust, valid)) ?? (await climb(port, leaf, trust, () => true))
  demand(path !== null, 'certificateUntrusted', 'no path to a given trust anchor')
  for (const one of path) {
    demand(at >= one.from, 'certificateNotYetValid', 'a certificate was not yet valid')
    demand(at <= one.to, 'certificateExpired', 'a certificate had expired')
  }
  let revocationKnown = true
  for (const [i, one] of path.slice(0, -1).entries()) {
    const issuer = path[i + 1]
    if (issuer !== undefined) revocationKnown = (await notRevoked(port, one, { issuer, at, lists: trust.lists })) && revocationKnown // prettier-ignore
  }
  return { certificates: path, revocationKnown }
}

/**
 * The shortest path, level by level. Each certificate is stepped on once, from as near to the leaf as it can be: so many
 * certificates of one name and one key cost no more than one look at each, and no order of them is tried.
 */
async function climb(
  port: VerifyPort,
  leaf: Certificate,
  trust: Trust,
  usable: (one: Certificate) => boolean,
): Promise<readonly Certificate[] | null> {
  const pool = [...trust.anchors, ...trust.others].filter((one) => usable(one) && mayIssue(one))
  const seen = new Set<Certificate>()
  let level: readonly (readonly Certificate[])[] = [[leaf]]
  for (let length = 1; length <= longest && level.length > 0; length++) {
    const next: (readonly Certificate[])[] = []
    for (const path of level) {
      const top = path.at(-1)
      if (top === undefined) continue
      if (trust.anchors.some((anchor) => sameBytes(anchor.der, top.der))) return path
      for (const issuer of pool) {
        if (seen.has(issuer) || !sameBytes(issuer.subject, top.issuer)) continue
        if (issuer.pathLength !== null && path.length - 1 > issuer.pathLength) continue
        const signed = { algorithm: top.signatureAlgorithm, bytes: top.tbs, signature: top.signature }
        if (!(await signedBy(port, issuer, signed))) continue
        seen.add(issuer)
        next.push([...path, issuer])
      }
    }
    level = next
  }
  return null
}

const mayIssue = ({ isCa, keyUsage }: Certificate): boolean => isCa && keyUsage?.[usage.certificateSign] !== false

/** Throws where a list says revoked; whether a list of the issuer speaks about that moment at all. */
async function notRevoked(
  port: VerifyPort,
  one: Certificate,
  { issuer, at, lists }: { issuer: Certificate; at: number; lists: readonly RevocationList[] },
): Promise<boolean> {
  let known = false
  for (const list of lists) {
    if (!sameBytes(list.issuer, issuer.subject) || issuer.keyUsage?.[usage.crlSign] === false) continue
    const revoked = list.revoked.get(hex(one.serial))
    const counts = revoked !== undefined && revoked <= at
    // What was made before that moment and had ended by then says nothing about it.
    const speaks = list.thisUpdate >= at || (list.nextUpdate ?? Infinity) >= at
    if (!counts && !speaks) continue
    const signed = { algorithm: list.signatureAlgorithm, bytes: list.tbs, signature: list.signature }
    const genuine = await signedBy(port, issuer, signed)
    if (genuine && counts) throw new Refusal('certificateRevoked', 'a certificate was revoked before')
    known ||= genuine && speaks
  }
  return known
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
  const named = new Map<string, Certificate[]>()
  for (const issuer of issuers) {
    const name = hex(issuer.subject)
    named.set(name, [...(named.get(name) ?? []), issuer])
  }
  for (const one of items) {
    const of = named.get(hex(one.issuer)) ?? []
    const signed = { algorithm: one.signatureAlgorithm, bytes: one.tbs, signature: one.signature }
    let holds = of.length === 0
    // Of several with one key the first look is remembered, so only different keys cost anything.
    for (const issuer of of) holds ||= await signedBy(port, issuer, signed)
    demand(holds, problem, 'a certificate or list that its issuer did not sign')
  }
}
