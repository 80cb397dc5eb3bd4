/** A form as lines of text, so that a test can promise the whole outcome at once. */
import { defaultPolicy } from '../../../domain/policy/default.ts'
import type { HospitalPolicy } from '../../../domain/policy/policy.ts'
import type { Facts, FormDecision } from '../../../domain/rules/index.ts'
import { at } from './support.ts'

const signerOf = (signer: FormDecision['signers'][number]) => {
  const { role, relation, step, gives, alone, sees, ownForm, proves, minimumIdentity } = signer
  const how = `${gives}${alone ? ' alone' : ''}${ownForm ? ' own' : ''}`
  return `${step} ${role} (${relation}) ${how} ${sees}: ${proves.join('+')} ${minimumIdentity}`
}

/** The outcome line by line: form and row, signers, who is told, the rules, the days. */
export function formLines(facts: Facts, policy: HospitalPolicy = defaultPolicy): readonly string[] {
  const decision = at(facts, policy)
  if (decision.kind === 'refusal') return [decision.id]
  const { form, row, signers, notices, approver, rules, start, end, pauses, reviews, scope, supersedes } = decision
  return [
    `${form} ${row}${supersedes ? ' supersedes' : ''}, approved by ${approver}, ${scope.length} kinds`,
    ...signers.map(signerOf),
    `tells ${notices.map(({ to, what }) => `${to} ${what}`).join(', ')}`,
    `rules ${rules.join(' ')}`,
    `from ${start.day} ${start.reason} to ${end.day} ${end.reason}`,
    ...pauses.map(({ day: on, until }) => `pause ${on} ${until}`),
    ...reviews.map(({ day: on, why, by }) => `review ${on} ${why} ${by}`),
  ]
}
