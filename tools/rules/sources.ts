/** Which rule is behind which cell of the readable table, with its id, how hard it is and where it comes from. */
import type { Decision } from '../../domain/rules/index.ts'
import { refusals } from '../../domain/rules/refusals/index.ts'
import { rulebook, withdrawalRules, type RuleId } from '../../domain/rules/basis/rulebook.ts'
import { markWords, proofs } from './words.ts'

type Marked = { readonly mark: keyof typeof markWords; readonly source: string }

const marks: Readonly<Record<string, Marked>> = { ...rulebook, ...refusals, ...withdrawalRules }

const marked = (id: string, { mark, source }: Marked): string =>
  `${id} (${markWords[mark]}${source === '' ? '' : `: ${source}`})`

/** A rule with its mark and source. */
export function sourceOf(id: string): string {
  const rule = marks[id]
  return rule === undefined ? id : marked(id, rule)
}

export type Column = 'form' | 'signs' | 'approves' | 'ends'

/** Approval and end have rules of their own; the rest is about who signs, or about the form as a whole. */
function columnOf(id: RuleId): Column {
  if (/^approver\.|\.physician(Approves|Chooses)$|^authority\.notAsked$/.test(id)) return 'approves'
  if (/^(end|start)\./.test(id)) return 'ends'
  return /^(authority|child|form)\.|\.askedAlone$/.test(id) ? 'signs' : 'form'
}

/** The sources of one cell of a decision. */
export const sourcesIn = (column: Column, { rules }: Decision): string =>
  rules
    .filter((id) => columnOf(id) === column)
    .map(sourceOf)
    .join(', ')

/** The sources of the proofs that a form asks. */
export function proofSources(decision: Decision): string {
  if (decision.kind === 'refusal') return ''
  const asked = new Set(decision.signers.flatMap(({ proves }) => proves))
  return [...asked].map((id) => marked(proofs[id].nl, proofs[id])).join(', ')
}
