/**
 * Files that have every cell, each within its range, and that still cannot be meant: their cells contradict each other.
 * A new file with one of these is refused. One that an earlier program let a hospital publish stays readable, because a
 * form was signed under it; there the rules themselves hold the line.
 */
import { meets } from '../identity/assurance.ts'
import { nameFault, oneLine } from '../plain-text.ts'
import { kindsOfScope, purposes } from './kinds.ts'
import type { HospitalPolicy } from './policy.ts'

/**
 * The cell, what was read, and what it would have to be. `because`: law or norm draws a line there, or the value itself
 * cannot stand; else the cells speak against each other.
 */
export type Mistake = {
  readonly because?: 'line' | 'value'
  readonly path: string
  readonly read: string
  readonly allowed: string
}

/** The first mistake of a complete policy; null when there is none. */
export function mistakeIn(policy: HospitalPolicy): Mistake | null {
  return (
    unseenName(policy) ??
    agesCross(policy) ??
    emptyScope(policy) ??
    closedPurposes(policy) ??
    withdrawalHarder(policy) ??
    openPreview(policy) ??
    twoTerms(policy) ??
    lateWarning(policy)
  )
}

/** The name is shown on screens, paper and status pages: it is seen as it was written. */
function unseenName({ hospital }: HospitalPolicy): Mistake | null {
  return nameFault(hospital.name) === null
    ? null
    : {
        because: 'value',
        ...mistake('hospital.name', oneLine(hospital.name), '2–80 characters that are drawn'),
      }
}

/** The child is asked before the access of its parents ends, or it is never asked at all. */
export function agesCross({ ages }: Pick<HospitalPolicy, 'ages'>): Mistake | null {
  return ages.childSigns < ages.parentAccessEnds
    ? null
    : mistake('ages.childSigns', ages.childSigns, `< ages.parentAccessEnds (${String(ages.parentAccessEnds)})`)
}

/** A form that may show nothing is never made; a hospital that wants none closes the route. */
function emptyScope({ scope }: HospitalPolicy): Mistake | null {
  const empty = kindsOfScope.find((name) => scope[name].length === 0)
  return empty === undefined ? null : mistake(`scope.${empty}`, [], '≥ 1')
}

/** With every purpose closed nobody can ask anything; a chosen person may never decide, so he needs another one. */
function closedPurposes({ scope, voluntary, young }: HospitalPolicy): Mistake | null {
  if (purposes.every((purpose) => scope[purpose] === 'closed'))
    return mistake('scope.look', 'closed', 'scope.look | scope.arrangeCare | scope.decideOnCare: "allowed"')
  const forChosen = scope.look === 'allowed' || scope.arrangeCare === 'allowed'
  const chosen = voluntary.route === 'form' ? 'voluntary' : young.route === 'form' ? 'young' : null
  return forChosen || chosen === null
    ? null
    : mistake('scope.look', 'closed', `"allowed", or scope.arrangeCare "allowed", with ${chosen}.route "form"`)
}

/** Withdrawing is as easy as giving (GDPR article 7(3)). */
function withdrawalHarder({ identity }: HospitalPolicy): Mistake | null {
  return meets(identity.sign, identity.withdraw)
    ? null
    : mistake('identity.withdraw', identity.withdraw, `≤ identity.sign ("${identity.sign}")`)
}

/** A machine that read a document does not know who holds it. */
function openPreview({ preview }: HospitalPolicy): Mistake | null {
  return preview.minimumIdentity === 'claimed'
    ? { because: 'line', ...mistake('preview.minimumIdentity', 'claimed', '"identified" | "authenticated"') }
    : null
}

/** One term, in years or in months: a hospital that writes both means one of them. */
function twoTerms({ voluntary }: HospitalPolicy): Mistake | null {
  return voluntary.termYears === null || voluntary.termMonths === null
    ? null
    : mistake(
        'voluntary.termMonths',
        voluntary.termMonths,
        `null, with voluntary.termYears (${String(voluntary.termYears)})`,
      )
}

/** A reminder on the first day of a set reminds of nothing. */
function lateWarning({ set }: HospitalPolicy): Mistake | null {
  return set.warnPhysicianDays < set.days
    ? null
    : mistake('set.warnPhysicianDays', set.warnPhysicianDays, `< set.days (${String(set.days)})`)
}

const mistake = (path: string, read: unknown, allowed: string): Mistake => ({
  path,
  read: JSON.stringify(read),
  allowed,
})
