/** A type's resources in pages that fit a channel: frames of the rehearsal hold 8 MiB, an answer to a session 4 MiB. */

/** Bytes of JSON after which a page ends. */
const pageBytes = 2 * 1024 * 1024
/** Bytes of one type that leave the central with their texts; what is older than that goes without. */
const withTexts = 16 * 1024 * 1024

/** The newest first, and from the limit on without the data of attachments. */
export function withinBudget(oldestFirst: readonly object[]): readonly object[] {
  let size = 0
  return oldestFirst.toReversed().map((one) => {
    size += Buffer.byteLength(JSON.stringify(one))
    return size > withTexts ? withoutData(one) : one
  })
}

function withoutData(node: object): Readonly<Record<string, unknown>> {
  const parts = Object.entries(node).map(([key, part]: readonly [string, unknown]): readonly [string, unknown] => {
    if (Array.isArray(part)) return [key, part.map((one: unknown) => (isObject(one) ? withoutData(one) : one))]
    return [key, key === 'data' ? undefined : isObject(part) ? withoutData(part) : part]
  })
  return Object.fromEntries(parts)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** In an order that stays the same when one of them is changed. */
export function byId(entries: readonly object[]): readonly object[] {
  const idOf = (one: object): string => ('id' in one && typeof one.id === 'string' ? one.id : '')
  return entries.toSorted((one, other) => (idOf(one) < idOf(other) ? -1 : idOf(one) > idOf(other) ? 1 : 0))
}

/** The page of this number, from 1, and whether there is another. */
export function pageOf(
  entries: readonly object[],
  page: number,
): { readonly entries: readonly object[]; readonly more: boolean } {
  const pages: object[][] = [[]]
  let size = 0
  for (const entry of entries) {
    const bytes = Buffer.byteLength(JSON.stringify(entry))
    if (size > 0 && size + bytes > pageBytes) {
      pages.push([])
      size = 0
    }
    pages.at(-1)?.push(entry)
    size += bytes
  }
  return { entries: pages[page - 1] ?? [], more: page < pages.length }
}
