/**
 * What people will read is what the data says. The verifier has read every page against the data already; a form by the
 * composer that this central carries is composed again, and its bytes compared: then no other font, picture or place of a
 * word is possible. Which composer a kiosk has, its main certified: a session cannot claim an older one.
 */
import * as v from 'valibot'
import { composedEditions } from '../../../../domain/contract/device/paper-edition.ts'
import type { Fact } from '../../../../domain/document/model.ts'
import { referenceOf } from '../../../../domain/contract/envelope/reference.ts'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import { isAsComposed } from '../../../../paper/recompose.ts'
import { formEvidence, rowEditions, rowOfPaper, type RowEdition } from '../../../../paper/form-evidence.ts'
import { CalendarDay } from '../../../../domain/ids.ts'
import { Language } from '../../../../domain/language.ts'
import { oneLine } from '../../../../domain/plain-text.ts'
import type { HospitalPolicy } from '../../../../domain/policy/policy.ts'
import { paperMeans } from '../../../requests/paper-means.ts'
import { decidableRecord } from '../../../visits/papers.ts'
import type { VisitRow } from '../../../visits/visits.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Certified } from './certificate.ts'
import type { Sealed } from './seal.ts'

export async function pages(input: {
  readonly payload: EnvelopePayload
  readonly sealed: Sealed
  readonly certified: Certified
  readonly row: VisitRow
  /** As it was at signing. */
  readonly policy: HospitalPolicy
}): Promise<Checked<null>> {
  const { payload, sealed, certified } = input
  const { bytes, contents, file } = sealed
  if (contents.page === null || !isEvidence(contents.page.evidence, input)) return refuse('document', 'evidence')
  if (contents.page.reference !== referenceOf(payload.id)) return refuse('document', 'reference')
  if (!composedEditions.includes(certified.certificate.build.paper ?? 0)) return good(null)
  const same = await isAsComposed({ bytes, file, contents, at: payload.times.signedAt }, paperMeans())
  return same ? good(null) : refuse('document', 'pages')
}

const Decision = v.looseObject({
  rules: v.array(v.string()),
  approver: v.picklist(['physician', 'staff']),
  end: v.looseObject({ lastDay: v.nullable(CalendarDay) }),
})

/**
 * The rows of evidence stand on the page only, so each must be one that this central would write, in the words of one
 * edition. Which papers were seen may have grown since: then those on the page are among those recorded.
 */
function isEvidence(rows: readonly Fact[], of: Parameters<typeof pages>[0]): boolean {
  return rowEditions.some((edition) => isEvidenceOf(rows, edition, of))
}

function isEvidenceOf(
  rows: readonly Fact[],
  edition: RowEdition,
  { payload, sealed, certified, row, policy }: Parameters<typeof pages>[0],
): boolean {
  const { form, steps } = sealed.contents
  const decision = v.safeParse(Decision, payload.decision)
  if (!decision.success || !v.is(Language, form.language)) return false
  const { language } = form
  const key = ({ label, value }: Fact): string => oneLine(`${label}\u0000${value}`).replace(/\s/g, '')
  const seen = new Set(
    decidableRecord(row).evidence.flatMap((one) => {
      const said = rowOfPaper(one, language, edition)
      return said === null ? [] : [key(said)]
    }),
  )
  const about = {
    language,
    papers: [],
    policy,
    decision: decision.output,
    device: certified.certificate.iss,
    visit: certified.certificate.sub,
    escrowHashes: steps.map(({ claims }) => claims.escrowHash ?? null),
  }
  const expected = formEvidence(about, edition).map(key)
  const others = rows.map(key).filter((one) => !seen.has(one))
  return others.join('\n') === expected.join('\n')
}
