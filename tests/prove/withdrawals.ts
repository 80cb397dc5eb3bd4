/** Every withdrawal there can be, against the sentence of R20 written a second time. */
import { addDays, addYears } from '../../domain/days/calendar.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import { Assurance } from '../../domain/rules/basis/facts.ts'
import { withdrawalRefusals } from '../../domain/rules/refusals/withdrawal.ts'
import { withdrawalRules } from '../../domain/rules/basis/rulebook.ts'
import { decideWithdrawal, withdrawers, type WithdrawalFacts } from '../../domain/rules/withdrawal.ts'

export type Withdrawals = {
  readonly cases: number
  readonly broken: readonly string[]
  readonly unreached: readonly string[]
}

/** Every day on which the answer can change: the birthdays of 12 and 18, the day before and after, and far ones. */
export function proveWithdrawals(today: CalendarDay): Withdrawals {
  const births = [0, 12, 16, 18, 90].flatMap((age) =>
    [-1, 0, 1].map((days) => addDays(addYears(today, -age), days)).filter((birth) => birth <= today),
  )
  const broken: string[] = []
  const reached = new Set<string>()
  let cases = 0
  for (const policy of policies())
    for (const by of withdrawers)
      for (const level of Assurance.options)
        for (const patientBirth of births)
          for (const capacity of ['lacking', 'capable', null] as const)
            for (const mandate of ['none', 'ofThisHospital', 'external'] as const) {
              cases++
              const facts = { by, level, today, patientBirth, capacity, mandate }
              const decision = decideWithdrawal(facts, policy)
              decision.rules.forEach((rule) => reached.add(rule))
              const stops = decision.kind === 'stop'
              // Who may not stop a mandate gets one answer, whether there is one or not.
              if (!may({ ...facts, mandate: 'ofThisHospital' }, policy)) {
                const other = decideWithdrawal({ ...facts, mandate: 'ofThisHospital' }, policy)
                if (JSON.stringify(decision) !== JSON.stringify(other))
                  broken.push(`tells of a mandate ${JSON.stringify(facts)}`)
              }
              if (stops !== may(facts, policy)) broken.push(`wrong outcome ${JSON.stringify(facts)}`)
              if (decision.kind === 'refusal' && (decision.next.text.nl === '' || decision.staff === ''))
                broken.push(`no next step ${decision.id}`)
              if (decision.kind === 'refusal' && decision.staffMayFreeze !== (decision.id !== 'R20.nothingToWithdraw'))
                broken.push(`freezing ${JSON.stringify(facts)}`)
              if (stops && decision.formAfter !== (policy.withdrawal.form === 'after')) broken.push('form after')
            }
  const ids = [...Object.keys(withdrawalRules), ...Object.keys(withdrawalRefusals)]
  return { cases, broken, unreached: ids.filter((id) => !reached.has(id)) }
}

const policies = (): readonly HospitalPolicy[] =>
  (['identified', 'authenticated'] as const).flatMap((sign) =>
    (['identified', 'authenticated'] as const).flatMap((withdraw) =>
      (['none', 'after'] as const).map((form) => ({
        ...defaultPolicy,
        identity: { ...defaultPolicy.identity, sign, withdraw },
        withdrawal: { form },
      })),
    ),
  )

/** The second table: no code shared with the rules but the calendar. */
function may({ by, level, today, patientBirth, capacity, mandate }: WithdrawalFacts, policy: HospitalPolicy): boolean {
  if (mandate !== 'ofThisHospital') return false
  if (by === 'physician') return true
  // Never harder than signing (GDPR article 7(3)).
  const hard = policy.identity.withdraw === 'authenticated' && policy.identity.sign === 'authenticated'
  const enough = hard ? ['authenticated'] : ['identified', 'authenticated']
  if (!enough.includes(level) || by === 'somebodyElse') return false
  if (by === 'grantee') return true
  const twelve = addYears(patientBirth, 12) <= today
  const adult = addYears(patientBirth, 18) <= today
  const himself = twelve && capacity !== 'lacking'
  if (by === 'patient') return himself
  if (by === 'holderOfAuthority' && addYears(patientBirth, 16) > today) return true
  return !himself && adult === (by !== 'holderOfAuthority')
}
