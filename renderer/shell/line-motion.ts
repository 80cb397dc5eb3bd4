/** The desk line moves from where it lay on the last screen to where it lies now (docs/look.md "Motion"). */
let last: number | null = null

/** Call when a frame stands. Nothing moves with reduced motion (`--step` is then 0). */
export function slideLine(desk: HTMLElement): void {
  const top = desk.getBoundingClientRect().top
  const from = last
  last = top
  const step = Number.parseFloat(getComputedStyle(desk).getPropertyValue('--step'))
  if (from === null || Math.abs(from - top) < 2 || !(step > 0)) return
  desk.animate([{ transform: `translateY(${from - top}px)` }, { transform: 'none' }], {
    duration: step,
    easing: 'cubic-bezier(.2, 0, 0, 1)',
  })
}
