/** Why one decision came out, in Dutch and English, rule by rule. */
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import { decide, type Facts } from '../../../domain/rules/index.ts'
import { refusals } from '../../../domain/rules/refusals.ts'
import { rulebook } from '../../../domain/rules/rulebook.ts'
import { sourceOf } from './table.ts'
import { approverInWords, endInWords, formInWords, signersInWords } from './words.ts'

export function explained(facts: Facts, policy: HospitalPolicy): string {
  const decision = decide({ facts, policy })
  const outcome =
    decision.kind === 'form'
      ? [
          `Uitkomst / outcome: ${formInWords(decision)} (${decision.form}), ${decision.row}`,
          `Wie tekent / who signs: ${signersInWords(decision)}`,
          `Wie keurt goed / who approves: ${approverInWords(decision)} (${decision.approver})`,
          `Begin / start: ${decision.start.day} (${decision.start.reason})`,
          `Einde / end: ${decision.end.lastDay === null ? '' : `tot en met / up to and including ${decision.end.lastDay}; `}${endInWords(decision)} (${decision.end.reason})`,
          `Gegevens / data: ${decision.scope.join(', ')}; doel / purpose: ${decision.purpose}`,
        ]
      : [
          `Uitkomst / outcome: geen formulier / no form (${decision.id})`,
          `Bezoeker leest / visitor reads: ${decision.visitor.nl} / ${decision.visitor.en}`,
          `Alleen personeel / staff only: ${decision.staff}`,
          `Volgende stap / next step: ${decision.next.text.nl} / ${decision.next.text.en}`,
        ]
  const rules: Readonly<Record<string, { readonly nl: string; readonly en: string }>> = rulebook
  const why = decision.rules.map((id) => {
    const words = rules[id] ?? { nl: id in refusals ? (decision.kind === 'refusal' ? decision.staff : '') : '', en: '' }
    return `- ${sourceOf(id)}: ${words.nl}${words.en === '' ? '' : ` / ${words.en}`}`
  })
  return [...outcome, 'Waarom / why:', ...why, ''].join('\n')
}
