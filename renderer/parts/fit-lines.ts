/** How many lines of a long list fit its box: only a window of the list is laid out, however long it is. */
import type { DossierLine } from '../../domain/contract/messages/parts.ts'

/** Half a pixel of rounding is not an overflow. */
const slack = 1

/**
 * @param wrap holds the lines' box as first child and the pager as last (style/paged.css).
 * @param alone the list begins and ends in this window, so that without a pager it may fit whole.
 * @returns how many lines from the first stand in this part, at least one. An entry that fits a part is never torn over
 *   two, and a heading goes along with what it heads.
 */
export function fitLines(wrap: HTMLElement, lines: readonly DossierLine[], alone: boolean): number {
  const box = wrap.firstElementChild
  if (box === null) return lines.length
  wrap.dataset['measuring'] = 'without'
  const whole = alone && box.scrollHeight <= box.clientHeight + slack
  if (!whole) wrap.dataset['measuring'] = 'with'
  const count = whole ? lines.length : cut(box, lines)
  delete wrap.dataset['measuring']
  return count
}

function cut(box: Element, lines: readonly DossierLine[]): number {
  const room = box.clientHeight
  const rects = [...box.children].map((item) => item.getBoundingClientRect())
  const top = rects[0]?.top ?? 0
  const over = rects.findIndex((rect) => rect.bottom - top > room + slack)
  if (over < 0) return lines.length
  let count = Math.max(1, over)
  const torn = lines[count]
  if (torn?.kind === 'fact') {
    const row = lines.findIndex(({ id }) => id === torn.of)
    const last = lines.findLastIndex((line) => line.kind === 'fact' && line.of === torn.of)
    const height = (rects[last]?.bottom ?? 0) - (rects[row]?.top ?? 0)
    const complete = last < lines.length - 1
    if (row > 0 && complete && height <= room + slack) count = row
  }
  while (count > 1 && lines[count - 1]?.kind === 'group') count -= 1
  return count
}
