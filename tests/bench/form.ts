/** The form of two pages against Chromium and pdf-lib: document.ts measures in a process of its own, in turns. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { root } from '../runner/commands.ts'
import { measured, quantile, ratiosOf, rounded, type Measure } from './measure.ts'

const Times = v.array(v.number())
const Report = v.object({
  bytes: v.number(),
  times: v.object({ composeAndSeal: Times, chromiumPrint: Times, pdfLib: Times, verify: Times, readAndHash: Times }),
})

export function benchForm({ rounds }: { readonly rounds: number }): readonly Measure[] {
  execFileSync(process.execPath, [join(root, 'tests/bench/document.ts'), String(rounds)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const { bytes, times } = v.parse(Report, JSON.parse(readFileSync(join(root, 'out/bench/document.json'), 'utf8')))
  const compared = (of: {
    readonly name: string
    readonly what: [keyof typeof times, string]
    readonly against: [keyof typeof times, string]
    readonly target: { readonly atMost: number } | null
  }): Measure => {
    const [over, under] = [times[of.what[0]], times[of.against[0]]]
    return measured({
      name: of.name,
      what: of.what[1],
      against: of.against[1],
      ratios: ratiosOf(over, under),
      target: of.target,
      detail: {
        whatMs: rounded(quantile(over, 0.5)),
        againstMs: rounded(quantile(under, 0.5)),
        pdfBytes: bytes,
      },
    })
  }
  const sealed: [keyof typeof times, string] = ['composeAndSeal', 'compose and seal a form of two pages']
  return [
    compared({
      name: 'compose-and-seal',
      what: sealed,
      against: ['chromiumPrint', 'Chromium printing the same page to PDF, unsealed'],
      // The document's own target; the first visit only asks that it is reported.
      target: { atMost: 0.8 },
    }),
    compared({
      name: 'compose-to-pdf-lib',
      what: sealed,
      against: ['pdfLib', 'pdf-lib, plain and unsealed'],
      target: null,
    }),
    compared({
      name: 'verify',
      what: ['verify', 'verify the sealed file'],
      against: ['readAndHash', 'read it and take its SHA-256'],
      target: null,
    }),
  ]
}
