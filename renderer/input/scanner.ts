/**
 * A keyboard-wedge document reader: it types the MRZ lines (ICAO 9303) as fast keys, each line ended by Enter. Its
 * keys are swallowed, so that they press nothing on the screen, and kept only until the scan is handed on.
 */
import { mrzLimit } from '../../domain/limits.ts'
import { swallowLineEnds } from './line-ends.ts'
import { positionOf } from './key-positions.ts'

/** A scan ends when nothing came for this long, in milliseconds. */
const silenceMs = 300
/** After a whole line a reader may think for a while before it types the next one. */
const nextLineMs = 2000
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
  /** It could be read only by where the keys lie: reader and machine are set to different keyboards. */
  readonly wrongLayout: boolean
}

/** @returns the function that stops listening. */
export function listenToScanner(options: {
  readonly active: () => boolean
  readonly started: () => void
  /** What came was no scan. */
  readonly dropped: () => void
  readonly scanned: (scan: Scan) => void
}): () => void {
  /** As the machine's keyboard layout reads the keys, and as they lie on a US keyboard. */
  let text = ''
  let placed = ''
  let keys = 0
  let overflow = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const finish = (): void => {
    clearTimeout(timer)
    const [typed, byPlace] = [text, placed].map((read) => read.replace(/\n+$/, ''))
    const wrongLayout = !isZone(typed ?? '') && isZone(byPlace ?? '')
    const scan = { text: (wrongLayout ? byPlace : typed) ?? '', overflow, wrongLayout }
    const any = keys > 1
    text = ''
    placed = ''
    keys = 0
    overflow = false
    if (scan.text.length >= shortest) {
      swallowLineEnds()
      options.scanned(scan)
    } else if (any) options.dropped()
  }

  const take = (typed: string, place: string): void => {
    keys += 1
    if (Math.max(text.length, placed.length) < mrzLimit) {
      text += typed
      placed += place
    } else overflow = true
    if (keys === 2) options.started()
    clearTimeout(timer)
    timer = setTimeout(finish, awaitsLine(text) || awaitsLine(placed) ? nextLineMs : silenceMs)
  }

  const listen = (event: KeyboardEvent): void => {
    // AltGr is Control and Alt to a browser, and a reader with another layout may seem to press it.
    const command = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph')
    if (!options.active() || command) return
    const ends = event.key === 'Enter' || event.key === 'Tab'
    // Enter, Tab and space belong to the buttons unless a scan is under way.
    if (keys === 0 && (ends || event.key === ' ')) return
    // A dead key has no character yet; where it lies is known.
    const character = event.key.length === 1 ? event.key : event.key === 'Dead' ? '' : null
    if (!ends && character === null) return
    event.preventDefault()
    event.stopPropagation()
    if (ends) take('\n', '\n')
    else take(character ?? '', positionOf(event))
    if (ends && (isZone(text) || isZone(placed))) finish()
  }
  window.addEventListener('keydown', listen, { capture: true })
  return () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', listen, { capture: true })
  }
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')

/** A full set of lines in the signs of a zone. Whether its check digits hold is for the session to see. */
function isZone(text: string): boolean {
  const lines = linesOf(text)
  return (
    lines.every((line) => /^[A-Z0-9<]+$/i.test(line)) &&
    fullSets.some((set) => lines.length === set.lines && lines.every((line) => line.length === set.width))
  )
}

/** Whole lines so far, and too few of them: the next one is on its way. A driving licence has one line of 30. */
function awaitsLine(text: string): boolean {
  const lines = linesOf(text)
  const [first] = lines
  if (first === undefined || /^D[A-Z0-9<]NLD/i.test(first)) return false
  return fullSets.some((set) => lines.length < set.lines && lines.every((line) => line.length === set.width))
}
