/** Tools of a forger: reading a sealed file's objects and appending updates to it, well formed or not. */
import { sealedDocument, type SealedDocument } from '../../../domain/verify/pdf/sealed.ts'
import { sectionsOf, type Section } from '../../../domain/verify/pdf/section.ts'

export interface Forgery {
  /** The class and the trick, unique in the corpus. */
  readonly name: string
  readonly bytes: Uint8Array
}

export const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

export interface Target {
  readonly bytes: Uint8Array
  readonly text: string
  readonly base: Section
  readonly sealed: SealedDocument
  readonly size: number
  readonly startxref: number
  /** The text of an object between "n 0 obj" and "endobj". */
  readonly object: (number: number) => string
  /** The number of the first object whose text matches. */
  readonly find: (pattern: RegExp) => number
}

/** Opens a sealed file for forging, with whatever was added behind it; objects are the newest of each number. */
export function target(bytes: Uint8Array): Target {
  const sections = sectionsOf(bytes)
  const [base] = sections
  const last = sections.at(-1)
  if (base === undefined || last === undefined) throw new Error('no section')
  const text = latin(bytes)
  const newest = new Map(sections.flatMap(({ objects }) => [...objects]))
  const object = (number: number): string => {
    const place = newest.get(number)
    if (place === undefined) throw new Error(`no object ${number}`)
    return text.slice(place.from, place.to).replace(/^\d+ 0 obj\n?/, '').replace(/endobj$/, '') // prettier-ignore
  }
  return {
    bytes,
    text,
    base,
    sealed: sealedDocument(bytes, base),
    size: Math.max(...newest.keys()) + 1,
    startxref: last.startxref,
    object,
    find: (pattern) => {
      for (const number of newest.keys()) if (pattern.test(object(number))) return number
      throw new Error(`nothing like ${pattern}`)
    },
  }
}

export interface Update {
  /** New text of objects, by number. */
  readonly objects: Readonly<Record<number, string>>
  /** Trailer entries that differ from the honest ones; null leaves one out. */
  readonly trailer?: Readonly<Record<string, string | null>>
  /** Rows put into the table beside the honest ones: number → offset, or "free". */
  readonly rows?: Readonly<Record<number, number | 'free'>>
  /** Objects that the table does not mention. */
  readonly unlisted?: readonly number[]
  readonly before?: string
  readonly after?: string
}

/** A file with an incremental update behind it, as any PDF library writes one (ISO 32000-1 section 7.5.6). */
export function withUpdate({ bytes, size, startxref }: Target, update: Update): Uint8Array {
  const trailerOfBase = latin(bytes.subarray(startxref))
  const id = /\/ID (\[[^\]]*\])/.exec(trailerOfBase)?.[1] ?? '[]'
  const root = /\/Root (\d+ 0 R)/.exec(trailerOfBase)?.[1] ?? ''
  const info = /\/Info (\d+ 0 R)/.exec(trailerOfBase)?.[1] ?? ''
  let text = latin(bytes) + (update.before ?? '')
  const rows = new Map<number, number | 'free'>(Object.entries(update.rows ?? {}).map(([n, row]) => [Number(n), row]))
  for (const [number, body] of Object.entries(update.objects)) {
    if (!(update.unlisted ?? []).includes(Number(number))) rows.set(Number(number), text.length)
    text += `${number} 0 obj\n${body.trim()}\nendobj\n`
  }
  const table = text.length
  text += 'xref\n0 1\n0000000000 65535 f \n'
  for (const [number, row] of [...rows].sort(([a], [b]) => a - b)) {
    text += `${number} 1\n`
    text += row === 'free' ? '0000000000 00001 f \n' : `${String(row).padStart(10, '0')} 00000 n \n`
  }
  const highest = Math.max(size - 1, ...rows.keys())
  const honest: Record<string, string | null> = {
    Size: `${highest + 1}`,
    Root: root,
    Info: info,
    ID: id,
    Prev: `${startxref}`,
  }
  const entries = Object.entries({ ...honest, ...update.trailer }).filter(([, value]) => value !== null)
  text += `trailer\n<<\n${entries.map(([key, value]) => `/${key} ${value}`).join('\n')}\n>>\nstartxref\n${table}\n%%EOF\n`
  return bytesOf(text + (update.after ?? ''))
}

/** The dictionary text with an entry put in, replacing one of the same key. */
export function put(dictionary: string, key: string, value: string): string {
  const without = drop(dictionary, key)
  return without.replace('<<', `<<\n/${key} ${value}`)
}

/** The dictionary text without a simple entry (name, number, reference, string, flat array or dictionary). */
export function drop(dictionary: string, key: string): string {
  return dictionary.replace(
    new RegExp(`/${key}(?![A-Za-z])\\s*(\\[[^\\]]*\\]|<<[^>]*>>|\\([^)]*\\)|\\d+ 0 R|/?[\\w.+-]+)\\n?`),
    '',
  )
}

export const stream = (content: string, entries = ''): string =>
  `<<\n/Length ${content.length}\n${entries}>>\nstream\n${content}\nendstream`
