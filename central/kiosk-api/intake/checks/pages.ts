/**
 * What people will read is what the data says. The verifier has read every page against the data already; a form by the
 * composer that this central carries is composed again, and its bytes compared: then no other font, picture or place of a
 * word is possible. Which composer a kiosk has, its main certified: a session cannot claim an older one.
 */
import { readFileSync } from 'node:fs'
import { paperEdition } from '../../../../domain/device/paper-edition.ts'
import { referenceOf } from '../../../../domain/envelope/reference.ts'
import type { EnvelopePayload } from '../../../../domain/intake/payload.ts'
import { loadDocumentAssets } from '../../../../paper/assets.ts'
import type { DocumentMeans } from '../../../../paper/open-document.ts'
import { isAsComposed } from '../../../../paper/recompose.ts'
import { good, refuse } from '../checked.ts'
import type { Checked } from '../checked.ts'
import type { Certified } from './certificate.ts'
import type { Sealed } from './seal.ts'

export async function pages(input: {
  readonly payload: EnvelopePayload
  readonly sealed: Sealed
  readonly certified: Certified
}): Promise<Checked<null>> {
  const { payload, sealed, certified } = input
  const { bytes, contents, file } = sealed
  if (contents.page?.reference !== referenceOf(payload.id)) return refuse('document', 'reference')
  if (certified.certificate.build.paper !== paperEdition) return good(null)
  const same = await isAsComposed({ bytes, file, contents, at: payload.times.signedAt }, means())
  return same ? good(null) : refuse('document', 'pages')
}

let loaded: DocumentMeans | null = null

/** Fonts and colour profile, read once when the first form comes. */
function means(): DocumentMeans {
  const read = (name: string): Uint8Array =>
    new Uint8Array(readFileSync(new URL(`../../../../paper/assets/${name}`, import.meta.url)))
  loaded ??= { assets: loadDocumentAssets(read), icc: read('srgb-iec61966-2-1.icc') }
  return loaded
}
