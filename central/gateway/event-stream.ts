/** Server-sent events that only wake: the record decides (visit-protocol, sequence 5). */
import type { VisitId } from '../../domain/ids.ts'
import type { Visits } from '../visits/visits.ts'

/** Milliseconds between comments that keep proxies from closing the stream. */
const beat = 15_000
const wake = 'data: {"changed":true}\n\n'

/** Wakes once at the start, so that nothing is missed before it, and after each change; closes when the visit ends. */
export function eventStream({
  visits,
  visit,
  gone,
}: {
  readonly visits: Visits
  readonly visit: VisitId
  readonly gone: AbortSignal
}): Response {
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(new TextEncoder().encode(text))
      const timer = setInterval(() => send(': still here\n\n'), beat)
      const unlisten = visits.onChange((row) => {
        if (row.record.visit !== visit) return
        send(wake)
        if (row.record.state === 'ended') close()
      })
      stop = () => {
        clearInterval(timer)
        unlisten()
        gone.removeEventListener('abort', close)
      }
      const close = () => {
        stop()
        stop = () => {}
        controller.close()
      }
      gone.addEventListener('abort', close, { once: true })
      send(`retry: 1000\n${wake}`)
    },
    cancel: () => stop(),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
}
