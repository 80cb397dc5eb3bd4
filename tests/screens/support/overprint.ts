/**
 * Text over text and text that is cut: measured where the letters stand, not where their boxes end. Runs in the page;
 * returns sentences, empty when all is well.
 */
export function overprint(): string[] {
  interface Piece {
    readonly text: string
    readonly node: Node
    readonly box: DOMRect
  }
  const pieces: Piece[] = []
  const found: string[] = []
  const short = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, 40)

  /** The part of a box that its surroundings let through. */
  function seenPart(element: Element, box: DOMRect): DOMRect {
    let { left, top, right, bottom } = box
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const style = getComputedStyle(around)
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue
      const edge = around.getBoundingClientRect()
      left = Math.max(left, edge.left)
      top = Math.max(top, edge.top)
      right = Math.min(right, edge.right)
      bottom = Math.min(bottom, edge.bottom)
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top))
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    if (element === null || (node.textContent ?? '').trim() === '') continue
    const style = getComputedStyle(element)
    if (style.visibility === 'hidden' || element.closest('.sr, svg, script, style') !== null) continue
    if (element.closest('.words h1, .more') !== null && getComputedStyle(element).clipPath !== 'none') continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const line of range.getClientRects()) {
      if (line.width < 1 || line.height < 1) continue
      // Capitals and descenders: the middle two thirds of a line box are letters.
      const box = new DOMRect(line.left, line.top + line.height / 6, line.width, (line.height * 2) / 3)
      const part = seenPart(element, box)
      if (part.width < box.width - 2 || part.height < box.height - 2)
        found.push(`"${short(node.textContent ?? '')}" is cut`)
      pieces.push({ text: short(node.textContent ?? ''), node, box: part })
    }
  }
  pieces.forEach((one, index) => {
    for (const other of pieces.slice(index + 1)) {
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      if (wide > 2 && high > 2) found.push(`"${one.text}" lies over "${other.text}"`)
    }
  })
  for (const element of document.querySelectorAll<HTMLElement>('button, .sheet, .note, .err')) {
    if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 2)
      found.push(`"${short(element.textContent ?? '')}" is wider than its place`)
  }
  return [...new Set(found)]
}
