/** The PDF as the verifier reads it: sealed by this device's certificate under our authority, nothing changed since. */
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import type { EnvelopePayload } from '../../../../domain/contract/intake/payload.ts'
import type { SealedFile } from '../../../../domain/verify/pdf/sealed-file.ts'
import { verifyPdf } from '../../../../domain/verify/verify.ts'
import type { Contents } from '../../../../domain/verify/contents.ts'
import type { EnrolledDevice } from '../../../devices/device-table.ts'
import { good, refuse, tolerance } from './checked.ts'
import type { Checked } from './checked.ts'
import type { Certified } from './certificate.ts'
import { verifyPort } from './steps.ts'

export interface Sealed {
  readonly bytes: Uint8Array
  readonly contents: Contents
  /** The file as it was read. */
  readonly file: SealedFile
}

export async function seal(input: {
  readonly payload: EnvelopePayload
  readonly device: EnrolledDevice
  readonly certified: Certified
  /** PEM of the authority that issues D-seal certificates. */
  readonly sealCa: string
  /** PEM of the authorities that are believed about time. */
  readonly timeCa: string
  readonly now: Date
}): Promise<Checked<Sealed>> {
  const { payload, device, certified, now } = input
  const bytes = new Uint8Array(Buffer.from(payload.pdf ?? '', 'base64'))
  // The visit's end bounds the moment of sealing: a certificate may have run out while the kiosk was offline.
  // Not before the signature either: our own clock may have been set back since (checks/certificate.ts bounds by how much).
  const { signedAt } = certified
  const at = new Date(Math.max(signedAt, Math.min(now.getTime(), signedAt + tolerance)))
  let file: SealedFile | null = null
  const report = await verifyPdf(verifyPort, bytes, {
    anchors: [new Uint8Array(x509.PemConverter.decodeFirst(input.sealCa))],
    timeAnchors: [new Uint8Array(x509.PemConverter.decodeFirst(input.timeCa))],
    deviceKeys: device.keys.map(({ log }) => log),
    at,
    // The central itself adds what is for the long term: nothing of it may come from a kiosk.
    fresh: true,
    onSealed: (one) => {
      file = one
    },
  })
  if (!report.accepted || report.seal === null || report.contents === null) {
    return refuse('seal', report.problem?.id ?? 'notAccepted')
  }
  if (report.seal.device !== device.device) return refuse('seal', 'device')
  const { provenAt } = report.seal
  // The kiosk asks for time while it seals: a stamp from another hour contradicts the time that it states.
  const apart = provenAt === null ? 0 : Math.abs(Date.parse(provenAt) - certified.signedAt)
  if (apart > tolerance) return refuse('seal', 'timeContradiction')
  return file === null ? refuse('seal', 'notAccepted') : good({ bytes, contents: report.contents, file })
}
