/** Why one decision came out, in Dutch and English, rule by rule. */
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { decide, type Facts } from '../../domain/rules/index.ts'
import { inDutch, inEnglish } from './sentences.ts'
import { sourceOf } from './sources.ts'
import { staffInEnglish } from './staff-in-english.ts'
import { anyParent, approverInWords, endInWords, formInWords, proofsInWords, signersInWords } from './words.ts'

export function explained(facts: Facts, policy: HospitalPolicy): string {
  const decision = decide({ facts, policy })
  const outcome =
    decision.kind === 'form'
      ? [
          `Uitkomst / outcome: ${formInWords(decision)} (${decision.form}), ${decision.row}`,
          `Wie tekent / who signs: ${signersInWords(decision, anyParent)}`,
          `Bewijs / proof: ${proofsInWords(decision, anyParent)}`,
          `Wie keurt goed / who approves: ${approverInWords(decision)} (${decision.approver})`,
          `Begin / start: ${decision.start.day} (${decision.start.reason})`,
          `Einde / end: ${decision.end.lastDay === null ? '' : `tot en met / up to and including ${decision.end.lastDay}; `}${endInWords(decision, policy)} (${decision.end.reason})`,
          `Gegevens / data: ${decision.scope.join(', ')}; doel / purpose: ${decision.purpose}`,
        ]
      : [
          `Uitkomst / outcome: geen formulier / no form (${decision.id})`,
          `Bezoeker leest / visitor reads: ${decision.visitor.nl} / ${decision.visitor.en}`,
          `Alleen personeel / staff only: ${decision.staff} / ${staffInEnglish[decision.id]}`,
          `Volgende stap / next step: ${decision.next.text.nl} / ${decision.next.text.en}`,
        ]
  const why = decision.rules.map((id) => `- ${sourceOf(id)}: ${inDutch(id)} / ${inEnglish(id)}`)
  return [...outcome, 'Waarom / why:', ...why, ''].join('\n')
}
