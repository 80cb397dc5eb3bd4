/** What papers are composed with: fonts and colour profile, read once when the first one comes. */
import { readFileSync } from 'node:fs'
import { loadDocumentAssets } from '../../paper/assets.ts'
import type { DocumentMeans } from '../../paper/open-document.ts'

let loaded: DocumentMeans | null = null

export function paperMeans(): DocumentMeans {
  const read = (name: string): Uint8Array =>
    new Uint8Array(readFileSync(new URL(`../../paper/assets/${name}`, import.meta.url)))
  loaded ??= { assets: loadDocumentAssets(read), icc: read('srgb-iec61966-2-1.icc') }
  return loaded
}
