/** Server-sent events that wake the desk page; they carry nothing, the page reads itself again. */
import type { StaffPorts } from '../ports.ts'

/** Milliseconds between comments that keep proxies from closing the stream. */
const beat = 15_000

export function deskEvents({
  ports: { visits, kiosks },
  gone,
}: {
  readonly ports: Pick<StaffPorts, 'visits' | 'kiosks'>
  readonly gone: AbortSignal
}): Response {
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(new TextEncoder().encode(text))
      const wake = () => send('data: {"changed":true}\n\n')
      const timer = setInterval(() => send(': still here\n\n'), beat)
      const unlisten = [visits.onChange(wake), kiosks.onChange(wake)]
      stop = () => {
        stop = () => {}
        clearInterval(timer)
        for (const end of unlisten) end()
        gone.removeEventListener('abort', stop)
      }
      gone.addEventListener('abort', () => stop(), { once: true })
      send('retry: 1000\n')
      wake()
    },
    cancel: () => stop(),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } })
}
