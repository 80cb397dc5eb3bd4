/** Attributes of a tag, and characters that HTML writes by name or number. */

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
  agrave: 'à',
  aacute: 'á',
  acirc: 'â',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  euml: 'ë',
  iacute: 'í',
  icirc: 'î',
  iuml: 'ï',
  oacute: 'ó',
  ocirc: 'ô',
  ouml: 'ö',
  uacute: 'ú',
  ucirc: 'û',
  uuml: 'ü',
  auml: 'ä',
  ccedil: 'ç',
  ntilde: 'ñ',
  szlig: 'ß',
  deg: '°',
  micro: 'µ',
  mu: 'μ',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  sup1: '¹',
  sup2: '²',
  sup3: '³',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  frasl: '⁄',
  plusmn: '±',
  times: '×',
  divide: '÷',
  minus: '−',
  middot: '·',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  bull: '•',
  rarr: '→',
  le: '≤',
  ge: '≥',
  ne: '≠',
  asymp: '≈',
  permil: '‰',
  sect: '§',
  shy: '',
}

/** Old pages leave the semicolon out of these (HTML standard, named character references). */
const reference = /&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,9});|&(lt|gt|amp|quot|nbsp)(?![a-z0-9=;])/gi

/** Text with the characters that stand there by name or number. A name that is not known stays as it is written. */
export function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(reference, (whole, one: string | undefined, bare: string | undefined) => {
    const name = one ?? bare ?? ''
    if (!name.startsWith('#')) return named[name] ?? named[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
  })
}

/** Attributes by their name in small letters; one without a value is empty. */
export function attributesOf(source: string): ReadonlyMap<string, string> {
  const found = source.matchAll(/([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g)
  return new Map(
    Array.from(found, ([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decoded(double ?? single ?? bare ?? ''),
    ]),
  )
}
