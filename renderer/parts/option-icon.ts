/** A pictogram for an answer, by its code; the forms have codes, never pictures. */
import type { PictogramName } from './pictogram-name.ts'

const patterns: readonly (readonly [RegExp, PictogramName])[] = [
  [/unknown|unsure|know|weet/i, 'ask'],
  [/appointment|afspra/i, 'cal'],
  [/medic|medication/i, 'pill'],
  [/result|lab|uitslag/i, 'lab'],
  [/letter|brie|message|mail/i, 'mail'],
  [/question|vra|chat|ask/i, 'chat'],
  [/allerg|^summary$/i, 'warn'],
  [/imaging/i, 'scan'],
  [/^look$/i, 'eye'],
  [/^arrangeCare$/i, 'cal'],
  [/^portal$/i, 'phone'],
  [/leaflet|folder|document|report|form/i, 'doc'],
  [/together|both|joint|samen/i, 'other'],
  [/alone|sole|self|alleen/i, 'self'],
  [/date|year|until|period|jaar|month|^whole$/i, 'clock'],
  [/child|kind/i, 'child'],
  [/^(no|nee|false|never|none)\b|refuse/i, 'close'],
  [/^(yes|ja|true|all)\b|agree|^declared$/i, 'check'],
]

/** Null when no drawing fits: a wrong one confuses more than none. */
export function optionIcon(value: string): PictogramName | null {
  return patterns.find(([pattern]) => pattern.test(value))?.[1] ?? null
}
