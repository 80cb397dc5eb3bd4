/**
 * Whether an event says that a person is there. A bag on the keyboard and a ghost touch of a worn glass also press, again
 * and again, always in the same place; they must not keep somebody's data on the screen.
 */

/** Milliseconds that presses at one spot, or of one key, count as a person's. */
const oneSpotFor = 60_000

/** CSS px from the first of a row of contacts within which the next ones are the same spot: about 3 mm on the large glass. */
const spot = 8

export class Presence {
  #row: { readonly what: string | { readonly x: number; readonly y: number }; readonly since: number } | null = null

  /** A key held down repeats itself: that is no new press. */
  key({ code, repeat }: { readonly code: string; readonly repeat: boolean }, now: number): boolean {
    return !repeat && this.#counts(code, (before) => before === code, now)
  }

  touch({ x, y }: { readonly x: number; readonly y: number }, now: number): boolean {
    const near = (before: unknown): boolean =>
      typeof before === 'object' && this.#row !== null && typeof this.#row.what === 'object'
        ? Math.hypot(this.#row.what.x - x, this.#row.what.y - y) <= spot
        : false
    return this.#counts({ x, y }, near, now)
  }

  #counts(
    what: string | { readonly x: number; readonly y: number },
    same: (before: unknown) => boolean,
    now: number,
  ): boolean {
    if (this.#row === null || !same(this.#row.what)) this.#row = { what, since: now }
    return now - this.#row.since <= oneSpotFor
  }
}
