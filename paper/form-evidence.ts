/** The rows of evidence on a form: what the kiosk writes and what the central, which knows the same, expects. */
import type { Fact } from '../domain/document/model.ts'
import { dayInWords } from '../domain/document/time-text.ts'
import type { CalendarDay, Sha256 } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import { paper } from './form-words.ts'

export interface FormEvidence {
  readonly language: Language
  /** Days on which the extracts of authority that were seen had been issued. */
  readonly extracts: readonly CalendarDay[]
  readonly policy: { readonly hospital: { readonly name: string }; readonly version: number }
  readonly decision: {
    readonly rules: readonly string[]
    readonly approver: 'physician' | 'staff'
    readonly end: { readonly lastDay: CalendarDay | null }
  }
  readonly device: string
  readonly visit: string
  /** Of the pen movement in escrow; null: none was recorded. */
  readonly escrowHash: Sha256 | null
}

/** The row about one extract. */
export function extractRow(issuedOn: CalendarDay, language: Language): Fact {
  return { label: paper.extract[language], value: dayInWords(issuedOn, language) }
}

/** All rows, in their order. */
export function formEvidence(of: FormEvidence): readonly Fact[] {
  const { language, policy, decision, escrowHash } = of
  const { lastDay } = decision.end
  const row = (label: keyof typeof paper, value: string): Fact => ({ label: paper[label][language], value })
  return [
    ...of.extracts.map((issuedOn) => extractRow(issuedOn, language)),
    row('policy', `${policy.hospital.name}, ${String(policy.version)}`),
    row('rules', decision.rules.join(', ')),
    row('approver', paper[decision.approver][language]),
    ...(lastDay === null ? [] : [row('until', dayInWords(lastDay, language))]),
    row('device', of.device),
    row('visit', of.visit),
    // That a movement exists and who cannot read it; the hash lets its keeper show that it is this one.
    ...(escrowHash === null ? [] : [row('movement', `${paper.movementKept[language]} SHA-256: ${escrowHash}`)]),
  ]
}
