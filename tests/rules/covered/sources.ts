/** Where a rule or cell comes from, and how hard it is. */
import { readFileSync } from 'node:fs'

const listed = readFileSync(new URL('../../../docs/rules/sources.md', import.meta.url), 'utf8')
export const marks = ['law', 'norm', 'choice', 'judgement']

/** A key of the list ("H17"), an article of the terms ("S4"), or an article of a law ("BW 7:465(3)", "EHDS 4"). */
function isNamed(source: string): boolean {
  if (/^S[1-9]$|^BW \d:\d+[a-z]{0,2}(\(\d\))?$|^EHDS \d+$|^WID \d+$|^AVG \d+(\(\d+\))?(, \d+)?$/.test(source))
    return true
  return /^[HLA]\d+$/.test(source) && new RegExp(`(^|[ ·,-])${source} `, 'm').test(listed)
}
/** Of these sources, those that neither docs/rules/sources.md nor a law names. */
export const unnamed = (sources: string) => sources.split(/[;,] (?=[A-Z])/).filter((source) => !isNamed(source))
