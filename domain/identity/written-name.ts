/**
 * Names as they stand on screens and paper. A zone holds capitals without marks, and nobody can tell how they are
 * written: "LE<<VAN<ANH" is no "van Anh Le". So a document's name stays in capitals, and once a record is bound, its
 * spelling is the name.
 */

/** Given names, then family name, in capitals as on the document: "WILLEKE LISELOTTE DE BRUIJN". */
export function documentName({ given, family }: { readonly given: string; readonly family: string }): string {
  return `${given} ${family}`.trim()
}

/** First letters of the given names: "W.L.", "IJ."; empty without given names. What is an initial already stays. */
export function initialsOf(given: string): string {
  return given
    .normalize('NFKC')
    .split(/[\s\-‐–—]+|(?<=\.)(?=\p{L})/u)
    .filter((name) => /\p{L}/u.test(name))
    .map((name) => (/^\p{L}{1,4}\.$/u.test(name) ? name : `${firstLetter(name)}.`))
    .join('')
}

/** The same for a person, of whom a record may have one name only: then its first letter. */
export function initialsOfPerson({ given, family }: { readonly given: string; readonly family: string }): string {
  return initialsOf(given) || initialsOf(family.split(/\s+/)[0] ?? '')
}

/** "M., 2019": enough for somebody who knows the person, little for somebody who reads along. */
export function initialsAndYear(person: {
  readonly given: string
  readonly family: string
  /** As recorded: it begins with the year. */
  readonly birthDate: string
}): string {
  return `${initialsOfPerson(person)}, ${person.birthDate.slice(0, 4)}`
}

/** IJ is one letter where a name is not all in capitals; a sign for two code units is one letter too. */
function firstLetter(name: string): string {
  if (name.startsWith('IJ') && name !== name.toUpperCase()) return 'IJ'
  return (/\p{L}/u.exec(name)?.[0] ?? '').toUpperCase()
}

/** Dutch name particles, small between given and family name. */
const particles = new Set(
  "de den der des van von ten ter te het 't op in aan bij uit voor over onder la le du des d' el al ben bin".split(' '),
)

/**
 * A person by letters, particles whole: "S. de B.". For what may lie about: whoever knows the person knows whom it means.
 * A zone holds capitals only, and a particle in them is small in any writing; the last word is a name, whatever it is.
 */
export function lettersOf({ given, family }: { readonly given: string; readonly family: string }): string {
  const words = family.split(/[\s\-‐–—]+/).filter((word) => word !== '')
  const letters = words.map((word, at) =>
    at < words.length - 1 && particles.has(word.toLowerCase()) ? word.toLowerCase() : initialsOf(word),
  )
  return [initialsOf(given), ...letters].filter((one) => one !== '').join(' ')
}

/**
 * How this program wrote a document's name until it stopped guessing: "Willeke Liselotte de Bruijn". Kept because forms
 * that were signed then hold this spelling, and are accepted for ever.
 */
export function formerSpelling({ given, family }: { readonly given: string; readonly family: string }): string {
  return `${capitalised(given, new Set())} ${capitalised(family, particles)}`.trim()
}

function capitalised(text: string, small: ReadonlySet<string>): string {
  return text
    .toLowerCase()
    .split(/(?<=[\s-])/)
    .map((word) => (small.has(word.trim()) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
}
