/** A new document to draw on, opened and closed in one way whatever it holds: the form, an approval, a receipt. */
import type { Direction } from '../domain/language.ts'
import type { DocumentAssets } from './assets.ts'
import { collectBytes, keepFont, openCanvas, type PdfCanvas, useFont } from './pdfkit.ts'
import { type Typesetter, typesetter } from './typeset.ts'
import { xmpFor } from '../domain/document/xmp.ts'

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

/**
 * Arabic and Hebrew come in one weight and are made heavier by an outline. The Latin words among them then look the same
 * way, and the file carries one face less (5 kB).
 */
function fontsFor({ fonts }: DocumentAssets, direction: Direction): DocumentAssets['fonts']['fallback'] {
  const bold = direction === 'rtl' ? [] : [{ name: 'bold', bytes: fonts.bold }]
  return [{ name: 'regular', bytes: fonts.regular }, ...bold, ...fonts.fallback]
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
  const fonts = fontsFor(assets, direction)
  for (const { name, bytes } of fonts) useFont(canvas, name, bytes)
  const setter = typesetter(
    canvas,
    fonts.map(({ name }) => name),
  )
  const bytes = collectBytes(canvas)
  return {
    canvas,
    setter,
    finish: async () => {
      canvas.end()
      for (const { name, bytes } of fonts) if (name === 'regular' || name === 'bold') keepFont(canvas, name, bytes)
      return await bytes
    },
  }
}
