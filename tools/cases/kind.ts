/** One kind of case: what a file of it holds, and how the product answers. */

export interface Kind {
  /** Files whose name begins with this hold such cases: `names.json`, `names-of-somebody.json`. */
  readonly name: string
  /**
   * What the product says to one case, as plain JSON; parses the case itself.
   * @throws Error when the case has not the published shape.
   */
  answer(given: unknown): unknown
  /** What is expected where the case says it in a short form of its own; by default its `expect`. */
  expected?(given: unknown): unknown
}
