/**
 * `npm run verify -- FILE.pdf --anchor CA.pem`: says whether a sealed form is what was signed. Needs no network.
 * Exit code 0 accepted, 1 refused, 2 wrong use.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { webcrypto } from 'node:crypto'
import * as v from 'valibot'
import { PublicJwk } from '../../domain/ids.ts'
import { portOver } from '../../domain/verify/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { sentences } from '../../domain/verify/words.ts'

const usage = `verify FILE.pdf --anchor CA.pem [--time-anchor TSA.pem] [--crl LIST.pem] [--device-key KEY.json]
       [--at 2026-12-01T12:00:00Z] [--english] [--json]
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
  const report = await verifyPdf(portOver(webcrypto.subtle), new Uint8Array(readFileSync(file)), {
    anchors: (values.anchor ?? []).flatMap(derOf),
    timeAnchors: (values['time-anchor'] ?? []).flatMap(derOf),
    lists: (values.crl ?? []).flatMap(derOf),
    deviceKeys: (values['device-key'] ?? []).map((path) => v.parse(PublicJwk, JSON.parse(readFileSync(path, 'utf8')))),
    at,
  })
  if (values.json === true) console.log(JSON.stringify(report, null, 2))
  else for (const line of sentences(report, values.english === true ? 'en' : 'nl')) console.log(line)
  if (report.problem !== null && values.json !== true) console.log(`(${report.problem.id}: ${report.problem.detail})`)
  return report.accepted ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : 'wrong use')
  console.error(usage)
  process.exitCode = 2
}
