/** The rows of evidence on a form: what the kiosk writes and what the central, which knows the same, expects. */
import type { Fact } from '../domain/document/model.ts'
import { dayInWords } from '../domain/document/time-text.ts'
import type { Evidence, EvidenceOf } from '../domain/contract/gateway/evidence.ts'
import type { CalendarDay, Sha256 } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import { rulebook } from '../domain/rules/basis/rulebook.ts'
import { paperRow } from './paper-rows.ts'
import { authorityOnPaper, earlierLabels, paper } from './form-words.ts'

/**
 * How the rows of a form are worded. `ids`: rules by their ids, as in editions 3 to 5 of the composer
 * (`domain/contract/device/paper-edition.ts`); `first`: the same with the labels of editions 1 and 2.
 */
export type RowEdition = 'now' | 'ids' | 'first'
export const rowEditions = ['now', 'ids', 'first'] as const satisfies readonly RowEdition[]

type Extract = EvidenceOf<'authorityExtract'>

export interface FormEvidence {
  readonly language: Language
  /** The papers that were seen. */
  readonly papers: readonly Evidence[]
  readonly policy: { readonly hospital: { readonly name: string }; readonly version: number }
  readonly decision: {
    readonly rules: readonly string[]
    readonly approver: 'physician' | 'staff'
    readonly end: { readonly lastDay: CalendarDay | null }
  }
  /** Null: each act has a visit of its own, and rows of its own. */
  readonly device: string | null
  readonly visit: string | null
  /** Of the pen movements in escrow, in the order of the acts; null: none was recorded. */
  readonly escrowHashes: readonly (Sha256 | null)[]
}

const labelOf = (label: keyof typeof paper, language: Language, edition: RowEdition): string =>
  edition === 'first' && (label === 'extract' || label === 'approver')
    ? earlierLabels[label][language]
    : paper[label][language]

/**
 * The row about one paper; null: it is not said on paper. Editions of before knew the extract alone, and a kiosk that has
 * one hears of no other paper.
 */
export function rowOfPaper(seen: Evidence, language: Language, edition: RowEdition = 'now'): Fact | null {
  if (seen.kind === 'authorityExtract') return extractRow(seen, language, edition)
  return edition === 'now' ? paperRow(seen, language) : null
}

/** Of which day an extract is, and what it says; or the answer of the population register. */
function extractRow({ source, issuedOn, authority }: Extract, language: Language, edition: RowEdition): Fact {
  const day = dayInWords(issuedOn, language)
  const said = `${of[language]} ${day}: ${authorityOnPaper[authority][language]}`
  const label = source === 'brp' ? paper.register[language] : labelOf('extract', language, edition)
  return { label, value: edition === 'first' ? day : said }
}

/** What each rule says, as people read it; one that this build does not know by its id. */
function ruleSentences(rules: readonly string[], language: Language): string {
  const known: Readonly<Record<string, { readonly nl: string; readonly en: string } | undefined>> = rulebook
  return rules.map((id) => known[id]?.[language === 'en' ? 'en' : 'nl'] ?? id).join(' ')
}

/** "of 31 October 2026". */
const of: Readonly<Record<Language, string>> = { nl: 'van', nlSimple: 'van', en: 'of' }

/** All rows, in their order. */
export function formEvidence(about: FormEvidence, edition: RowEdition = 'now'): readonly Fact[] {
  const { language, policy, decision } = about
  const { lastDay } = decision.end
  const row = (label: keyof typeof paper, value: string): Fact => ({ label: labelOf(label, language, edition), value })
  return [
    ...about.papers.map((one) => rowOfPaper(one, language, edition)).filter((one) => one !== null),
    row('policy', `${policy.hospital.name}, ${String(policy.version)}`),
    row('rules', edition === 'now' ? ruleSentences(decision.rules, language) : decision.rules.join(', ')),
    row('approver', paper[decision.approver][language]),
    ...(lastDay === null ? [] : [row('until', dayInWords(lastDay, language))]),
    ...(about.device === null ? [] : [row('device', about.device)]),
    ...(about.visit === null ? [] : [row('visit', about.visit)]),
    // That a movement exists and who cannot read it; the hash lets its keeper show that it is this one.
    ...about.escrowHashes
      .filter((hash) => hash !== null)
      .map((hash) => row('movement', `${paper.movementKept[language]} SHA-256: ${hash}`)),
  ]
}
