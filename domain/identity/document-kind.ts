/** Which documents the kiosk accepts. */
import type { DocumentKind } from '../contract/gateway/visit-record.ts'
import { isInArticleOne } from './care-documents.ts'

/** A hospital's choice (policy, `identity.otherDocuments`): whether cards outside the law's list may be shown. */
export type OtherDocuments = 'accepted' | 'refused'

/**
 * The kind of a zone's document code, or null when the kiosk does not take it. ICAO 9303: TD3 starts with P (part 4);
 * TD1 and TD2 with A, C or I (parts 5 and 6), where a second letter R marks a residence document (Regulation (EC)
 * 1030/2002, model of 2017/1954). Driving licences, visas and national formats of their own go to the desk, and so does
 * what article 1 of the identification act does not name, unless the hospital accepts it.
 */
export function documentKind({
  format,
  code,
  issuer,
  nationality,
  others,
}: {
  readonly format: string
  readonly code: string
  readonly issuer: string
  readonly nationality: string
  readonly others: OtherDocuments
}): DocumentKind | null {
  const kind = kindOf(format, code)
  if (kind === null) return null
  return others === 'accepted' || isInArticleOne({ kind, code, issuer, nationality }) ? kind : null
}

function kindOf(format: string, code: string): DocumentKind | null {
  if (format === 'TD3') return code.startsWith('P') ? 'passport' : null
  if (format !== 'TD1' && format !== 'TD2') return null
  if (!/^[ACI]/.test(code)) return null
  return code[1] === 'R' ? 'residenceDocument' : 'identityCard'
}
