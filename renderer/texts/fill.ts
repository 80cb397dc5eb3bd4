/** Puts values into a text: "Stap {at} van {of}" with {at: 1, of: 5}. A placeholder without a value is a bug: throws. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no value for {${name}}`)
    return String(value)
  })
}
