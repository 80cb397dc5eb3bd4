/**
 * `npm run verify -- FILE.pdf --anchor CA.pem`: says whether a sealed form is what was signed. Needs no network.
 * `npm run verify -- APPROVAL.pdf --with FORM.pdf --anchor CA.pem`: the same of an approval, and whether it is about that form.
 * Exit code 0 accepted, 1 refused, 2 wrong use.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { webcrypto } from 'node:crypto'
import * as v from 'valibot'
import { SignatureLevel } from '../domain/document/approval.ts'
import { PublicJwk } from '../domain/ids.ts'
import { verifyApproval } from '../domain/verify/approval.ts'
import { approvalSentences } from '../domain/verify/approval-words.ts'
import { portOver } from '../domain/verify/subtle-port.ts'
import { verifyPdf } from '../domain/verify/verify.ts'
import { sentences } from '../domain/verify/words.ts'

const usage = `verify FILE.pdf [--with FORM.pdf] --anchor CA.pem [--time-anchor TSA.pem] [--crl LIST.pem] [--device-key KEY.json]
       [--at 2026-12-01T12:00:00Z] [--level simple|advanced|qualified] [--english] [--json]
--with         FILE is an approval; does it belong to this form?      --level  the signature it must have at least
--anchor       the hospital's authority; without one nothing can be trusted (may be given more than once)
--time-anchor  authority for time stamps      --crl  revocation list (PEM or DER)
--device-key   public key (JWK) of a kiosk, to check what it declared
--at           the moment by which the file is known to have existed; now when left out`

/** DER values of a PEM file (each block), or the bytes themselves when it is DER already. */
function derOf(path: string): readonly Uint8Array[] {
  const bytes = readFileSync(path)
  const blocks = bytes.toString('latin1').match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g)
  if (blocks === null) return [new Uint8Array(bytes)]
  return blocks.map((block) => new Uint8Array(Buffer.from(block.replace(/-----[^-]+-----|\s/g, ''), 'base64')))
}

const text = { type: 'string', multiple: true } as const

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      anchor: text,
      'time-anchor': text,
      crl: text,
      'device-key': text,
      at: { type: 'string' },
      with: { type: 'string' },
      level: { type: 'string' },
      english: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  const [file, ...more] = positionals
  const at = new Date(values.at ?? Date.now())
  if (file === undefined || more.length > 0 || Number.isNaN(at.getTime())) {
    console.error(usage)
    return 2
  }
  const port = portOver(webcrypto.subtle)
  const bytes = new Uint8Array(readFileSync(file))
  const options = {
    anchors: (values.anchor ?? []).flatMap(derOf),
    timeAnchors: (values['time-anchor'] ?? []).flatMap(derOf),
    lists: (values.crl ?? []).flatMap(derOf),
    deviceKeys: (values['device-key'] ?? []).map((path) => v.parse(PublicJwk, JSON.parse(readFileSync(path, 'utf8')))),
    at,
  }
  const language = values.english === true ? 'en' : 'nl'
  if (values.with !== undefined) {
    const form = new Uint8Array(readFileSync(values.with))
    const least = values.level === undefined ? {} : { least: v.parse(SignatureLevel, values.level) }
    const pair = await verifyApproval(port, { approval: bytes, form }, { ...options, ...least })
    return told(pair, approvalSentences(pair, language), values.json === true)
  }
  const report = await verifyPdf(port, bytes, options)
  return told(report, sentences(report, language), values.json === true)
}

/** Prints the report as sentences or as JSON; the exit code. */
function told(
  report: { readonly accepted: boolean; readonly problem: { readonly id: string; readonly detail: string } | null },
  lines: readonly string[],
  json: boolean,
): number {
  if (json) console.log(JSON.stringify(report, null, 2))
  else for (const line of lines) console.log(line)
  if (report.problem !== null && !json) console.log(`(${report.problem.id}: ${report.problem.detail})`)
  return report.accepted ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : 'wrong use')
  console.error(usage)
  process.exitCode = 2
}
