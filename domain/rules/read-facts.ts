/** Facts from outside: bad input is an outcome with an id, never an exception. */
import * as v from 'valibot'
import { duplicateKey } from '../policy/duplicates.ts'
import { dayOutOfReach, Facts } from './basis/facts.ts'
import type { Facts as FactsType } from './index.ts'

export const factFaults = {
  'facts.notJson': 'Het bestand is geen JSON. / The file is not JSON.',
  'facts.duplicateKey': 'Een gegeven staat er twee keer. / A fact is there twice.',
  'facts.unknownRelation': 'Onbekende relatie. / Unknown relation.',
  'facts.noSuchDay': 'Deze dag bestaat niet. / There is no such day.',
  'facts.dayOutOfReach': 'Deze dag ligt te ver weg. / This day is too far away.',
  'facts.unknownKey': 'Onbekend gegeven. / Unknown fact.',
  'facts.missing': 'Er ontbreekt een gegeven. / A fact is missing.',
  'facts.wrongValue': 'Dit gegeven heeft een waarde die niet kan. / A fact has an impossible value.',
}
export type FactFaultId = keyof typeof factFaults
export type FactsResult =
  | { readonly kind: 'facts'; readonly facts: FactsType }
  | { readonly kind: 'fault'; readonly id: FactFaultId; readonly path: string }

/** As {@link readFacts}, from the text of a file. */
export function readFactsText(text: string): FactsResult {
  try {
    const raw: unknown = JSON.parse(text)
    const twice = duplicateKey(text)
    return twice === null ? readFacts(raw) : { kind: 'fault', id: 'facts.duplicateKey', path: twice }
  } catch {
    return { kind: 'fault', id: 'facts.notJson', path: '' }
  }
}

/** Parses facts completely or says what is wrong first. */
export function readFacts(raw: unknown): FactsResult {
  const parsed = v.safeParse(Facts, raw)
  if (parsed.success) return { kind: 'facts', facts: parsed.output }
  const [issue] = parsed.issues
  return { kind: 'fault', id: faultOf(issue), path: v.getDotPath(issue) ?? '' }
}

function faultOf(issue: v.InferIssue<typeof Facts>): FactFaultId {
  if (issue.expected === 'never') return 'facts.unknownKey'
  if (issue.received === 'undefined') return 'facts.missing'
  if (issue.message === dayOutOfReach) return 'facts.dayOutOfReach'
  if (issue.message === 'no such day' || issue.type === 'regex') return 'facts.noSuchDay'
  return v.getDotPath(issue) === 'relation' ? 'facts.unknownRelation' : 'facts.wrongValue'
}
