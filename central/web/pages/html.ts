/** HTML on the server: what comes from outside is escaped and cleaned unless it is a Html itself. */
import { plainText } from '../../../domain/plain-text.ts'

export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | null | false | readonly Part[]

/** Tagged template: strings are escaped, Html and lists of it are put in, null and false are nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((all, text, at) => all + render(parts[at - 1] ?? null) + text))
}

function render(part: Part): string {
  if (part === null || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'string') return escape(part)
  return typeof part === 'number' ? String(part) : part.map(render).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What steers is taken out of every text (domain/plain-text): a name must not turn its neighbours round. */
function escape(text: string): string {
  return plainText(text)
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
