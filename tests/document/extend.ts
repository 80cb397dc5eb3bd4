/** A sealed form with long-term data, as the central adds it. */
import { certificatesIn } from '../../central/requests/long-term/certificates.ts'
import { extendPdf } from '../../central/requests/long-term/extend.ts'
import { listOf, type TrainingCa } from './training-ca.ts'
import { stampBy, type TrainingTsa } from './training-tsa.ts'

export interface Extender {
  readonly ca: Pick<TrainingCa, 'folder' | 'root'>
  readonly tsa: Pick<TrainingTsa, 'folder' | 'root' | 'post'>
}

/** Certificates, revocation lists, and a document time stamp behind a file. */
export async function extend(pdf: Uint8Array, { ca, tsa }: Extender): Promise<Uint8Array> {
  const certificates = [...(await certificatesIn(pdf)), ca.root, tsa.root]
  return stampedBehind(pdf, { tsa, certificates, lists: [listOf(ca), listOf(tsa)] })
}

/** The same behind any file, also one that was changed: the authority stamps whatever it is given. */
export async function stampedBehind(
  pdf: Uint8Array,
  options: {
    readonly tsa: Pick<TrainingTsa, 'post'>
    readonly certificates?: readonly Uint8Array[]
    readonly lists?: readonly Uint8Array[]
    /** What is stamped instead of the file's own hash. */
    readonly instead?: Uint8Array
  },
): Promise<Uint8Array> {
  const { tsa, certificates = [], lists = [], instead } = options
  return await extendPdf({
    pdf,
    certificates,
    lists,
    stamp: async (imprint) => {
      const token = await stampBy(tsa)(instead ?? imprint)
      if (token === null) throw new Error('no token')
      return token
    },
  })
}
