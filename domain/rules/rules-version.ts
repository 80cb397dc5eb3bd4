/**
 * The version of the rules' code, raised whenever a mend makes `decide` answer otherwise for the same facts and policy.
 * Version 1 was never written down: a decision without a number is of that version.
 *
 * 2: every paper counts, a proxy has dates, a child's early answer ends at 12, whom a court appointed stays appointed.
 * 3: no paper is older than the person it is about.
 * 4: a measure from abroad refers everybody, odd dates do, what waits is not changed, only a finding that holds passes over a
 * child under 12, and what is refused whatever the patient answers is said before the answer counts.
 * Facts and cells that came later leave the answer as it was where they are not said.
 */
export const rulesVersion = 4
