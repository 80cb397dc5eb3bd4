/**
 * Measures a standing screen against docs/look.md: sizes and gaps in millimetres, nothing outside the glass, nothing cut
 * off, nothing on top of something else. Runs in the page; returns sentences, empty when all is well.
 */

/** Floors of docs/look.md "Touch", in real millimetres. */
export interface Floors {
  readonly mm: number
  readonly target: number
  readonly main: number
  readonly key: number
  readonly gap: number
}

export const floors = { target: 15, main: 20, key: 18, gap: 3 } as const

export function lookCheck({ mm, target, main, key, gap }: Floors): string[] {
  const found: string[] = []
  const name = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${(element.getAttribute('class') ?? '').trim().replaceAll(' ', '.')} "${(element.textContent ?? '').trim().slice(0, 30)}"`
  const visible = (element: Element): boolean => {
    const box = element.getBoundingClientRect()
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden'
  }
  const slack = 1.5

  const targets = [...document.querySelectorAll('button, [role="textbox"], canvas')].filter(visible)
  for (const element of targets) {
    const box = element.getBoundingClientRect()
    const width = box.width / mm
    const height = box.height / mm
    const isKey = element.classList.contains('key')
    const least = isKey ? key : target
    if (width < least - 0.05 || height < least - 0.05)
      found.push(`${name(element)} is ${width.toFixed(1)} × ${height.toFixed(1)} mm, less than ${least}`)
    if (element.classList.contains('btn') && !element.classList.contains('small') && height < main - 0.05)
      found.push(`${name(element)} is ${height.toFixed(1)} mm high, less than ${main}`)
    if (box.left < -slack || box.top < -slack || box.right > innerWidth + slack || box.bottom > innerHeight + slack)
      found.push(`${name(element)} lies outside the glass`)
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    if (hit === null || !(element.contains(hit) || hit.contains(element)))
      found.push(`${name(element)} is covered by ${hit ? name(hit) : 'nothing'}`)
  }
  targets.forEach((one, index) => {
    for (const other of targets.slice(index + 1)) {
      if (one.contains(other) || other.contains(one)) continue
      const a = one.getBoundingClientRect()
      const b = other.getBoundingClientRect()
      const dx = Math.max(b.left - a.right, a.left - b.right)
      const dy = Math.max(b.top - a.bottom, a.top - b.bottom)
      const distance = Math.max(dx, dy) / mm
      if (distance < gap - 0.15) found.push(`${name(one)} and ${name(other)} are ${distance.toFixed(1)} mm apart`)
    }
  })

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    if (element === null || (node.textContent ?? '').trim() === '' || !visible(element)) continue
    if (element.closest('.sr, svg, script, style') !== null) continue
    if (getComputedStyle(element).clipPath !== 'none') continue
    const passive = getComputedStyle(element).pointerEvents === 'none'
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      if (box.width === 0) continue
      const edges: { box: DOMRect; what: string }[] = [
        { box: new DOMRect(0, 0, innerWidth, innerHeight), what: 'the glass' },
      ]
      // What is placed absolutely stands outside of everything up to the next positioned element (CSS 2.1 section 10.1).
      let outside = false
      for (let around: Element | null = element; around !== null; around = around.parentElement) {
        const { position } = getComputedStyle(around)
        if (position !== 'static') outside = false
        if (outside) continue
        if (position === 'absolute') outside = true
        if (around.matches('button, .sheet, .note, .err, .box') || getComputedStyle(around).overflowY !== 'visible')
          edges.push({ box: around.getBoundingClientRect(), what: name(around) })
      }
      for (const edge of edges) {
        // Line boxes are taller than their letters: a quarter of their height may stick out.
        const lead = box.height / 4
        if (
          box.top + lead < edge.box.top - slack ||
          box.bottom - lead > edge.box.bottom + slack ||
          box.left < edge.box.left - slack ||
          box.right > edge.box.right + slack
        )
          found.push(`"${(node.textContent ?? '').trim().slice(0, 40)}" is cut off by ${edge.what}`)
      }
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
      if (!passive && hit !== null && !element.contains(hit) && !hit.contains(element))
        found.push(`"${(node.textContent ?? '').trim().slice(0, 40)}" is covered by ${name(hit)}`)
    }
  }
  for (const drawing of document.querySelectorAll('.stage svg')) {
    const bell = document.querySelector('.bell:not([hidden] .bell)')
    if (!bell || !visible(drawing)) continue
    const a = drawing.getBoundingClientRect()
    const b = bell.getBoundingClientRect()
    if (a.right > b.left + slack && a.left < b.right && a.bottom > b.top && a.top < b.bottom)
      found.push('the drawing lies behind the bell')
  }
  // In landscape the foot stands beside the top of the wall: what has no target of its own may meet there too.
  const edges = [...document.querySelectorAll('.wall-top > *, .foot > *')].filter(visible)
  edges.forEach((one, index) => {
    for (const other of edges.slice(index + 1)) {
      const a = one.getBoundingClientRect()
      const b = other.getBoundingClientRect()
      const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
      if (!apart) found.push(`${name(one)} lies over ${name(other)}`)
    }
  })
  return [...new Set(found)]
}
