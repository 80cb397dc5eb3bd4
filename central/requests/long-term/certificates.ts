/** The certificates that a sealed file brings in its seal and its time stamps. */
import { webcrypto } from 'node:crypto'
import { oids, signedData } from '../../../domain/verify/base/cms.ts'
import { extensionsOf } from '../../../domain/verify/pdf/extension.ts'
import { sealedDocument } from '../../../domain/verify/pdf/sealed.ts'
import { sectionsOf } from '../../../domain/verify/pdf/section.ts'
import { portOver } from '../../../domain/verify/base/subtle-port.ts'

const port = portOver(webcrypto.subtle)

/** DER of each; throws (a Refusal) where the file is no sealed form with nothing but long-term data behind it. */
export async function certificatesIn(pdf: Uint8Array): Promise<readonly Uint8Array[]> {
  const sections = sectionsOf(pdf)
  const [base] = sections
  if (base === undefined) return []
  const sealed = sealedDocument(pdf, base)
  const seal = await signedData(port, sealed.cms, 'sealForm')
  const inside = seal.unsigned.get(oids.timeStampToken)
  const behind = extensionsOf(port, pdf, sections, sealed).stamps.map(({ token }) => token)
  const tokens = [...(inside === undefined ? [] : [inside.whole]), ...behind]
  const stamps = await Promise.all(tokens.map((token) => signedData(port, token, 'timeStamp')))
  return [seal, ...stamps].flatMap(({ certificates }) => certificates.map(({ der }) => der))
}
