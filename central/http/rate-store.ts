/** How much each caller has left, in buckets that every node looks into. Ports: see store/. */

export interface Rate {
  /** Requests that may come at once. */
  readonly burst: number
  /** Milliseconds after which one more may come. */
  readonly every: number
}

export interface RateStore {
  /** Takes one request of this caller in the bucket of this name: 0 when it may go on, else the seconds to wait. */
  take(bucket: string, caller: string, rate: Rate, at: number): Promise<number>
}

/** Counts what went wrong, before it is looked at whether it does: nobody tries more at once than one after another. */
export interface FailureStore {
  /**
   * Counts one failure for each key, unless one of them has `most` by now: then none is counted, and false. A count ends
   * `pause` milliseconds after the last failure. Of all counts the newest `kept` are kept.
   */
  count(
    keys: readonly { readonly key: string; readonly most: number }[],
    limit: { readonly at: number; readonly pause: number; readonly kept: number },
  ): Promise<boolean>
  /** It did not go wrong: all of `clear` is forgotten, and one of each of `undo`. */
  forgive(keys: { readonly clear: readonly string[]; readonly undo: readonly string[] }): Promise<void>
}

/** Secrets of the central that its nodes share for as long as it runs. */
export interface SecretStore {
  /** The secret of this name; the first who asks gives it. */
  get(name: string, fresh: Uint8Array): Promise<Uint8Array>
}
