/** A person's name as a machine-readable zone has it (capitals, no marks), written so that people like to read it. */

/** Dutch name particles stay small between given and family name (Gebruik van namen, RvIG tabel 36, the common ones). */
const particles = new Set(
  "de den der van von ten ter te het 't op in aan bij uit voor over onder la le du des d' el al ben bin".split(' '),
)

/** "DE BRUIJN" + "WILLEKE LISELOTTE" → "Willeke Liselotte de Bruijn". Letters other than the first become small. */
export function fullName({ given, family }: { readonly given: string; readonly family: string }): string {
  return `${words(given, new Set())} ${words(family, particles)}`.trim()
}

/** First letters of the given names: "W.L."; empty without given names. */
export function initialsOf(given: string): string {
  return given
    .split(/[\s-]+/)
    .filter((name) => name !== '')
    .map((name) => `${(name[0] ?? '').toUpperCase()}.`)
    .join('')
}

/** Whether what was typed is this name: case, accents, blanks, hyphens and dots do not matter. */
export function isSameName(typed: string, name: string): boolean {
  return folded(typed) !== '' && folded(typed) === folded(name)
}

function words(text: string, small: ReadonlySet<string>): string {
  return text
    .toLowerCase()
    .split(/(?<=[\s-])/)
    .map((word) => (small.has(word.trim()) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[\s.\-']+/g, '')
}
