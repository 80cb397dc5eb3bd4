/**
 * A physical keyboard on a typing screen: letters go to the field that is being filled, wherever the focus is, so
 * that no native field is needed (a native one puts what is typed into the browser process).
 */
import type { CaretMove } from './text-line.svelte.ts'

const moves: Readonly<Record<string, CaretMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'start',
  End: 'end',
}

/** @returns the function that stops listening. */
export function listenToTyping(options: {
  readonly active: () => boolean
  readonly type: (character: string) => void
  readonly erase: () => void
  /** Enter outside a button. */
  readonly enter: () => void
  /** Whether a Tab was meant for a step that the fields already made: then the focus stays. */
  readonly meantForStep?: () => boolean
  readonly move?: (how: CaretMove) => void
  /** The Delete key. */
  readonly remove?: () => void
}): () => void {
  /** @returns whether the key was for us. */
  const take = (event: KeyboardEvent): boolean => {
    const { key } = event
    const onButton = event.target instanceof Element && event.target.closest('button') !== null
    const move = moves[key]
    if (key === 'Backspace') options.erase()
    else if (key === 'Delete' && options.remove) options.remove()
    else if (move !== undefined && options.move && !onButton) options.move(move)
    else if (key === 'Tab') return !event.shiftKey && !onButton && (options.meantForStep?.() ?? false)
    else if (key === 'Enter' && !onButton) {
      if (!event.repeat) options.enter()
    } else if (key.length === 1 && !(key === ' ' && onButton)) {
      // A finger that does not leave a key in time has typed once.
      if (!event.repeat) options.type(key)
    } else return false
    return true
  }
  const listen = (event: KeyboardEvent): void => {
    // Many keyboards make "<" and "@" with AltGr, which is Control and Alt to a browser.
    const command = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph')
    if (options.active() && !command && take(event)) event.preventDefault()
  }
  window.addEventListener('keydown', listen)
  return () => window.removeEventListener('keydown', listen)
}
