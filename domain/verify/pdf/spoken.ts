/** What a reader says aloud instead of what is drawn: the words of the structure tree, which nobody sees. */
import { plainText } from '../../plain-text.ts'
import { demand } from '../base/refusal.ts'
import type { SealedFile } from './sealed-file.ts'
import type { PdfValue } from './syntax.ts'
import { pdfText } from './xmp.ts'

const elementKeys = new Set(['Type', 'S', 'P', 'K', 'Pg', 'A', 'Alt', 'Lang'])
/** Entries that replace or explain words (ISO 32000-1 sections 14.9.3 to 14.9.5). */
const replacing = ['ActualText', 'E', 'TU']

const folded = (text: string): string => plainText(text.normalize('NFC')).replace(/[\u2066-\u2069]|\s+/g, '')

/** Demands that these are the alternate texts of the document, in this order, and that nothing else is only heard. */
export function spokenIs({ section }: Pick<SealedFile, 'section'>, expected: readonly string[]): void {
  const found: string[] = []
  for (const [, { value }] of [...section.objects].sort(([a], [b]) => a - b)) {
    if (typeof value !== 'object' || value === null || (value.kind !== 'dictionary' && value.kind !== 'stream')) continue // prettier-ignore
    const { entries } = value
    demand(!replacing.some((key) => entries.has(key)), 'page', 'words that are only heard')
    if (!isElement(entries)) continue
    for (const key of entries.keys()) demand(elementKeys.has(key), 'page', `a piece of the structure with /${key}`)
    if (entries.has('Alt')) found.push(pdfText(entries.get('Alt')) ?? '')
  }
  const same = found.length === expected.length && found.every((one, i) => folded(one) === folded(expected[i] ?? ''))
  demand(same, 'page', 'a picture that is called something else than it is')
}

/** An element of the structure tree has a kind and a parent; its `/Type` may be left out (ISO 32000-1 table 323). */
function isElement(entries: ReadonlyMap<string, PdfValue>): boolean {
  const kind = entries.get('S')
  return typeof kind === 'object' && kind !== null && kind.kind === 'name' && entries.has('P') && !entries.has('OutputConditionIdentifier') // prettier-ignore
}
