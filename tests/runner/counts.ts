/** What a stage says at its end. Skipped tests are named but are neither passed nor failed. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0 }

export function add(left: Counts, right: Counts): Counts {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  }
}

/** The part of vitest's JSON report that is counted. */
interface VitestReport {
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/** Counts test cases; a file that failed before or beside its cases (import, hook) is one failure more. */
export function countReport({ testResults }: VitestReport): Counts {
  const statuses = testResults.flatMap((file) => {
    const own = file.assertionResults.map(({ status }) => status)
    return file.status === 'failed' && !own.includes('failed') ? [...own, 'failed'] : own
  })
  const count = (wanted: (status: string) => boolean) => statuses.filter(wanted).length
  return {
    passed: count((status) => status === 'passed'),
    failed: count((status) => status === 'failed'),
    skipped: count((status) => status !== 'passed' && status !== 'failed'),
  }
}
