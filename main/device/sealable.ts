/** Whether what is signed until a moment can be sealed: asked before a visit starts, so that none ends at its last step. */
import { X509Certificate } from 'node:crypto'
import { renewalFrom } from '../../domain/contract/device/lifetimes.ts'
import type { PublicJwk } from '../../domain/ids.ts'
import { pemCertificates } from '../jose/pem.ts'

export interface SealMeans {
  /** PEM, leaf first. */
  readonly sealChain: string
  /** Public half of D-seal. */
  readonly key: PublicJwk
  /** PEM of the Keyset's authority for seals. */
  readonly sealCa: string
}

/** From and until when D-seal's certificate holds, milliseconds since 1970; null when it is none. */
export function sealLife(sealChain: string): { readonly from: number; readonly until: number } | null {
  const leaf = certificateOf(sealChain)
  return leaf === null ? null : { from: Date.parse(leaf.validFrom), until: Date.parse(leaf.validTo) }
}

/** True when the certificate is for this key, by the Keyset's authority, and holds from `from` to `until`. */
export function sealable(
  means: SealMeans,
  { from, until }: { readonly from: number; readonly until: number },
): boolean {
  const life = sealLife(means.sealChain)
  return life !== null && life.from <= from && until < life.until && isOurs(means)
}

/** Whether new keys should be asked for now (milliseconds since 1970). */
export function renewalDue(means: SealMeans, now: number): boolean {
  const life = sealLife(means.sealChain)
  return life === null || now >= renewalFrom(life) || !isOurs(means)
}

let last: { readonly of: SealMeans; readonly ours: boolean } | null = null

/** Remembers its last answer: it is asked at each look at the kiosk's condition, and costs a signature. */
function isOurs(means: SealMeans): boolean {
  const { sealChain, key, sealCa } = means
  const same = last?.of.sealChain === sealChain && last.of.key.x === key.x && last.of.sealCa === sealCa
  if (same && last !== null) return last.ours
  const ours = look(means)
  last = { of: means, ours }
  return ours
}

function look({ sealChain, key, sealCa }: SealMeans): boolean {
  const leaf = certificateOf(sealChain)
  if (leaf === null) return false
  const { x, y } = leaf.publicKey.export({ format: 'jwk' })
  if (x !== key.x || y !== key.y) return false
  return pemCertificates(sealCa).some((pem) => {
    const authority = certificateOf(pem)
    return authority !== null && leaf.checkIssued(authority) && leaf.verify(authority.publicKey)
  })
}

function certificateOf(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem)
  } catch {
    return null
  }
}
