/** Facts under a policy: {facts, policy?, cells?, expect}. */
import * as v from 'valibot'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { faultText, readPolicy } from '../../domain/policy/read.ts'
import { decide } from '../../domain/rules/index.ts'
import { readFacts } from '../../domain/rules/read-facts.ts'
import type { Kind } from './kind.ts'

const Case = v.object({
  facts: v.unknown(),
  /** A whole policy; left out: the default one. */
  policy: v.optional(v.unknown()),
  /** Cells that differ from it: {"child.consent": "noObjection"}. */
  cells: v.optional(v.record(v.string(), v.unknown()), {}),
})
const Groups = v.looseObject({})

export const rules: Kind = {
  name: 'rules',
  answer(given) {
    const { facts, policy, cells } = v.parse(Case, given)
    const read = readPolicy(withCells(policy ?? defaultPolicy, cells))
    if (read.kind === 'fault') return { outcome: 'badPolicy', says: faultText(read) }
    const known = readFacts(facts)
    if (known.kind === 'fault') return { outcome: 'badFacts', id: known.id, path: known.path }
    const decision = decide({ facts: known.facts, policy: read.policy })
    if (decision.kind === 'refusal')
      return { outcome: 'refusal', id: decision.id, next: decision.next.id, visitor: decision.visitor }
    const { form, row, signers, waitsFor, approver, start, end, scope, purpose, pauses, reviews } = decision
    return {
      outcome: 'form',
      form,
      row,
      signers,
      waitsFor: waitsFor ?? [],
      approver,
      start,
      end,
      scope,
      purpose,
      pauses,
      reviews,
    }
  },
}

function withCells(policy: unknown, cells: Readonly<Record<string, unknown>>): unknown {
  const changed: Record<string, unknown> = { ...v.parse(Groups, policy) }
  for (const [name, value] of Object.entries(cells)) {
    const [group = '', key = ''] = name.split('.')
    changed[group] = { ...v.parse(v.optional(Groups, {}), changed[group]), [key]: value }
  }
  return changed
}
