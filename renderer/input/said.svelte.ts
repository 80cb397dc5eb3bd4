/**
 * What a screen reader hears while our own fields are filled: the sign, and the field that comes next. For who looks
 * at the glass it says nothing new. A field that others must not overhear says how far it is, never the sign.
 */
export class Said {
  text = $state('')

  /** The same words once more are said once more. */
  say(...parts: readonly (string | null)[]): void {
    const text = parts.filter((part) => part !== null && part !== '').join('. ')
    this.text = text === this.text ? `${text}\u00a0` : text
  }
}
