/** The printer's own paper that is nearest to ours, by PWG 5101.1 names: "custom_receipt_80x190mm", "om_roll_80x297mm". */

interface Size {
  readonly name: string
  /** Millimetres. */
  readonly width: number
  readonly height: number
}

const inches = 25.4
/** A roll is 80 mm wide for some and 79.5 for others; a head of 72 mm names what it prints. Millimetres. */
const sameWidth = 3
const heads = [72, 79.5, 80]

/** The size in a name; null where it names none, or the limits of what can be set ("custom_min_…"). */
function sizeOf(name: string): Size | null {
  const found = /_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)$/.exec(name)
  if (found === null || /^(custom|roll)_(min|max)_/.test(name)) return null
  const unit = found[3] === 'in' ? inches : 1
  return { name, width: Number(found[1]) * unit, height: Number(found[2]) * unit }
}

/**
 * The supported name of the same width that is just long enough; null where there is none: then the printer's default is
 * better than a paper on which the end is cut off.
 */
export function nearestMedia(wanted: string, supported: readonly unknown[]): string | null {
  const ours = sizeOf(wanted)
  if (ours === null) return null
  const wide = (width: number): boolean =>
    Math.abs(width - ours.width) <= sameWidth || (heads.includes(ours.width) && heads.includes(width))
  const fits = supported
    .flatMap((name) => (typeof name === 'string' && name !== wanted ? [sizeOf(name)] : []))
    .filter((size) => size !== null && wide(size.width) && size.height >= ours.height - 1)
  return fits.sort((a, b) => (a?.height ?? 0) - (b?.height ?? 0))[0]?.name ?? null
}
