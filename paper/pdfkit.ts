/**
 * pdfkit with the few changes that this project needs, and only the part of its interface that is used.
 * The published types leave out what tagging and sealing need, so this file is the one border to the library.
 */
import { zlibSync } from 'fflate'
import PDFKitDocument from 'pdfkit'
import type { Direction } from '../domain/language.ts'
import { spell } from './spell.ts'

/** An object of the file; `data` is its dictionary. Strings in it are names, `String` objects are text strings. */
export interface PdfRef {
  readonly id: number
  readonly document: PdfWriter
  data: Record<string, unknown>
  buffer: Uint8Array[] | Uint8Array
  /** Of its first byte in the file. */
  offset: number
  end(chunk?: Uint8Array): void
  finalize(): void
}

/** How the objects reach the file. */
interface PdfWriter {
  readonly _offset: number
  /** The document information dictionary, once everything else is drawn. */
  readonly _info?: PdfRef
  _write(data: Uint8Array | string): void
  _refEnd(ref: PdfRef): void
}

/** An element of the structure tree (ISO 32000-1 section 14.7). */
export interface PdfElement {
  readonly dictionary: PdfRef
  add(child: PdfElement | PdfContent): PdfElement
  end(): void
}
/** A marked piece of page content. */
export interface PdfContent {
  readonly refs: readonly unknown[]
}

export interface FontkitFont {
  _glyphs: Record<number, unknown>
  hasGlyphForCodePoint(codePoint: number): boolean
}

export interface PdfFont {
  readonly id: string
  readonly font: FontkitFont
  /** Glyphs from left to right as four hexadecimal digits, with their places in thousandths of the size. */
  encode(text: string): readonly [
    readonly string[],
    readonly {
      readonly xAdvance: number
      readonly xOffset: number
      readonly yOffset: number
      /** Of the glyph itself, before the shaper moved anything. */
      readonly advanceWidth: number
    }[],
  ]
  ref(): unknown
}

/** What composing calls on a pdfkit document. Lengths in points, origin top left. */
export interface PdfCanvas {
  readonly page: {
    readonly dictionary: PdfRef
    readonly annotations: unknown[]
    readonly fonts: Record<string, unknown>
    readonly height: number
  }
  readonly _root: PdfRef
  readonly _font: PdfFont
  info: Record<string, unknown>
  endAcroForm: () => unknown
  endMetadata: () => void
  _addPdfaMetadata: () => void
  _addColorOutputIntent: () => void
  ref(data: Record<string, unknown>): PdfRef
  registerFont(name: string, source: Uint8Array | FontkitFont): unknown
  font(name: string): PdfCanvas
  fontSize(points: number): PdfCanvas
  widthOfString(text: string): number
  /** Without options a sheet of A4. */
  addPage(options?: { readonly size: readonly [number, number]; readonly margin: 0 }): PdfCanvas
  switchToPage(index: number): unknown
  bufferedPageRange(): { readonly start: number; readonly count: number }
  struct(
    type: string,
    options?: {
      readonly alt?: string
      readonly lang?: string
      readonly scope?: 'Row' | 'Column'
      readonly bbox?: readonly [number, number, number, number]
    },
  ): PdfElement
  addStructure(element: PdfElement): unknown
  markStructureContent(tag: string): PdfContent
  markContent(tag: string, options?: { readonly type?: string }): unknown
  endMarkedContent(): unknown
  addContent(operators: string): unknown
  file(
    bytes: Uint8Array,
    options: {
      readonly name: string
      readonly type: string
      readonly relationship: string
      readonly description: string
      readonly modifiedDate: Date
    },
  ): unknown
  save(): PdfCanvas
  restore(): PdfCanvas
  transform(a: number, b: number, c: number, d: number, e: number, f: number): PdfCanvas
  rect(x: number, y: number, width: number, height: number): PdfCanvas
  circle(x: number, y: number, radius: number): PdfCanvas
  path(svg: string): PdfCanvas
  fill(): PdfCanvas
  end(): void
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown
  on(event: 'end', listener: () => void): unknown
}

/**
 * A new document whose bytes depend on its input alone: streams are packed by fflate, because zlib gives other bytes
 * on another processor or in another version, and the XMP is ours.
 */
export function openCanvas(options: {
  readonly lang: string
  readonly direction: Direction
  readonly info: Readonly<Record<string, string | Date>>
  readonly xmp: string
  /** The sRGB profile of the output intent: pdfkit would look for it beside its own code. */
  readonly icc: Uint8Array
}): PdfCanvas {
  const settings = {
    size: [595.28, 841.89],
    margin: 0,
    font: null,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    displayTitle: true,
    compress: false,
    lang: options.lang,
    info: options.info,
  }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the border: its types lack tagging and refs
  const Document = PDFKitDocument as unknown as new (settings: unknown) => PdfCanvas
  const info = Object.fromEntries(Object.entries(options.info).map(([key, one]) => [key, textOf(one)]))
  class StableDocument extends Document {
    override ref(data: Record<string, unknown>): PdfRef {
      return compact(super.ref(data), info)
    }
  }
  const canvas = new StableDocument(settings)
  canvas._addColorOutputIntent = () => outputIntent(canvas, options.icc)
  // pdfkit would write each as an object of its own; it has made the file's name (/ID) of them already.
  canvas.info = {}
  canvas._addPdfaMetadata = () => undefined
  canvas.endMetadata = () => metadata(canvas, options.xmp)
  if (options.direction === 'rtl') readBackwards(canvas)
  // pdfkit's own forms set NeedAppearances, which PDF/A forbids; the one field is ours (signature-field.ts).
  canvas.endAcroForm = () => canvas
  return canvas
}

/** Everything that the canvas writes, once it has ended. */
export function collectBytes(canvas: PdfCanvas): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve) => {
    canvas.on('data', (chunk) => chunks.push(chunk))
    canvas.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
  })
}

/** Parsed fonts by their bytes: a process that waits for its visit can have them ready. */
const parsed = new WeakMap<Uint8Array, FontkitFont>()

/** Registers a font under a name; parses it when it was not used before in this process. */
export function useFont(canvas: PdfCanvas, name: string, bytes: Uint8Array): void {
  const known = parsed.get(bytes)
  // fontkit remembers a glyph with the characters of its first use. One that was first met as a part of another (the
  // dotless i of an i) would have none: the next document of this process would draw it and not say what it is.
  if (known !== undefined) known._glyphs = {}
  canvas.registerFont(name, known ?? bytes)
}

/** Keeps what was parsed for the next document of this process. */
export function keepFont(canvas: PdfCanvas, name: string, bytes: Uint8Array): void {
  parsed.set(bytes, canvas.font(name)._font.font)
}

const textOf = (value: string | Date): unknown => (typeof value === 'string' ? new String(value) : value)

/** An object that is written as short as it can be; the one that says who made the file says `info`. */
function compact(ref: PdfRef, info: Record<string, unknown>): PdfRef {
  ref.finalize = () => {
    const { document, id } = ref
    const data = document._info === ref ? info : ref.data
    const chunks = Array.isArray(ref.buffer) ? ref.buffer : [ref.buffer]
    let bytes: Uint8Array = Buffer.concat(chunks)
    // XMP stays readable: ISO 19005-3 section 6.6.2.1 forbids a filter on it.
    if (bytes.length > 0 && data['Type'] !== 'Metadata') {
      bytes = zlibSync(bytes, { level: 9, mem: 4 })
      data['Filter'] = 'FlateDecode'
    }
    if (bytes.length > 0) data['Length'] = bytes.length
    // pdfkit's sum is hexadecimal where sixteen bytes are asked for (ISO 32000-1 table 46), and it may be left out.
    if (data['Type'] === 'EmbeddedFile') data['Params'] = withoutSum(data['Params'])
    // One child needs no list (ISO 32000-1 table 323).
    const { S: kind, K: children } = data
    if (typeof kind === 'string' && Array.isArray(children) && children.length === 1) data['K'] = children[0]
    ref.buffer = []
    ref.offset = document._offset
    document._write(`${id} 0 obj`)
    document._write(spell(data))
    if (bytes.length > 0) {
      document._write('stream')
      document._write(bytes)
      document._write('\nendstream')
    }
    document._write('endobj')
    document._refEnd(ref)
  }
  return ref
}

function withoutSum(params: unknown): unknown {
  if (typeof params !== 'object' || params === null) return params
  return Object.fromEntries(Object.entries(params).filter(([key]) => key !== 'CheckSum'))
}

function metadata(canvas: PdfCanvas, xmp: string): void {
  const stream = canvas.ref({ Type: 'Metadata', Subtype: 'XML' })
  stream.end(new TextEncoder().encode(xmp))
  canvas._root.data['Metadata'] = stream
}

/** Pages beside each other run from right to left (ISO 32000-1 table 150). */
function readBackwards(canvas: PdfCanvas): void {
  const preferences = canvas._root.data['ViewerPreferences']
  if (!isRef(preferences)) throw new Error('a document whose title is shown has viewer preferences')
  preferences.data['Direction'] = 'R2L'
}

const isRef = (value: unknown): value is PdfRef => typeof value === 'object' && value !== null && 'data' in value

/** Colours are meant as sRGB (ISO 19005-3 section 6.2.3). */
function outputIntent(canvas: PdfCanvas, icc: Uint8Array): void {
  const profile = canvas.ref({ N: 3 })
  profile.end(icc)
  const name = new String('sRGB IEC61966-2.1')
  const intent = canvas.ref({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    Info: name,
    OutputConditionIdentifier: name,
    DestOutputProfile: profile,
  })
  intent.end()
  canvas._root.data['OutputIntents'] = [intent]
}
