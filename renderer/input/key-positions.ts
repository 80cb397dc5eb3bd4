/**
 * What a key means by where it lies on a US keyboard (UI Events, `code`). A reader that speaks US on a machine that is
 * set to another layout is understood by it: "<" is Shift and comma there, whatever the machine makes of it.
 */

/** The sign of a machine-readable zone at this place, or "" for a place that has none. */
export function positionOf({ code, shiftKey }: { readonly code: string; readonly shiftKey: boolean }): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return letter
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit !== undefined) return digit
  return code === 'Comma' && shiftKey ? '<' : ''
}
