/**
 * A physical keyboard on a typing screen: letters go to the field that is being filled, wherever the focus is, so
 * that no native field is needed (a native one puts what is typed into the browser process).
 */

/** @returns the function that stops listening. */
export function listenToTyping(options: {
  readonly active: () => boolean
  readonly type: (character: string) => void
  readonly erase: () => void
  /** Enter outside a button. */
  readonly enter: () => void
}): () => void {
  const listen = (event: KeyboardEvent): void => {
    if (!options.active() || event.ctrlKey || event.altKey || event.metaKey) return
    const onButton = event.target instanceof Element && event.target.closest('button') !== null
    if (event.key === 'Backspace') options.erase()
    else if (event.key === 'Enter' && !onButton) options.enter()
    else if (event.key.length === 1 && !(event.key === ' ' && onButton)) options.type(event.key)
    else return
    event.preventDefault()
  }
  window.addEventListener('keydown', listen)
  return () => window.removeEventListener('keydown', listen)
}
