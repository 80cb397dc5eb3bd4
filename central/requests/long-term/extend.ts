/**
 * Long-term data behind a sealed form (PAdES baseline LT and LTA, ETSI EN 319 142-1 section 5.4 and 5.5): first a DSS with
 * certificates and revocation lists, then a document time stamp over everything before it. Both are incremental updates: the
 * sealed bytes stay the first bytes of the file. Called again on its own result it renews: the next stamp vouches for
 * the one before.
 */
import { PDF, PdfArray, PdfDict, PdfRef, PdfStream } from '@libpdf/core'
import type { PdfObject } from '@libpdf/core'
import { sameBytes } from '../../../domain/bytes/bytes.ts'

/** Bytes kept for a token: the longest chains of commercial authorities make 8 kB. */
const stampRoom = 10_240

/** A list of the DSS, and what is to be in it. */
type Material = Readonly<Record<'Certs' | 'CRLs', readonly Uint8Array[]>>

/**
 * The file with one more DSS and one more document time stamp. `stamp` gives a token over a SHA-256; when it throws, so
 * does this, and nothing is lost: the given bytes are not touched. Each certificate and list (DER) is written once.
 */
export async function extendPdf(options: {
  readonly pdf: Uint8Array
  readonly certificates: readonly Uint8Array[]
  readonly lists: readonly Uint8Array[]
  readonly stamp: (imprint: Uint8Array) => Promise<Uint8Array>
}): Promise<Uint8Array> {
  const { pdf, certificates, lists, stamp } = options
  const document = await PDF.load(new Uint8Array(pdf))
  addSecurityStore(document, { Certs: certificates, CRLs: lists })
  await document.reload(await document.save({ incremental: true, useXRefStream: false }))
  const stamped = await document.addTimestamp({ timestampAuthority: { timestamp: stamp }, estimatedSize: stampRoom })
  return stamped.bytes
}

/** What an earlier DSS holds stays: the stamps over it need it. */
function addSecurityStore(document: PDF, material: Material): void {
  const catalog = document.getCatalog()
  const follow = (value: PdfObject | undefined | null): PdfObject | null =>
    value instanceof PdfRef ? document.getObject(value) : (value ?? null)
  const before = follow(catalog.get('DSS'))
  const list = (key: keyof Material): PdfArray => {
    const old = before instanceof PdfDict ? follow(before.get(key)) : null
    const kept = old instanceof PdfArray ? [...old] : []
    const known = kept.map((one) => follow(one)).map((one) => (one instanceof PdfStream ? one.getDecodedData() : null))
    const fresh = material[key].filter((der, at, all) => {
      const isKnown = known.some((one) => one !== null && sameBytes(one, der))
      return !isKnown && all.findIndex((one) => sameBytes(one, der)) === at
    })
    return PdfArray.of(...kept, ...fresh.map((der) => document.register(PdfStream.fromDict({}, der))))
  }
  catalog.set('DSS', document.register(PdfDict.of({ Certs: list('Certs'), CRLs: list('CRLs') })))
}
