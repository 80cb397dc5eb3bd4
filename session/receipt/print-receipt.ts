/** The visitor's receipt on paper: composed from the living session's memory and handed straight to the printer. */
import { shownReference } from '../../domain/contract/envelope/reference.ts'
import type { DevicePolicy } from '../../domain/contract/device/device-policy.ts'
import type { Language } from '../../domain/language.ts'
import { composeReceipt } from '../../paper/compose-receipt.ts'
import type { FormCase, Signed } from '../flow/state.ts'
import { statusUrl } from '../flow/words.ts'
import type { PrintProblem } from '../print/condition.ts'
import { print } from '../print/print.ts'
import type { SigningPorts } from '../signing/input.ts'
import { receiptOf } from './model.ts'

/** Milliseconds at most for a receipt, and kept between its end and the end screen's: the wipe must not meet a job. */
const longest = 25_000
const spare = 4000
const shortest = 6000

/** How long a printer may take on a machine whose end screen stands `doneFor` seconds. */
export function patience({ doneFor }: Pick<DevicePolicy, 'doneFor'>): number {
  return Math.max(shortest, Math.min(longest, doneFor * 1000 - spare))
}

/** Null when it came out. A machine without a printer never offers this. */
export async function printReceipt(
  visit: SigningPorts & { readonly printOwner: string },
  about: {
    readonly of: FormCase
    readonly signed: Signed
    readonly signer: { readonly given: string; readonly family: string }
    readonly language: Language
  },
): Promise<PrintProblem | null> {
  const { content } = visit.hospital
  const { printer } = content.device
  if (printer === null) return 'printerRefused'
  const end = performance.now() + patience(content.device)
  const { of, signed, signer, language } = about
  const receipt = receiptOf({
    of,
    signer,
    language,
    reference: shownReference(signed.reference),
    at: signed.at,
    hospital: content.hospital.name,
    statusUrl: statusUrl(content.hospital, signed.reference),
  })
  const { pdf, media } = await composeReceipt(receipt, { assets: visit.assets, icc: visit.icc, paper: printer.paper })
  return await print({ printer, owner: visit.printOwner, pdf, media, patience: end - performance.now() })
}
