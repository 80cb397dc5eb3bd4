/** One line of messages: parses what comes in, holds back what is said before the other end is there. */
import * as v from 'valibot'

export interface Line<In, Out> {
  send(message: Out): void
  onMessage(listener: (message: In) => void): void
}

export interface LineEnd<In, Out> extends Line<In, Out> {
  /** The transport is there: what waited goes out first. */
  open(transmit: (message: Out) => void): void
  /** Something arrived. What does not parse is dropped: the other end is ours, so it is a fault, and shows nothing. */
  receive(data: unknown): void
}

/** @param schema what may arrive. */
export function createLine<S extends v.GenericSchema, Out>(schema: S): LineEnd<v.InferOutput<S>, Out> {
  let transmit: ((message: Out) => void) | null = null
  const waiting: Out[] = []
  const listeners: ((message: v.InferOutput<S>) => void)[] = []
  return {
    send(message) {
      if (transmit === null) waiting.push(message)
      else transmit(message)
    },
    onMessage(listener) {
      listeners.push(listener)
    },
    open(transport) {
      transmit = transport
      for (const message of waiting.splice(0)) transport(message)
    },
    receive(data) {
      const parsed = v.safeParse(schema, data)
      if (!parsed.success) return
      for (const listener of listeners) listener(parsed.output)
    },
  }
}
