/** Pages as grey pictures, and pictures that a person has looked at once, to compare them with. */
import { execFileSync } from 'node:child_process'
import { inflateSync } from 'node:zlib'

export interface Picture {
  readonly width: number
  readonly height: number
  /** One byte a pixel, 0 is black. */
  readonly pixels: Uint8Array
}

/** A page of a PDF as poppler draws it; `dpi` 60 shows where everything stands, 150 is a copier. */
export function pageOf(pdf: string, page: number, dpi: number): Picture {
  const args = ['-r', String(dpi), '-gray', '-f', String(page), '-l', String(page), pdf]
  const pgm = execFileSync('pdftoppm', args, { maxBuffer: 1 << 26 })
  const [head = '', width = '0', height = '0'] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 40)) ?? []
  return { width: Number(width), height: Number(height), pixels: new Uint8Array(pgm.subarray(head.length)) }
}

/** A grey PNG of 8 bits without interlacing, as poppler writes it (W3C PNG, sections 7.2 and 9). */
export function readPng(png: Uint8Array): Picture {
  const bytes = Buffer.from(png)
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  if (bytes.readUInt8(24) !== 8 || bytes.readUInt8(25) !== 0 || bytes.readUInt8(28) !== 0) throw new Error('not grey')
  const data: Buffer[] = []
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)))
  const raw = inflateSync(Buffer.concat(data))
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (width + 1)] ?? 0
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const left = x === 0 ? 0 : (pixels[at - 1] ?? 0)
      const up = y === 0 ? 0 : (pixels[at - width] ?? 0)
      const corner = x === 0 || y === 0 ? 0 : (pixels[at - width - 1] ?? 0)
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
      pixels[at] = (raw[y * (width + 1) + 1 + x] ?? 0) + guess
    }
  }
  return { width, height, pixels }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/**
 * How much two pictures differ, 0 to 1: the ink (darkness) that is in one and not in the other, as a share of the ink of
 * both. Another version of the renderer smooths edges differently and stays far below 0.2; a moved line does not.
 */
export function difference(one: Picture, other: Picture): number {
  if (one.width !== other.width || one.height !== other.height) return 1
  let apart = 0
  let ink = 0
  for (let at = 0; at < one.pixels.length; at++) {
    const [a, b] = [255 - (one.pixels[at] ?? 0), 255 - (other.pixels[at] ?? 0)]
    apart += Math.abs(a - b)
    ink += a + b
  }
  return ink === 0 ? 0 : apart / ink
}
