/**
 * A keyboard-wedge document reader: it types the MRZ lines (ICAO 9303) as fast keys, each line ended by Enter. Its
 * keys are swallowed, so that they press nothing on the screen, and kept only until the scan is handed on.
 */

/** Longest text that is passed on (domain/messages: Intent `mrz`); the rest of a flood is dropped and said. */
const longest = 512
/** A scan ends when nothing came for this long. */
const silenceMs = 300
/** Fewer characters than this are somebody's hand on the keyboard. */
const shortest = 20
/** Full sets of lines: two of 44 or 36 characters, three of 30 (ICAO 9303 parts 4, 5, 6). */
const fullSets = [
  { lines: 2, width: 44 },
  { lines: 2, width: 36 },
  { lines: 3, width: 30 },
] as const

export interface Scan {
  readonly text: string
  readonly overflow: boolean
}

/** @returns the function that stops listening. */
export function listenToScanner(options: {
  readonly active: () => boolean
  readonly started: () => void
  /** What came was no scan. */
  readonly dropped: () => void
  readonly scanned: (scan: Scan) => void
}): () => void {
  let text = ''
  let overflow = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const finish = (): void => {
    clearTimeout(timer)
    const scan = { text: text.replace(/\n+$/, ''), overflow }
    const enough = scan.text.length >= shortest
    const any = text.length > 1
    text = ''
    overflow = false
    if (enough) options.scanned(scan)
    else if (any) options.dropped()
  }

  const take = (character: string): void => {
    if (text.length < longest) text += character
    else overflow = true
    if (text.length === 2) options.started()
    clearTimeout(timer)
    timer = setTimeout(finish, silenceMs)
  }

  const listen = (event: KeyboardEvent): void => {
    if (!options.active() || event.ctrlKey || event.altKey || event.metaKey) return
    const ends = event.key === 'Enter' || event.key === 'Tab'
    // Enter, Tab and space belong to the buttons unless a scan is under way.
    if (text === '' && (ends || event.key === ' ')) return
    if (!ends && event.key.length !== 1) return
    event.preventDefault()
    event.stopPropagation()
    take(ends ? '\n' : event.key)
    if (ends && isFull(text)) finish()
  }
  window.addEventListener('keydown', listen, { capture: true })
  return () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', listen, { capture: true })
  }
}

function isFull(text: string): boolean {
  const lines = text.split('\n').filter((line) => line !== '')
  return fullSets.some((set) => lines.length === set.lines && lines.every((line) => line.length === set.width))
}
