/** The device's event stream: commands as server-sent events (WHATWG HTML section 9.2), the time first and often. */
import type { DeviceCommand } from '../../../domain/contract/device/channel.ts'
import type { DeviceId } from '../../../domain/ids.ts'
import { instantOf } from '../../clock/clock.ts'
import type { Now } from '../../clock/clock.ts'
import type { Devices } from '../../devices/devices.ts'

/** Milliseconds between two statements of the time, which also keep the line open (a kiosk gives up after 60 s). */
const beat = 15_000

/** Ends when the kiosk goes away or is withdrawn. */
export function deviceEvents(options: {
  readonly devices: Devices
  readonly device: DeviceId
  readonly now: Now
  readonly gone: AbortSignal
}): Response {
  const { devices, device, now, gone } = options
  let stop = (): void => undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (command: DeviceCommand): void => {
        controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(command)}\n\n`))
      }
      const time = (): void => send({ type: 'time', at: instantOf(now()) })
      const timer = setInterval(time, beat)
      time()
      let open = true
      const close = (): void => {
        const wasOpen = open
        stop()
        if (wasOpen) controller.close()
      }
      const disconnect = devices.connect(device, send, close)
      stop = () => {
        if (!open) return
        open = false
        clearInterval(timer)
        disconnect()
      }
      gone.addEventListener('abort', close, { once: true })
    },
    cancel: () => stop(),
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
