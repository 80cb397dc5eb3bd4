/**
 * The end of a scan belongs to the scan. A reader may send more line ends than lines, a moment after the lines were
 * handed on, when another screen stands: they must press nothing there. They are swallowed until the keys are still;
 * the same after any burst that no hand can type (a document laid down on a screen that does not ask for one).
 */

/** Keys are still when none came for this long, in milliseconds. */
const stillMs = 300
/** Readers send a key every 1 to 30 ms; the quickest hands need 60 ms for one. */
const burstMs = 40
/** So many such keys in a row are a reader. */
const burstKeys = 6

/** Until when line ends are swallowed. */
let until = -Infinity
/** A scan was taken: every further key says that the reader is not done yet. */
let scanned = false
let last = -Infinity
let quick = 0

/** From now until the keys are still, no Enter, Tab or space reaches a button. */
export function swallowLineEnds(): void {
  scanned = true
  until = performance.now() + stillMs
}

/** Listens for the whole page. @returns the function that stops listening. */
export function guardLineEnds(): () => void {
  const listen = (event: KeyboardEvent): void => {
    const now = performance.now()
    const sign = event.key.length === 1
    quick = sign && now - last < burstMs ? quick + 1 : sign ? 0 : quick
    last = now
    const swallowing = now < until
    scanned &&= swallowing
    if (scanned || (sign && quick >= burstKeys)) until = now + stillMs
    const lineEnd = event.key === 'Enter' || event.key === 'Tab' || event.key === ' '
    // A field that is being filled takes the line ends itself.
    const inField = event.target instanceof Element && event.target.closest('[role="textbox"]') !== null
    if (!swallowing || !lineEnd || inField) return
    event.preventDefault()
    event.stopPropagation()
  }
  // On the document: what the scanner takes at the window does not come here.
  document.addEventListener('keydown', listen, { capture: true })
  return () => document.removeEventListener('keydown', listen, { capture: true })
}
