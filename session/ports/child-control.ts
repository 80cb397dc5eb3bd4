/** Control line of a plain child process (rehearsal): Node's IPC to the parent that forked it. */
import type { ControlPort } from './ports.ts'

/** Only for a process that was forked with an IPC channel. Dies with it: an orphan serves nobody. */
export function childControl(die: () => void): ControlPort & { hostSays(message: object): void } {
  if (process.send === undefined) throw new Error('not a child process')
  process.on('disconnect', die)
  const say = (message: object): void => {
    // A parent that is gone is noticed by `disconnect`; an error of one message must not become an exception here.
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined)
  }
  return {
    send: say,
    hostSays: say,
    onMessage: (listener) => void process.on('message', listener),
  }
}
