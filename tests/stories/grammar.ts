/**
 * What free text says, by closed tables: each phrase that is known is taken out with what it means, and whatever is left makes
 * the text not understood. Nothing is guessed from a word that no table has.
 */

export interface Phrase<T> {
  readonly is: RegExp
  /** What it says; left out: nothing that a machine could play. */
  readonly says?: (found: RegExpExecArray) => Partial<T>
}

export type Understood<T> =
  { readonly ok: true; readonly said: Partial<T> } | { readonly ok: false; readonly left: string }

/** Words between phrases. */
const between =
  /\b(?:a|an|and|as|at|by|her|his|in|is|of|on|own|that|the|their|to|with|who|same|still|well|same visit|then)\b|[.,:;()"“”’'–—-]/g

/** Takes every known phrase out of the text, the first of the table first. */
export function understand<T>(text: string, tables: readonly (readonly Phrase<T>[])[]): Understood<T> {
  let left = text
  let said: Partial<T> = {}
  for (const { is, says } of tables.flat())
    for (let found = is.exec(left); found !== null; found = is.exec(left)) {
      if (found[0] === '') break
      said = { ...said, ...says?.(found) }
      left = `${left.slice(0, found.index)} ; ${left.slice(found.index + found[0].length)}`
    }
  const rest = left.replace(between, ' ').replace(/\s+/g, ' ').trim()
  return rest === '' ? { ok: true, said } : { ok: false, left: rest }
}
