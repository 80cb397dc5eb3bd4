/**
 * The one way in which anything on a screen is pressed. A `click` is not enough: the browser gives none when a finger
 * slips some millimetres, when it rests on the glass beside another one, or when the tap before it was a flick that
 * looks like the start of a scroll. So a finger, pen or mouse that goes down and comes up on the same thing has pressed
 * it, however long or crooked its way was; whoever slides off it has thought better of it (WCAG 2.2, 2.5.2).
 * A click without a pointer (keyboard, switch, screen reader) presses too; every press counts exactly once.
 */
import { isBounce, within, type Contact } from './contacts.ts'

/** Where on the glass it was pressed, in CSS px; null when no pointer did it. */
export type Place = { readonly x: number; readonly y: number } | null
type Handler = (at: Place) => void

interface Registered {
  readonly handler: Handler
  /** The focus stays where it is: keys of our own keyboard type into the field that has it. */
  readonly keepFocus: boolean
}

/** Milliseconds in which a click without a pointer may still be the echo of a pointer's press (an assistive tool). */
const echoMs = 100

const registered = new WeakMap<Element, Registered>()
const down = new Map<number, Contact>()
let last: Contact | null = null
let pressedAt: { readonly element: Element; readonly at: number } | null = null
let hears = false

/** Put on a `<button>` with `{@attach onPress(handler)}`. */
export function onPress(handler: Handler, options: { readonly keepFocus?: boolean } = {}) {
  return (element: HTMLElement): (() => void) => {
    hear()
    const entry: Registered = { handler, keepFocus: options.keepFocus ?? false }
    registered.set(element, entry)
    element.dataset['press'] = ''
    return () => {
      if (registered.get(element) === entry) registered.delete(element)
    }
  }
}

/** Listens once for the whole page: a press must outlive the redrawing of what is pressed. */
function hear(): void {
  if (hears) return
  hears = true
  const early = { capture: true } as const
  document.addEventListener('pointerdown', pointerDown, early)
  document.addEventListener('pointerup', pointerUp, early)
  document.addEventListener('pointercancel', ({ pointerId }) => release(pointerId), early)
  document.addEventListener('mousedown', keepFocus, early)
  // eslint-disable-next-line balie/no-bare-click -- the one place that hears what no pointer made
  document.addEventListener('click', clicked, early)
  document.addEventListener('keydown', keyHeld, early)
  // A touch that pressed makes no mouse events: they would arrive at whatever stands there by then.
  document.addEventListener('touchend', touchEnded, { capture: true, passive: false })
}

function target(event: Event): HTMLElement | null {
  const found = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-press]') : null
  return found !== null && registered.has(found) ? found : null
}

function pointerDown(event: PointerEvent): void {
  release(event.pointerId)
  const element = target(event)
  if (element === null || (event.pointerType === 'mouse' && event.button !== 0)) return
  const here = { element, x: event.clientX, y: event.clientY, at: event.timeStamp }
  // A mouse button does not tremble with the hand.
  const again = last !== null && event.pointerType !== 'mouse' && isBounce(last, here)
  const contact: Contact = { ...here, touch: again && last !== null ? last.touch : { counted: false } }
  last = contact
  down.set(event.pointerId, contact)
  element.dataset['down'] = ''
}

function pointerUp(event: PointerEvent): void {
  const contact = down.get(event.pointerId)
  release(event.pointerId)
  if (contact === undefined) return
  last = { ...contact, x: event.clientX, y: event.clientY, at: event.timeStamp }
  if (contact.touch.counted || !within(contact.element, event.clientX, event.clientY)) return
  contact.touch.counted = true
  // A second finger on the same thing belongs to this press.
  for (const other of down.values()) if (other.element === contact.element) other.touch.counted = true
  press(contact.element, event)
}

function press(element: HTMLElement, { timeStamp, clientX, clientY }: PointerEvent): void {
  const entry = registered.get(element)
  if (entry === undefined || !element.isConnected) return
  pressedAt = { element, at: timeStamp }
  if (!entry.keepFocus) element.focus({ preventScroll: true })
  entry.handler({ x: clientX, y: clientY })
}

function release(pointerId: number): void {
  const element = down.get(pointerId)?.element
  down.delete(pointerId)
  if (element !== undefined && ![...down.values()].some((other) => other.element === element))
    delete element.dataset['down']
}

/** Only what no pointer made: the press of a pointer was its `pointerup`. */
function clicked(event: MouseEvent): void {
  const element = target(event)
  if (element === null || event.detail !== 0) return
  if (pressedAt?.element === element && event.timeStamp - pressedAt.at < echoMs) {
    pressedAt = null
    return
  }
  registered.get(element)?.handler(null)
}

/** A key that is held (a bag on the keyboard, a hand that does not let go in time) has pressed once. */
function keyHeld(event: KeyboardEvent): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ') && target(event) !== null) event.preventDefault()
}

function keepFocus(event: MouseEvent): void {
  const element = target(event)
  if (element !== null && registered.get(element)?.keepFocus) event.preventDefault()
}

function touchEnded(event: TouchEvent): void {
  if (event.cancelable && target(event) !== null) event.preventDefault()
}
