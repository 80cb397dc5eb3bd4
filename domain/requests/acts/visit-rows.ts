/** The rows of evidence that say in which visit each act was signed, at which kiosk. */
import * as v from 'valibot'
import { fromBase64url, fromUtf8 } from '../../bytes/bytes.ts'
import { VisitCertificate } from '../../contract/device/visit-certificate.ts'
import type { Fact } from '../../document/model.ts'
import type { SignedAct } from './act-set.ts'
import { actWords } from './words.ts'

const Payload = v.pipe(v.string(), v.parseJson(), VisitCertificate)

/** Throws where a certificate is none: whoever asks has read them all before. */
export function visitRows(acts: readonly SignedAct[]): readonly Fact[] {
  return acts.map(({ visitCertificate }, i) => {
    const [, payload = ''] = visitCertificate.split('.')
    const { sub, iss } = v.parse(Payload, fromUtf8(fromBase64url(payload) ?? new Uint8Array()))
    return { label: actWords.visit(i + 1), value: actWords.visitAt(sub, iss) }
  })
}
