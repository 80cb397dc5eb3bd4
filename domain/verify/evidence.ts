/**
 * What stands behind a seal and is evidence for it. Anybody can append certificates and lists, so only those count that
 * belong to the seal or to a time stamp of the file: who issued their certificates, and what those issuers revoked.
 */
import { hex, sameBytes } from '../bytes/bytes.ts'
import type { Update } from './pdf/extension.ts'
import type { VerifyPort } from './base/port.ts'
import { demand } from './base/refusal.ts'
import { type Certificate, type RevocationList, signedBy } from './base/x509.ts'

/** id-kp-OCSPSigning (RFC 6960 section 4.2.2.2). */
const ocspSigning = '1.3.6.1.5.5.7.3.9'

export interface Helpers {
  readonly certificates: readonly Certificate[]
  readonly lists: readonly RevocationList[]
}

/**
 * How many updates bring evidence: a time stamp, or a certificate or list that belongs to the file's signatures and was
 * not there before. Throws a Refusal (`changedAfterSeal`) where one brings none; one may only say again what was known,
 * as libraries do when a stamp over it follows.
 */
export async function evidenceIn(
  port: VerifyPort,
  updates: readonly Update[],
  of: { readonly signers: readonly Certificate[]; readonly anchors: readonly Certificate[]; readonly helpers: Helpers },
): Promise<number> {
  if (updates.length === 0) return 0
  const belonging = await belongingTo(port, of)
  const brings = updates.map(({ stamp, fresh }) => stamp || fresh.some((der) => belonging.has(der)))
  updates.forEach(({ restated }, i) => {
    const again = restated && updates[i + 1]?.stamp === true
    demand(brings[i] === true || again, 'changedAfterSeal', 'an update that adds no evidence')
  })
  return brings.filter(Boolean).length
}

/** The DER of those helpers that belong to these signers. */
async function belongingTo(
  port: VerifyPort,
  { signers, anchors, helpers }: Parameters<typeof evidenceIn>[2],
): Promise<ReadonlySet<Uint8Array>> {
  const chain = signers.filter((one, i) => signers.findIndex(({ der }) => sameBytes(der, one.der)) === i)
  const found = new Set<Uint8Array>()
  const candidates = [...helpers.certificates, ...anchors]
  // Upwards, each issuer once: a stranger who only calls himself as an issuer did not sign what it issued.
  for (let i = 0; i < chain.length; i++) {
    const one = chain[i]
    if (one === undefined) continue
    for (const issuer of candidates) {
      if (chain.includes(issuer) || !sameBytes(issuer.subject, one.issuer)) continue
      const signed = { algorithm: one.signatureAlgorithm, bytes: one.tbs, signature: one.signature }
      if (await signedBy(port, issuer, signed)) chain.push(issuer)
    }
  }
  const names = new Set(chain.map(({ issuer }) => hex(issuer)))
  for (const one of helpers.certificates) {
    const inChain = chain.some(({ der }) => sameBytes(der, one.der))
    const responds = one.extendedUsage?.includes(ocspSigning) === true && (await issuedIn(port, one, chain))
    if (inChain || responds) found.add(one.der)
  }
  for (const list of helpers.lists)
    if (names.has(hex(list.issuer)) && (await issuedIn(port, list, chain))) found.add(list.der)
  return found
}

/** Whether one of these certificates signed it. */
async function issuedIn(
  port: VerifyPort,
  one: Certificate | RevocationList,
  chain: readonly Certificate[],
): Promise<boolean> {
  const signed = { algorithm: one.signatureAlgorithm, bytes: one.tbs, signature: one.signature }
  for (const issuer of chain)
    if (sameBytes(issuer.subject, one.issuer) && (await signedBy(port, issuer, signed))) return true
  return false
}

/**
 * Every VRI must be about a signature of this file: its key is the SHA-1 of the signature's contents (ETSI EN 319 142-1
 * section 5.4.2.3), which programs take with or without the zeros behind it. Throws a Refusal (`changedAfterSeal`).
 */
export async function areAbout(
  port: VerifyPort,
  keys: ReadonlySet<string>,
  signatures: readonly Uint8Array[],
): Promise<void> {
  if (keys.size === 0) return
  const known = new Set<string>()
  for (const one of signatures) known.add(hex(await port.digest('SHA-1', one)).toUpperCase())
  for (const key of keys) demand(known.has(key), 'changedAfterSeal', 'evidence about a signature that is not here')
}
