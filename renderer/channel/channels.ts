/** The renderer's two lines: to main (timers, help, life and death) and to the visit's session process. */
import type { MainToRenderer, PageToHost } from '../../domain/contract/control/renderer.ts'
import type { RendererToSession, SessionToRenderer } from '../../domain/contract/messages/channel.ts'

export interface ControlChannel {
  send(message: PageToHost): void
  onMessage(listener: (message: MainToRenderer) => void): void
}

export interface VisitChannel {
  send(message: RendererToSession): void
  onMessage(listener: (message: SessionToRenderer) => void): void
}

export interface Channels {
  readonly control: ControlChannel
  readonly visit: VisitChannel
}
