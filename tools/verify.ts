/**
 * `npm run verify -- FILE.pdf --anchor CA.pem`: says whether a sealed form is what was signed. Needs no network.
 * `npm run verify -- APPROVAL.pdf --with FORM.pdf --anchor CA.pem`: the same of an approval, and whether it is about that form.
 * Exit code 0 accepted, 1 refused, 2 wrong use; also 2 where an approval came without the form that it is about.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { webcrypto } from 'node:crypto'
import * as v from 'valibot'
import { SignatureLevel } from '../domain/document/approval.ts'
import { PublicJwk } from '../domain/ids.ts'
import { verifyFile } from '../domain/verify/file.ts'
import { technicalHeading } from '../domain/verify/words.ts'
import { plainLine } from '../domain/plain-text.ts'
import { portOver } from '../domain/verify/base/subtle-port.ts'

const usage = `verify FILE.pdf [--with FORM.pdf] --anchor CA.pem [--time-anchor TSA.pem] [--crl LIST.pem] [--device-key KEY.json]
       [--at 2026-12-01T12:00:00Z] [--level simple|advanced|qualified] [--english] [--json]
--with         FILE is an approval; does it belong to this form?      --level  the signature it must have at least
--anchor       the hospital's authority; without one nothing can be trusted (may be given more than once)
--time-anchor  authority for time stamps      --crl  revocation list (PEM or DER)
--device-key   public key (JWK) of a kiosk, to check what it declared; a file that a kiosk declared nothing in is refused then
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
  const form = values.with === undefined ? null : new Uint8Array(readFileSync(values.with))
  const least = values.level === undefined ? {} : { least: v.parse(SignatureLevel, values.level) }
  const verdict = await verifyFile(port, { bytes, form }, { ...options, ...least })
  const { report } = verdict
  if (values.json === true) console.log(JSON.stringify(report, null, 2))
  else {
    for (const line of verdict.sentences[language]) console.log(line)
    const technical = verdict.technical[language]
    if (technical.length > 0) console.log(`${technicalHeading[language]}:`)
    for (const line of technical) console.log(`  ${line}`)
  }
  if (verdict.verdict === 'half') {
    if (values.json !== true) console.log(asks[language])
    return 2
  }
  if (form !== null && !verdict.approval) {
    console.error(noApproval[language])
    return verdict.verdict === 'bad' ? 1 : 2
  }
  if (report.problem !== null && values.json !== true)
    console.log(`(${report.problem.id}: ${plainLine(report.problem.detail)})`)
  return verdict.verdict === 'good' ? 0 : 1
}

const asks = {
  nl: 'Geef het formulier mee met --with FORMULIER.pdf.',
  en: 'Give its form along with --with FORM.pdf.',
} as const
const noApproval = {
  nl: 'Het eerste bestand is geen goedkeuring: --with hoort bij een goedkeuring.',
  en: 'The first file is no approval: --with belongs to an approval.',
} as const

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : 'wrong use')
  console.error(usage)
  process.exitCode = 2
}
