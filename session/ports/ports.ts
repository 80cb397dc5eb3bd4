/** The two lines of a session process: to main, and to the one renderer of its visit. */
import type { SessionToMain } from '../../domain/contract/control/session.ts'
import type { SessionToRenderer } from '../../domain/contract/messages/channel.ts'

/** To main. What arrives is not parsed yet: {@link serveSession} is the border. */
export interface ControlPort {
  send(message: SessionToMain): void
  onMessage(listener: (message: unknown) => void): void
}

/** To the renderer. It may connect late or never; what is sent before is dropped, since each view is whole. */
export interface ChannelPort {
  send(message: SessionToRenderer): void
  onMessage(listener: (message: unknown) => void): void
  /** The line was misused (a second connection, a frame that is no message): the visit ends. */
  onBroken(listener: () => void): void
}
