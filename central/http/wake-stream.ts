/** Server-sent events that only wake (WHATWG HTML section 9.2): who hears one reads again what may have changed. */

/** Milliseconds between comments that keep proxies from closing the stream. */
const beat = 15_000
const wakeText = 'data: {"changed":true}\n\n'

/**
 * Wakes once at the start, so that nothing is missed before it. `listen` is given `wake` and `close` and returns how
 * to stop listening; the stream stops by `close`, or when the reader has gone.
 */
export function wakeStream({
  listen,
  gone,
}: {
  readonly listen: (wake: () => void, close: () => void) => () => void
  readonly gone: AbortSignal
}): Response {
  let stop = () => {}
  let open = true
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(new TextEncoder().encode(text))
      // Once only: the reader may have gone while somebody looked whether to close, and a stream does not close twice.
      const close = () => {
        stop()
        if (open) controller.close()
        open = false
      }
      const timer = setInterval(() => send(': still here\n\n'), beat)
      const unlisten = listen(() => send(wakeText), close)
      stop = () => {
        stop = () => {}
        clearInterval(timer)
        unlisten()
        gone.removeEventListener('abort', close)
      }
      gone.addEventListener('abort', close, { once: true })
      send(`retry: 1000\n${wakeText}`)
    },
    cancel() {
      open = false
      stop()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
}
