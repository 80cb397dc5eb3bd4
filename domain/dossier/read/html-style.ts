/** What CSS takes out of sight or strikes out. A rule that hides and is not understood makes the whole text unreadable. */

/** Whether a style sheet hides an element of this name with these attributes. */
export type Hides = (name: string, attributes: ReadonlyMap<string, string>) => boolean

const hiding =
  /(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|text-decoration(?:-line)?\s*:[^;}]*line-through|mso-hide\s*:\s*all|opacity\s*:\s*0*\.?0+\s*(?=[;}!]|$)|font-size\s*:\s*0+(?:\.0+)?(?:[a-z%]*)\s*(?=[;}!]|$))/i

/** Of the declarations of one element or rule. */
export function hidesByStyle(css: string): boolean {
  return css !== '' && hiding.test(withoutComments(css))
}

function withoutComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ')
}

const block = /@[a-z-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/gi

/** Of all style sheets that stand in a text; null where one hides by a rule that cannot be told from the element alone. */
export function hiddenBySheet(html: string): Hides | null {
  const css = withoutComments(
    Array.from(html.matchAll(/<style\b[^>]*>([\s\S]*?)(?:<\/style\s*>|$)/gi), ([, sheet = '']) =>
      sheet.replace(/<!--|-->/g, ' '),
    ).join('\n'),
  )
  if (!hiding.test(css)) return () => false
  const conditional = css.match(block) ?? []
  // What is only hidden on paper is shown on a screen.
  if (conditional.some((one) => hiding.test(one) && !/^@media\s+(?:only\s+)?print\s*\{/i.test(one))) return null
  const hidden: { readonly name: string | undefined; readonly marks: readonly string[] }[] = []
  for (const [, selectors = '', declarations = ''] of css.replace(block, ' ').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!hiding.test(declarations)) continue
    for (const selector of selectors.split(',')) {
      // What only a pointer does, or what stands before and after an element, says nothing of the element.
      if (/:(?:hover|focus|active|visited|:?before|:?after)\b/i.test(selector)) continue
      const [whole, name, marks = ''] = /^([a-z][\w-]*)?((?:[.#][\w-]+)*)$/i.exec(selector.trim()) ?? []
      if (whole === undefined || whole === '') return null
      hidden.push({ name: name?.toLowerCase(), marks: marks.match(/[.#][\w-]+/g) ?? [] })
    }
  }
  return (name, attributes) => {
    const own = new Set([
      `#${attributes.get('id') ?? ''}`,
      ...(attributes.get('class') ?? '').split(/\s+/).map((one) => `.${one}`),
    ])
    return hidden.some((one) => (one.name ?? name) === name && one.marks.every((mark) => own.has(mark)))
  }
}
