/**
 * XML with namespaces, as little of it as an XMP packet needs and read so that there is one way to read it: no
 * declarations, comments, marked sections or entities of its own. Names come out expanded: a prefix means nothing.
 */
import { demand, Refusal } from '../base/refusal.ts'

export interface XmlElement {
  /** "{namespace}local". */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly (XmlElement | string)[]
}

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const mostElements = 500
const deepest = 16

const refuse = (): never => {
  throw new Refusal('unexpectedContent', 'metadata that is no plain XML')
}

const opening = /<([A-Za-z_][\w.-]*)(?::([A-Za-z_][\w.-]*))?/y
const attribute = /\s+([A-Za-z_][\w.-]*)(?::([A-Za-z_][\w.-]*))?\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const end = /\s*(\/?)>/y
const closing = /<\/([A-Za-z_][\w.:-]*)\s*>/y
const words = /[^<]+/y

type Scope = ReadonlyMap<string, string>

/** The one element of a text. Throws a Refusal (`unexpectedContent`) where it is anything but that. */
export function readXml(text: string): XmlElement {
  let at = 0
  let count = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) at = pattern.lastIndex
    return found
  }
  const element = (outer: Scope, depth: number): XmlElement => {
    demand(depth <= deepest && ++count <= mostElements, 'unexpectedContent', 'metadata larger than any')
    const begin = take(opening) ?? refuse()
    const raw: [string, string, string][] = []
    for (let one = take(attribute); one !== null; one = take(attribute)) {
      const [prefix, local] = one[2] === undefined ? ['', one[1] ?? ''] : [one[1] ?? '', one[2]]
      raw.push([prefix, local, unescaped(one[3] ?? one[4] ?? '')])
    }
    const scope = scopeOf(outer, raw)
    const attributes = new Map<string, string>()
    for (const [prefix, local, value] of raw) {
      if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) continue
      const name = prefix === '' ? `{}${local}` : `{${namespaceOf(scope, prefix)}}${local}`
      demand(!attributes.has(name), 'unexpectedContent', 'an attribute twice in the metadata')
      attributes.set(name, value)
    }
    const [prefix, local] = begin[2] === undefined ? ['', begin[1] ?? ''] : [begin[1] ?? '', begin[2]]
    const name = `{${prefix === '' ? (scope.get('') ?? '') : namespaceOf(scope, prefix)}}${local}`
    const shut = take(end) ?? refuse()
    if (shut[1] === '/') return { name, attributes, children: [] }
    const children: (XmlElement | string)[] = []
    for (;;) {
      const said = take(words)
      if (said !== null) children.push(unescaped(said[0]))
      else if (text.startsWith('</', at)) break
      else children.push(element(scope, depth + 1))
    }
    const last = take(closing) ?? refuse()
    demand(last[1] === begin[0].slice(1), 'unexpectedContent', 'metadata is not well formed')
    return { name, attributes, children }
  }
  const root = element(new Map([['xml', xmlNamespace]]), 0)
  if (at !== text.length) refuse()
  return root
}

function scopeOf(outer: Scope, raw: readonly (readonly [string, string, string])[]): Scope {
  const own = raw.filter(([prefix, local]) => prefix === 'xmlns' || (prefix === '' && local === 'xmlns'))
  if (own.length === 0) return outer
  const scope = new Map(outer)
  const seen = new Set<string>()
  for (const [prefix, local, value] of own) {
    const name = prefix === '' ? '' : local
    // Bound twice on one element, a prefix would mean either; "xml" means one thing always (Namespaces in XML, 3).
    if (seen.has(name) || name === 'xml' || name === 'xmlns' || value === xmlNamespace) refuse()
    seen.add(name)
    scope.set(name, value)
  }
  return scope
}

function namespaceOf(scope: Scope, prefix: string): string {
  const namespace = scope.get(prefix)
  demand(namespace !== undefined && namespace !== '', 'unexpectedContent', 'a prefix that is bound to nothing')
  return namespace
}

const known: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;]{0,8};)?/g, (_, inner: string | undefined) => {
    const name = inner?.slice(0, -1) ?? ''
    const plain = known[name]
    if (plain !== undefined) return plain
    const number = /^#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))$/.exec(name) ?? refuse()
    const code = number[1] === undefined ? Number(number[2]) : parseInt(number[1], 16)
    const isCharacter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    return isCharacter || code === 9 || code === 10 || code === 13 ? String.fromCodePoint(code) : refuse()
  })
}
