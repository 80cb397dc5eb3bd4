/**
 * Tells the host that this page still paints: a browser whose drawing died keeps its processes, and the screen is white.
 * Content-free; never a word of what is painted.
 */

/** Milliseconds between two beats; the host is patient for ten of them. */
const every = 2_000

/** Starts at once and goes on as long as the page lives. `root`: what holds all of the page. */
export function beat(root: HTMLElement, tell: (beat: { readonly seen: boolean }) => void): void {
  if (document.hidden) {
    tell({ seen: false })
  } else {
    // Two frames on: what the first asked for is on the glass.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (shows(root)) tell({ seen: true })
      }),
    )
  }
  setTimeout(() => beat(root, tell), every)
}

/** A page that lost its screens, or its size, is as white as one that is dead. */
function shows(root: HTMLElement): boolean {
  const { width, height } = root.getBoundingClientRect()
  return root.childElementCount > 0 && width > 0 && height > 0
}
