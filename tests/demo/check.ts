/**
 * Looks at what a demo left behind, as somebody who was not there: `node tests/demo/check.ts FOLDER`. Nothing in
 * report.json is believed because it stands there; exit code 0 only if every claim follows from the artefacts.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { checkDocument } from './check-document.ts'
import { checkMemory } from './check-memory.ts'
import { checkRecord } from './check-record.ts'
import { checkScreens } from './check-screens.ts'
import { checkSigned } from './check-signed.ts'
import { Findings, type CheckOptions } from './findings.ts'
import { DemoReport } from './report.ts'

const folder = resolve(process.argv[2] ?? 'out/demo/rehearsal')
const findings = new Findings()
const checks: readonly ((options: CheckOptions) => Promise<void> | void)[] = [
  checkScreens,
  checkRecord,
  checkDocument,
  checkSigned,
  checkMemory,
]
try {
  const text = readFileSync(join(folder, 'report.json'), 'utf8')
  const report = v.parse(v.pipe(v.string(), v.parseJson(), DemoReport), text)
  console.log(`${report.host}: ${report.runtime.kiosk} · ${report.runtime.browser}`)
  for (const check of checks) {
    try {
      await check({ folder, report, findings })
    } catch (error) {
      findings.say(`${check.name} could look at everything`, false, error instanceof Error ? error.message : '')
    }
  }
} catch (error) {
  findings.say('report.json has the shape of a report', false, error instanceof Error ? error.message : '')
}
for (const line of findings.lines()) console.log(line)
process.exitCode = findings.good ? 0 : 1
