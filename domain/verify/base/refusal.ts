/** How the verifier says no: a closed list of problems, thrown inside and caught once at its door. */
export const problems = [
  'notPdf',
  'tooLarge',
  'malformed',
  'unexpectedContent',
  'noSeal',
  'secondSeal',
  'sealPlace',
  'sealForm',
  'sealBroken',
  'changedAfterSeal',
  'certificate',
  'certificateUntrusted',
  'certificateExpired',
  'certificateNotYetValid',
  'certificateRevoked',
  'certificateUsage',
  'timeStamp',
  'timeStampUntrusted',
  'timeStampAged',
  'timeContradiction',
  'attachment',
  'form',
  'page',
  'steps',
  'ink',
  'device',
  'approval',
  'approvalOther',
  'approvalRole',
  'approvalLevel',
  'approvalConflict',
  'approvalEarly',
] as const
export type Problem = (typeof problems)[number]

/** A reason to refuse the file; `detail` is English, for engineers, and holds no personal data. */
export class Refusal extends Error {
  readonly problem: Problem
  constructor(problem: Problem, detail: string) {
    super(detail)
    this.name = 'Refusal'
    this.problem = problem
  }
}

/** Throws a {@link Refusal} unless `holds`. */
export function demand(holds: boolean, problem: Problem, detail: string): asserts holds {
  if (!holds) throw new Refusal(problem, detail)
}
