/** The sealed form: the same bytes as in the record, accepted by foreign programs and by the project's own verifier. */
import { execFileSync } from 'node:child_process'
import { createHash, webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { PublicJwk } from '../../domain/ids.ts'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { resources } from './check-record.ts'
import type { CheckOptions } from './findings.ts'

const Reference = v.looseObject({
  content: v.array(
    v.looseObject({
      attachment: v.looseObject({
        contentType: v.string(),
        data: v.optional(v.string()),
        hash: v.optional(v.string()),
        size: v.optional(v.number()),
      }),
    }),
  ),
})

export async function checkDocument({ folder, report, findings }: CheckOptions): Promise<void> {
  const path = join(folder, 'form.pdf')
  const bytes = readFileSync(path)
  const attachments = resources(folder)
    .filter(({ resourceType }) => resourceType === 'DocumentReference')
    .flatMap((each) => v.parse(Reference, each).content.map(({ attachment }) => attachment))
    .filter(({ contentType, data }) => contentType === 'application/pdf' && data !== undefined)
  const [stored] = attachments
  // R4 defines attachment.hash as SHA-1: https://hl7.org/fhir/R4/datatypes.html#Attachment
  const sha1 = createHash('sha1').update(bytes).digest('base64')
  findings.say('the record holds one form', attachments.length === 1, attachments.length)
  findings.say(
    'form.pdf has the hash and size of the record',
    stored?.hash === sha1 && stored.size === bytes.length,
    sha1,
  )
  findings.say('form.pdf is the attachment byte for byte', Buffer.from(stored?.data ?? '', 'base64').equals(bytes))

  const program = (name: string, args: readonly string[], says: RegExp): void => {
    let text = ''
    try {
      text = execFileSync(name, [...args, path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    } catch (error) {
      text = error instanceof Error ? `failed: ${error.message.split('\n')[0] ?? ''}` : 'failed'
    }
    findings.say(`${name} accepts the form`, says.test(text), says.exec(text)?.[0] ?? text.slice(0, 200))
  }
  program('qpdf', ['--check'], /No syntax or stream encoding errors found/)
  program('pdfsig', ['-nocert'], /Signature is Valid/)
  program('pdfinfo', [], /Pages:\s+[1-9]\d*/)

  const derOf = (name: string): Uint8Array => {
    const pem = readFileSync(join(folder, 'keys', name), 'utf8')
    return new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'))
  }
  const log = readFileSync(join(folder, 'keys/device-log.jwk.json'), 'utf8')
  const verdict = await verifyPdf(portOver(webcrypto.subtle), new Uint8Array(bytes), {
    anchors: [derOf('seal-ca.pem')],
    timeAnchors: [derOf('time-ca.pem')],
    deviceKeys: [v.parse(v.pipe(v.string(), v.parseJson(), PublicJwk), log)],
    at: new Date(),
  })
  findings.say('the verifier accepts the form under the seal CA', verdict.accepted, verdict.problem?.id ?? '')
  findings.say('a time stamp in the seal proves when', verdict.seal?.extended === 0 && verdict.seal.provenAt !== null, verdict.seal?.provenAt ?? 'no time') // prettier-ignore
  findings.say('this kiosk sealed it', verdict.seal?.device === report.device, verdict.seal?.device ?? 'no seal')
}
