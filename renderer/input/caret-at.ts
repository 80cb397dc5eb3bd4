/** Before which sign of a field a finger points. */
import type { Place } from './press.ts'

/** @param field an element whose signs are elements with the class `sign`. */
export function caretAt(field: HTMLElement, place: NonNullable<Place>): number {
  const signs = [...field.querySelectorAll('.sign')].map((sign) => sign.getBoundingClientRect())
  const after = signs.findIndex(({ left, width }) => place.x < left + width / 2)
  return after === -1 ? signs.length : after
}
