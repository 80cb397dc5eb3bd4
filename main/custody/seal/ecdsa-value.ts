/** The one writer of an ES256 signature as DER: what Web Cryptography and PKCS#11 give is r ‖ s (RFC 7518 section 3.4). */
import { der, sequence } from './der.ts'

/** DER `Ecdsa-Sig-Value` of r ‖ s (RFC 3279 section 2.2.3). */
export function ecdsaValue(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2
  return sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half)))
}

function integer(bytes: Uint8Array): Uint8Array {
  let start = 0
  while (start < bytes.length - 1 && bytes[start] === 0) start++
  const shortest = bytes.subarray(start)
  // A leading one bit would make the number negative (X.690 section 8.3).
  return der(0x02, (shortest[0] ?? 0) > 0x7f ? Buffer.concat([Uint8Array.of(0), shortest]) : shortest)
}
