/** What a screen tells the frame around it. */
import type { PictogramName } from '../parts/pictogram-name.ts'

/** The brass button. `blocked`: why it cannot be pressed yet; the button stays focusable and says so. */
export interface NextButton {
  readonly label: string
  readonly icon?: PictogramName
  readonly blocked?: string | null
  /** The reason already stands beside what it is about: no bubble over the keys. */
  readonly told?: boolean
  /** Pressed while it was blocked: show the place that the reason is about. */
  readonly stuck?: () => void
  readonly press: () => void
}

/** The outlined button directly left of the brass one. */
export interface SecondButton {
  readonly label: string
  readonly press: () => void
}
