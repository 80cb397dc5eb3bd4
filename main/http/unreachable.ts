/** What a caller may learn of a failed exchange; the foreign message is dropped. */
export class Unreachable extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}
