/**
 * `npm run central -- audit-verify DATA [--head FILE]…`: what is asked of a central's data folder from beside. Exit codes:
 * 0 the access log is whole; 1 something is wrong with it, a line for each finding; 2 called in another way; 3 it could not
 * be checked.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { auditVerify, NotChecked } from './compose/audit-verify.ts'
import type { Finding } from './log-chain/finding.ts'

const usage = 'npm run central -- audit-verify DATA [--head FILE]'

function said({ is, node, segment, number, event, why }: Finding): string {
  const where = [`month ${segment}`, ...(number === null ? [] : [`line ${String(number)}`])]
  return `${is}: ${[...where, ...(event === null ? [] : [event])].join(', ')}: ${why}${node === '' ? '' : ` (chain ${node})`}`
}

async function main(): Promise<number> {
  const options = { head: { type: 'string', multiple: true } } as const
  let called
  try {
    called = parseArgs({ options, allowPositionals: true })
  } catch {
    called = null
  }
  const [command, data, ...more] = called?.positionals ?? []
  if (called === null || command !== 'audit-verify' || data === undefined || more.length > 0) {
    console.error(usage)
    return 2
  }
  try {
    const { lines, months, removed, findings } = await auditVerify(
      resolve(data),
      (called.values.head ?? []).map((file) => resolve(file)),
    )
    for (const finding of findings) console.log(said(finding))
    console.log(
      `${findings.length === 0 ? 'whole' : `${String(findings.length)} found`}: ${String(lines)} lines in ${String(months)} months, ${String(removed)} months removed after their time`,
    )
    return findings.length === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof NotChecked)) throw error
    console.error(error.message)
    return 3
  }
}

process.exitCode = await main()
