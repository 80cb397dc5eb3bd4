/**
 * What the page may send to main: a small copy of plain values. Without this a page that was taken over could make main
 * receive hundreds of megabytes before its schema refuses them. Whoever takes over the whole renderer process can go past
 * this file (SECURITY.md); then main refuses what it got, and the pair dies.
 */

/** The longest control word of today has some 200 characters of JSON. */
export const mostCharacters = 4_096

/** A copy by way of JSON, so that no buffer or map goes along; null when it is larger, or no plain value. */
export function smallCopy(message: unknown): unknown {
  try {
    const text: unknown = JSON.stringify(message)
    return typeof text === 'string' && text.length <= mostCharacters ? JSON.parse(text) : null
  } catch {
    return null
  }
}
