/**
 * The one signature field and its empty signature dictionary, written with the document itself: a sealed file has a
 * single revision, so nothing before the seal can hide in an update and nothing after it can look like part of it.
 */
import { sealRoom } from '../domain/contract/control/seal-room.ts'
import type { PdfCanvas } from './pdfkit.ts'

/** Ten digits, wide enough for any offset in a file of up to 9 GB; replaced when the file is sealed. */
export const rangePlaceholder = 1_111_111_111

/**
 * Adds an invisible signature field that certifies the document with DocMDP P=1 (ISO 32000-1 section 12.8.2.2: no change
 * is permitted afterwards) and PAdES' sub-filter (ETSI EN 319 142-1). `date` is the PDF date of /M.
 */
export function addSignatureField(canvas: PdfCanvas, { date }: { date: string }): void {
  const signature = canvas.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, rangePlaceholder, rangePlaceholder, rangePlaceholder],
    Contents: new Uint8Array(sealRoom),
    M: new String(date),
    Reference: [
      {
        Type: 'SigRef',
        TransformMethod: 'DocMDP',
        TransformParams: { Type: 'TransformParams', P: 1, V: '1.2' },
      },
    ],
  })
  const field = canvas.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: new String('Seal'),
    // Print (4) and Locked (128); no area, so no appearance is needed (ISO 19005-3 section 6.3.3).
    F: 132,
    Rect: [0, 0, 0, 0],
    P: canvas.page.dictionary,
    V: signature,
  })
  canvas.page.annotations.push(field)
  // SigFlags 3: signatures exist, append only (ISO 32000-1 table 219).
  const form = canvas.ref({ Fields: [field], SigFlags: 3 })
  canvas._root.data['AcroForm'] = form
  canvas._root.data['Perms'] = { DocMDP: signature }
  signature.end()
  field.end()
  form.end()
}
