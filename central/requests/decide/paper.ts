/** The stored form once more as anybody would read it, before somebody agrees to it: whole, sealed, and about this decision. */
import 'reflect-metadata'
import { createHash, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { DocumentReference } from '@medplum/fhirtypes'
import { canonicalJson } from '../../../domain/bytes/canonical.ts'
import { portOver } from '../../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../../domain/verify/verify.ts'
import type { Report } from '../../../domain/verify/verify.ts'
import type { DecidePorts } from './ports.ts'
import type { Waiting } from './waiting.ts'

/** The form as it was sealed; null: there is none to read. */
export function bytesOf(document: DocumentReference): Uint8Array | null {
  const data = document.content[0]?.attachment.data
  return data === undefined ? null : new Uint8Array(Buffer.from(data, 'base64'))
}

/** The verifier's report; null: the file is not the one that was stored, or the verifier does not accept it. */
export async function verifiedPaper(
  ports: Pick<DecidePorts, 'house' | 'devices' | 'now' | 'lasting'>,
  document: DocumentReference,
): Promise<Report | null> {
  const pdf = bytesOf(document)
  const { size, hash } = document.content[0]?.attachment ?? {}
  if (pdf === null || pdf.length !== size || createHash('sha1').update(pdf).digest('base64') !== hash) return null
  // With its long-term data, where it has some: they show that the seal's certificate held when it was sealed.
  const lasting = (await ports.lasting(`DocumentReference/${document.id ?? ''}`)) ?? pdf
  if (!Buffer.from(lasting.subarray(0, pdf.length)).equals(pdf)) return null
  const report = await reportOf(ports, lasting)
  return report.accepted ? report : null
}

/** What the verifier says of a form, under the authorities of this house. */
export async function reportOf(
  ports: Pick<DecidePorts, 'house' | 'devices' | 'now'>,
  pdf: Uint8Array,
): Promise<Report> {
  const der = (pem: string): Uint8Array => new Uint8Array(x509.PemConverter.decodeFirst(pem))
  return await verifyPdf(portOver(webcrypto.subtle), pdf, {
    anchors: [der(ports.house.sealCa.certificate)],
    timeAnchors: [der(ports.house.timeCa.certificate)],
    deviceKeys: (await ports.devices.all()).flatMap(({ keys }) => keys.map(({ log }) => log)),
    at: ports.now(),
  })
}

/** Whether the paper is whole and carries the decision that is being answered. */
export async function isUnaltered(ports: DecidePorts, { document, facts, set }: Waiting): Promise<boolean> {
  if (document === null) return true
  const report = await verifiedPaper(ports, document)
  if (report?.contents == null || facts === null) return false
  // Of a set the paper's decision carries the request, which the row has as answers.
  return set !== null || canonicalJson(report.contents.decision) === canonicalJson(facts.decision)
}
