/** From what a keyboard-wedge scanner or a person typed to the lines of a machine-readable zone. */

/** Length of a whole zone that came without line ends → length of its lines (ICAO 9303 parts 4, 5 and 6). */
const unbroken: Readonly<Record<number, number>> = { 90: 30, 88: 44, 72: 36 }

/**
 * The lines in capitals, or null when a character stands in them that no zone has. Line ends, tabs and blanks around
 * a line are a reader's habit and are dropped; any other control character means that something else was read.
 */
export function mrzLines(text: string): readonly string[] | null {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^[ \t]+|[ \t]+$/g, '').toUpperCase())
    .filter((line) => line !== '')
  if (lines.length === 0 || !lines.every((line) => /^[A-Z0-9<]+$/.test(line))) return null
  const [only] = lines
  const width = lines.length === 1 && only !== undefined ? unbroken[only.length] : undefined
  if (only === undefined || width === undefined) return lines
  return Array.from({ length: only.length / width }, (_, at) => only.slice(at * width, (at + 1) * width))
}
