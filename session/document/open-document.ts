/** A new document to draw on, opened and closed in one way whatever it holds: the form, an approval, a receipt. */
import type { Direction } from '../../domain/language.ts'
import type { DocumentAssets } from './assets.ts'
import { collectBytes, keepFont, openCanvas, type PdfCanvas, useFont } from './pdfkit.ts'
import { type Typesetter, typesetter } from './typeset.ts'
import { xmpFor } from './xmp.ts'

/** What the file says of itself. */
export interface About {
  /** BCP 47 tag of the text. */
  readonly language: string
  readonly direction: Direction
  readonly title: string
  readonly author: string
  /** null: the file says its title only, because titles go to printers and their logs. */
  readonly subject: string | null
  readonly at: Date
}

/** What composing needs beside the content: fonts, and the sRGB profile of the output intent. */
export interface DocumentMeans {
  readonly assets: DocumentAssets
  readonly icc: Uint8Array
}

export interface OpenDocument {
  readonly canvas: PdfCanvas
  readonly setter: Typesetter
  /** Closes the file; once. */
  readonly finish: () => Promise<Uint8Array>
}

/** Opens a document with its fonts and its metadata. The same drawing on it gives the same bytes. */
export function openDocument(
  { language, direction, title, author, subject, at }: About,
  { assets, icc }: DocumentMeans,
): OpenDocument {
  const canvas = openCanvas({
    lang: language,
    direction,
    icc,
    info: {
      Title: title,
      Author: author,
      ...(subject === null ? {} : { Subject: subject }),
      Creator: 'Balie',
      Producer: 'Balie',
      CreationDate: at,
      ModDate: at,
    },
    xmp: xmpFor({ title, author, subject: subject ?? title, language, at }),
  })
  const { regular, bold, fallback } = assets.fonts
  for (const { name, bytes } of [{ name: 'regular', bytes: regular }, { name: 'bold', bytes: bold }, ...fallback])
    useFont(canvas, name, bytes)
  const setter = typesetter(
    canvas,
    fallback.map(({ name }) => name),
  )
  const bytes = collectBytes(canvas)
  return {
    canvas,
    setter,
    finish: async () => {
      canvas.end()
      keepFont(canvas, 'regular', regular)
      keepFont(canvas, 'bold', bold)
      return await bytes
    },
  }
}
