/** Reads what vitest reported of a run: which tests of which file passed. Skipped ones are left out: they prove nothing. */
import * as v from 'valibot'
import type { Test } from './overview.ts'

const Report = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      assertionResults: v.array(v.object({ status: v.string(), fullName: v.string() })),
    }),
  ),
})

/**
 * @param text vitest's JSON report
 * @throws when it is not such a report
 */
export function testsOf(text: string): readonly Test[] {
  return v.parse(v.pipe(v.string(), v.parseJson(), Report), text).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ status, fullName }) => ({
        file: name.replace(/^.*\/(?=tests\/)/, ''),
        name: fullName,
        passed: status === 'passed',
      })),
  )
}
