/** One line of text with a caret that can be moved: what our own fields hold. */

export type CaretMove = 'left' | 'right' | 'start' | 'end'

export class TextLine {
  value = $state('')
  /** Before which sign the next one goes: 0 to the length. */
  caret = $state(0)
  /** Most signs. */
  readonly width: number
  /** In a full line a sign takes the place of the one behind the caret, as in a form with boxes. */
  readonly #overwrites: boolean

  constructor(width: number, options: { readonly overwrites?: boolean } = {}) {
    this.width = width
    this.#overwrites = options.overwrites ?? false
  }

  get full(): boolean {
    return this.value.length >= this.width
  }

  /** @returns whether the sign was taken. */
  type(sign: string): boolean {
    const { value, caret } = this
    const over = this.full && this.#overwrites && caret < value.length
    if (this.full && !over) return false
    this.value = value.slice(0, caret) + sign + value.slice(caret + (over ? 1 : 0))
    this.caret = caret + sign.length
    return true
  }

  /** The sign before the caret goes. @returns that sign, or null at the start of the line. */
  erase(): string | null {
    if (this.caret === 0) return null
    const gone = this.value.charAt(this.caret - 1)
    this.value = this.value.slice(0, this.caret - 1) + this.value.slice(this.caret)
    this.caret -= 1
    return gone
  }

  /** The sign behind the caret goes. */
  remove(): string | null {
    const gone = this.value.charAt(this.caret)
    this.value = this.value.slice(0, this.caret) + this.value.slice(this.caret + 1)
    return gone === '' ? null : gone
  }

  move(how: CaretMove): void {
    const to = { left: this.caret - 1, right: this.caret + 1, start: 0, end: this.value.length }[how]
    this.place(to)
  }

  place(caret: number): void {
    this.caret = Math.min(Math.max(caret, 0), this.value.length)
  }

  clear(): void {
    this.value = ''
    this.caret = 0
  }
}
