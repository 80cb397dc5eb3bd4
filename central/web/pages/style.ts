/** The one style sheet of all pages of the central: what they share with the kiosk first, then their own. */
import { readFileSync } from 'node:fs'

const shared = ['fonts.css', 'colours.css', 'ground.css'] as const

const look = (name: string): string => readFileSync(new URL(`../../../look/${name}`, import.meta.url), 'utf8')

/** @param own the page's own rules. Fonts are expected beside the style sheet. */
export function styleSheet(own: string): string {
  return [...shared.map(look), own].join('\n').replaceAll("url('./fonts/", "url('")
}

/** The files of the font, by the names that the style sheet says. */
export const fonts = ['latin', 'latin-ext'].map((part) => `atkinson-hyperlegible-next-${part}-wght-normal.woff2`)

/** @param name one of {@link fonts}. */
export function fontFile(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../../look/fonts/${name}`, import.meta.url)))
}
