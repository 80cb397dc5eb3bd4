/** What a check found, one sentence each. */
import type { DemoReport } from './report.ts'

export interface CheckOptions {
  readonly folder: string
  readonly report: DemoReport
  readonly findings: Findings
}

export class Findings {
  readonly #all: { readonly claim: string; readonly holds: boolean; readonly detail: string }[] = []

  /** A claim in one sentence, whether it holds, and what was seen. */
  say(claim: string, holds: boolean, detail: string | number = ''): void {
    this.#all.push({ claim, holds, detail: String(detail) })
  }

  /** Everything holds, and there was something to hold. */
  get good(): boolean {
    return this.#all.length > 0 && this.#all.every(({ holds }) => holds)
  }

  lines(): readonly string[] {
    const lines = this.#all.map(
      ({ claim, holds, detail }) => `${holds ? 'ok  ' : 'FAIL'} ${claim}${detail === '' ? '' : ` (${detail})`}`,
    )
    const wrong = this.#all.filter(({ holds }) => !holds).length
    return [
      ...lines,
      wrong === 0 ? `All ${lines.length} claims hold.` : `${wrong} of ${lines.length} claims do not hold.`,
    ]
  }
}
