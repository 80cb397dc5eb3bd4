/** Where a list of items has to be cut so that each part fits its box. */

/** Half a pixel of rounding is not an overflow. */
const slack = 1

/**
 * @param wrap holds the items' box as first child and the pager as last; style sheets show all items while
 *   `data-measuring` stands on it ("without" and "with" the pager's room).
 * @returns index of the first item of each part; [0] when everything fits; null when one item is taller than a part.
 */
export function cutPages(wrap: HTMLElement): readonly number[] | null {
  const box = wrap.firstElementChild
  if (box === null) return [0]
  wrap.dataset['measuring'] = 'without'
  const starts = box.scrollHeight > box.clientHeight + slack ? cut(wrap, box) : [0]
  delete wrap.dataset['measuring']
  return starts
}

function cut(wrap: HTMLElement, box: Element): readonly number[] | null {
  wrap.dataset['measuring'] = 'with'
  const edges = getComputedStyle(box)
  const room = box.clientHeight - Number.parseFloat(edges.paddingTop) - Number.parseFloat(edges.paddingBottom)
  const boxes = [...box.children].map((item) => item.getBoundingClientRect())
  if (boxes.some((rect) => rect.height > room + slack)) return null
  const starts = [0]
  let top = boxes[0]?.top ?? 0
  boxes.forEach((rect, index) => {
    if (index === 0 || rect.bottom - top <= room + slack) return
    // Items of one row (two columns) stay together.
    const row = boxes.findIndex((other) => Math.abs(other.top - rect.top) <= slack)
    let start = row > (starts.at(-1) ?? 0) ? row : index
    // A heading goes along with what it heads.
    if (start - 1 > (starts.at(-1) ?? 0) && box.children[start - 1]?.querySelector('h2')) start -= 1
    starts.push(start)
    top = boxes[start]?.top ?? rect.top
  })
  return starts
}
