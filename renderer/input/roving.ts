/** One tab stop for a block of keys; arrow keys move over its rows and columns. */

/** Put on the block with `{@attach}`. Keys are its buttons; rows are found by where they stand. */
export function roving(block: HTMLElement): () => void {
  const keys = (): HTMLElement[] => [...block.querySelectorAll<HTMLElement>('button')]
  const only = (chosen: HTMLElement | undefined): void => {
    for (const key of keys()) key.tabIndex = key === chosen ? 0 : -1
  }
  only(keys()[0])

  const move = (event: KeyboardEvent): void => {
    const from = event.target
    if (!(from instanceof HTMLElement)) return
    const target = neighbour(from, keys(), event.key)
    if (target === null) return
    event.preventDefault()
    target.focus()
  }
  const focused = (event: FocusEvent): void => {
    if (event.target instanceof HTMLElement) only(event.target)
  }
  block.addEventListener('keydown', move)
  block.addEventListener('focusin', focused)
  return () => {
    block.removeEventListener('keydown', move)
    block.removeEventListener('focusin', focused)
  }
}

/** The nearest key in the direction of the arrow, or null. */
function neighbour(from: HTMLElement, keys: readonly HTMLElement[], key: string): HTMLElement | null {
  const directions: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  }
  const direction = directions[key]
  if (direction === undefined) return null
  const [dx, dy] = direction
  const at = from.getBoundingClientRect()
  let best: HTMLElement | null = null
  let nearest = Infinity
  for (const candidate of keys) {
    const box = candidate.getBoundingClientRect()
    const x = box.left + box.width / 2 - at.left - at.width / 2
    const y = box.top + box.height / 2 - at.top - at.height / 2
    const along = x * dx + y * dy
    const across = Math.abs(x * dy) + Math.abs(y * dx)
    if (along < 4 || (dx !== 0 && across > at.height / 2)) continue
    const distance = along + 3 * across
    if (distance < nearest) {
      nearest = distance
      best = candidate
    }
  }
  return best
}
