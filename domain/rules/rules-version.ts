/**
 * The version of the rules' code, raised whenever a mend makes `decide` answer otherwise for the same facts and policy.
 * Version 1 was never written down: a decision without a number is of that version.
 *
 * 2: every paper counts, a proxy has dates, a child's early answer ends at 12, whom a court appointed stays appointed.
 * 3: no paper is older than the person it is about.
 * Facts and cells that came later leave the answer as it was where they are not said.
 */
export const rulesVersion = 3
