/**
 * What a standing screen says, read in the page itself. A message is a block of prose that is there to be taken in: a lead,
 * a note, a point. What can be pressed, and the rows of a paper that is shown, are read too, but they are no messages.
 */

export interface Read {
  readonly title: string
  readonly messages: readonly string[]
  /** Everything else that can be read: labels, answers and their notes, rows. */
  readonly others: readonly string[]
}

/** Runs in the page. */
export function readPage(): Read {
  const visible = (element: Element): boolean => {
    const box = element.getBoundingClientRect()
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden'
  }
  const textOf = (element: Element): string =>
    (element.textContent ?? '').replaceAll('\u00ad', '').replaceAll(/\s+/g, ' ').trim()
  const prose = '.words .lead, .answers .note, .answers .points li, .answers .points > div, .answers p'
  const pressed = 'button, [role="textbox"]'
  const isProse = (element: Element): boolean =>
    element.matches(prose) && element.closest(pressed) === null && element.closest('.facts, .sr') === null
  const blocks = [...document.querySelectorAll('.words *, .answers *')].filter(visible)
  const messages = blocks.filter(
    (element) => isProse(element) && !(element.parentElement && isProse(element.parentElement)),
  )
  const leaves = blocks.filter(
    (element) =>
      !messages.some((message) => message.contains(element)) &&
      element.closest('.sr, svg, h1') === null &&
      [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      ),
  )
  const heading = document.querySelector('.words h1')
  return {
    title: heading === null ? '' : textOf(heading),
    messages: messages.map(textOf).filter((text) => text !== ''),
    others: leaves
      .filter((element) => !leaves.some((other) => other !== element && other.contains(element)))
      .map(textOf),
  }
}
