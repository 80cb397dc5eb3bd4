/**
 * Text of HTML as a browser shows it, without running or loading anything. A tag begins where the HTML standard says that
 * one does (13.2.5, tag open state), so "<135" stays a number. What is not shown or was struck out falls away.
 */
import { attributesOf, decoded } from './html-parts.ts'
import { hiddenBySheet, hidesByStyle, type Hides } from './html-style.ts'

/** Comments and declarations (none of it text), CDATA (1), and tags: end (2), name (3), attributes (4). */
const markup =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[([\s\S]*?)\]\]>|<[!?][^>]*>|<(\/?)([a-z][\w-]*(?::[\w-]+)?)(?=[\s/>])((?:=\s*"[^"]*"|=\s*'[^']*'|[^>=]|=(?!\s*["']))*)>/gi

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))
/** Elements that break the line before and after them, and end what is open in them. */
const blocks = words(
  'address article aside blockquote body caption center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul',
)
const hidden = words('head title script style template iframe object noframes del s strike datalist audio video canvas')
/** Elements whose content is no markup. */
const raw = words('script style title textarea iframe noframes xmp')
const empty = words('br hr img input meta link col area base embed source track wbr')
/** A browser opens these anew after the block that they stand in (HTML standard, active formatting elements). */
const formatting = words('a b big code em font i nobr s small strike strong tt u')
/** A new one of these ends an open one, as far as the elements named last. */
const ends: Readonly<Record<string, readonly [ReadonlySet<string>, ReadonlySet<string>]>> = {
  li: [words('li'), words('ul ol')],
  dt: [words('dt dd'), words('dl')],
  dd: [words('dt dd'), words('dl')],
  td: [words('td th'), words('tr table')],
  th: [words('td th'), words('tr table')],
  tr: [words('tr'), words('table')],
  body: [words('head'), words('')],
}

/** Browsers stop here too; a letter is never nested so deeply. */
const deepest = 500

interface Open {
  readonly name: string
  readonly hides: boolean
  /** Where its text begins. */
  readonly at: number
}

/**
 * Null: a style sheet hides parts of it in a way that is not understood here, or it is nested too deeply.
 * @param spaces whether line ends and spaces of the source are only spaces, as in HTML; in markdown they are more
 */
export function htmlText(html: string, { spaces }: { readonly spaces: boolean }): string | null {
  const bySheet = hiddenBySheet(html)
  if (bySheet === null) return null
  const page = new Page(bySheet, spaces)
  const tags = new RegExp(markup)
  let from = 0
  // After the last ">" nothing ends any more: no tag is looked for there.
  const source = html.slice(0, html.lastIndexOf('>') + 1)
  for (let tag = tags.exec(source); tag !== null; tag = tags.exec(source)) {
    if (page.depth > deepest) return null
    page.text(html.slice(from, tag.index))
    const [whole, data, end, name, attributes = ''] = tag
    if (data !== undefined) page.text(data)
    from = tag.index + whole.length
    if (name === undefined) continue
    const lower = name.toLowerCase()
    if (end === '/') page.close(lower)
    else {
      page.open(lower, attributes)
      if (raw.has(lower) && !attributes.endsWith('/')) {
        from = endOfRaw(html, lower, from)
        tags.lastIndex = from
      }
    }
  }
  page.text(html.slice(from).replace(/<!--[\s\S]*$/, ''))
  return page.out
}

/** Where the end tag of an element stands whose content is no markup. */
function endOfRaw(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[\\s/>]`, 'gi')
  end.lastIndex = from
  return end.exec(html)?.index ?? html.length
}

/** What is open, and what was said so far. */
class Page {
  out = ''
  private stack: readonly Open[] = []
  private readonly bySheet: Hides
  private readonly spaces: boolean

  constructor(bySheet: Hides, spaces: boolean) {
    this.bySheet = bySheet
    this.spaces = spaces
  }

  get depth(): number {
    return this.stack.length
  }

  text(source: string): void {
    if (source === '' || this.stack.some(({ hides }) => hides)) return
    const asIs = !this.spaces || this.stack.some(({ name }) => name === 'pre' || name === 'textarea')
    const plain = asIs ? source : source.replace(/[ \t\n\f\r]+/g, ' ')
    this.out += decoded(!asIs && /[ \n]$/.test(this.out) ? plain.replace(/^ /, '') : plain)
  }

  open(name: string, source: string): void {
    const attributes = attributesOf(source)
    const [closes, within] = ends[name] ?? [new Set<string>(), new Set<string>()]
    this.closeAll(this.last(closes, within))
    // A paragraph ends where another block begins.
    if (blocks.has(name)) this.closeAll(this.last(words('p'), words('table td th li')))
    this.breakAt(name, true)
    if (empty.has(name) || source.endsWith('/')) return
    const hides =
      hidden.has(name) ||
      attributes.has('hidden') ||
      hidesByStyle(attributes.get('style') ?? '') ||
      this.bySheet(name, attributes)
    this.stack = [...this.stack, { name, hides, at: this.out.length }]
  }

  close(name: string): void {
    const at = this.stack.findLastIndex((one) => one.name === name)
    if (blocks.has(name) || name === 'head') this.closeAll(at)
    else if (at >= 0) {
      const one = this.stack[at]
      this.stack = this.stack.filter((_, index) => index !== at)
      if (one !== undefined) this.raise(one)
    }
    this.breakAt(name, false)
  }

  /** The innermost that is open of these, unless one of the others stands around what is written now. */
  private last(names: ReadonlySet<string>, within: ReadonlySet<string>): number {
    const at = this.stack.findLastIndex(({ name }) => names.has(name) || within.has(name))
    return at >= 0 && names.has(this.stack[at]?.name ?? '') ? at : -1
  }

  private closeAll(from: number): void {
    if (from < 0) return
    const again = this.stack.slice(from + 1).filter(({ name }) => formatting.has(name))
    this.stack = [...this.stack.slice(0, from), ...again]
  }

  private breakAt(name: string, opens: boolean): void {
    if (this.stack.some(({ hides }) => hides)) return
    if (name === 'li' && opens) this.out += '\n• '
    else if (name === 'td' || name === 'th') this.out += /[^ \n]$/.test(this.out) ? ' ' : ''
    else if (name === 'br' || (blocks.has(name) && name !== 'li')) this.out += '\n'
  }

  /** "10<sup>9</sup>" is not 109, "log10<sub>2</sub>" not 102: the sign says that the number stands higher or lower. */
  private raise({ name, at }: Open): void {
    if (name !== 'sup' && name !== 'sub') return
    const [before, raised] = [this.out.slice(0, at), this.out.slice(at)]
    if (!/^\s*[+\-−–]?\d/.test(raised)) return
    if (name === 'sup' && /[\p{L}\p{N})\]%]$/u.test(before)) this.out = `${before}^${raised.trimStart()}`
    if (name === 'sub' && /\^\d+[/⁄]$/.test(before)) this.out = before.replace(/\^(\d+[/⁄])$/, ' $1') + raised
    else if (name === 'sub' && /\d$/.test(before)) this.out = `${before}_${raised.trimStart()}`
  }
}
