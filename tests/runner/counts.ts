/** What a stage says at its end. Skipped tests are named but are neither passed nor failed. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** One line for each failure: which, and the first line of why. A run's end is often all that is kept of it. */
  readonly failures: readonly string[]
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] }

/** One failure that stands for a whole command, or for what broke beside the cases. */
export function failure(what: string): Counts {
  return { ...nothing, failed: 1, failures: [what] }
}

export function add(left: Counts, right: Counts): Counts {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
    failures: [...left.failures, ...right.failures],
  }
}

/** The part of vitest's JSON report that is counted. */
interface VitestReport {
  readonly testResults: readonly {
    /** The file's path; absolute in vitest's own reports. */
    readonly name: string
    readonly status: string
    /** Why the file broke beside its cases. */
    readonly message?: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages?: readonly string[] | null
    }[]
  }[]
}

/** Counts test cases; a file that failed before or beside its cases (import, hook) is one failure more. */
export function countReport({ testResults }: VitestReport): Counts {
  return testResults.map(countFile).reduce(add, nothing)
}

function countFile({ name, status, message, assertionResults }: VitestReport['testResults'][number]): Counts {
  const count = (wanted: (status: string) => boolean) => assertionResults.filter((one) => wanted(one.status)).length
  const failed = assertionResults.filter((one) => one.status === 'failed')
  const file = name.replace(/^.*\/(?=tests\/)/, '')
  const cases: Counts = {
    passed: count((one) => one === 'passed'),
    failed: failed.length,
    skipped: count((one) => one !== 'passed' && one !== 'failed'),
    failures: failed.map((one) => `${file} > ${one.fullName}: ${firstLine(one.failureMessages?.[0])}`),
  }
  const broken = status === 'failed' && failed.length === 0
  return broken ? add(cases, failure(`${file}: ${firstLine(message)}`)) : cases
}

function firstLine(text = '') {
  return text.trimStart().split('\n', 1)[0]?.slice(0, 300) ?? ''
}
