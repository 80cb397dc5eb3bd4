/**
 * Reading a policy file: every way in which it can be wrong has its own id, and the line (path), what was read and what
 * is allowed are named.
 */
import * as v from 'valibot'
import { allowedIn } from './allowed.ts'
import { aboutOf } from './cell.ts'
import { duplicateKey } from './duplicates.ts'
import { formatOf, keyOfLaterFormat, withEveryCell } from './formats.ts'
import { agesCross, mistakeIn, type Mistake } from './mistakes.ts'
import { HospitalPolicy, policyCells } from './policy.ts'

export const policyFaults = {
  'policy.notJson': 'Het bestand is geen JSON. / The file is not JSON.',
  'policy.unknownFormat': 'Dit beleid heeft een onbekende vorm. / This policy has an unknown format.',
  'policy.unknownKey': 'Het beleid heeft een onbekende regel. / The policy has an unknown key.',
  'policy.duplicateKey': 'Een regel staat er twee keer. / A key is there twice.',
  'policy.missingCell': 'Het beleid mist een regel. / The policy misses a cell.',
  'policy.contradicts': 'Het beleid spreekt zichzelf tegen. / The policy contradicts itself.',
  'policy.wrongValue': 'Deze waarde kan hier niet staan. / This value cannot stand here.',
  'policy.crossesFixedLine': 'Deze waarde mag niet van wet of norm. / Law or norm forbids this value.',
  'policy.unsigned': 'Het beleid is niet getekend. / The policy is not signed.',
  'policy.wrongSignature': 'De handtekening klopt niet. / The signature is wrong.',
  'policy.signedByOtherHospital': 'Een ander ziekenhuis heeft dit getekend. / Another hospital signed this.',
  'policy.otherHospital': 'Het beleid is van een ander ziekenhuis. / The policy is of another hospital.',
  'policy.older': 'Er is al een nieuwere versie. / A newer version is known already.',
  'policy.versionTaken': 'Deze versie bestaat al met andere regels. / This version exists with other rules.',
  'policy.notYetValid': 'Dit beleid geldt nog niet. / This policy is not valid yet.',
}
export type PolicyFaultId = keyof typeof policyFaults

export type PolicyFault = {
  readonly kind: 'fault'
  readonly id: PolicyFaultId
  /** The cell ("ages.childSigns"); empty when it is about the whole file. */
  readonly path: string
  /** Only where a value is wrong: what was read, and what may be there instead. */
  readonly value?: { readonly read: string; readonly allowed: string }
}
export type PolicyResult = { readonly kind: 'policy'; readonly policy: HospitalPolicy } | PolicyFault

/** One line for whoever wrote the file: the cell, what is wrong with it, what was read and what is allowed. */
export function faultText({ id, path, value }: PolicyFault): string {
  const [nl, en] = policyFaults[id].split(' / ')
  const where = path === '' ? id : `${id} ${path}`
  if (value === undefined) return `${where}: ${policyFaults[id]}`
  const { read, allowed } = value
  return `${where}: ${nl ?? ''} Gelezen: ${read}. Toegestaan: ${allowed}. / ${en ?? ''} Read: ${read}. Allowed: ${allowed}.`
}

const Ages = v.object({ ages: v.object({ childSigns: v.number(), parentAccessEnds: v.number() }) })

/** Parses a new policy completely or not at all. */
export function readPolicy(raw: unknown): PolicyResult {
  const read = readPublished(raw)
  if (read.kind === 'fault') return read
  const mistake = mistakeIn(read.policy)
  return mistake === null ? read : contradicting(mistake)
}

/** As {@link readPolicy}, from the text of a file, in which no key may appear twice. */
export function readPolicyText(text: string): PolicyResult {
  const raw = jsonOf(text)
  if (raw === undefined) return fault('policy.notJson', '')
  const twice = duplicateKey(text)
  return twice === null ? readPolicy(raw) : fault('policy.duplicateKey', twice)
}

/**
 * A policy that this hospital published already: complete, but with the mistakes that an earlier program let pass
 * (`mistakes.ts`), because forms were signed under it.
 */
export function readPublished(raw: unknown): PolicyResult {
  const format = formatOf(raw)
  if (format === null) return fault('policy.unknownFormat', 'format')
  const ages = v.safeParse(Ages, raw)
  const crossed = ages.success ? agesCross({ ages: { ...ages.output.ages, adult: 18 } }) : null
  if (crossed !== null) return contradicting(crossed)
  const unknown = unknownKey(raw) ?? keyOfLaterFormat(raw, format)
  if (unknown !== null) return fault('policy.unknownKey', unknown)
  const parsed = v.safeParse(HospitalPolicy, withEveryCell(raw, format))
  if (parsed.success) return { kind: 'policy', policy: parsed.output }
  const [issue] = parsed.issues
  const path = v.getDotPath(issue) ?? ''
  if (issue.received === 'undefined') return fault('policy.missingCell', path)
  return wrongValue(path, issue)
}

/** As {@link readPublished}, from the text that was signed. */
export function readPublishedText(text: string): PolicyResult {
  const raw = jsonOf(text)
  return raw === undefined ? fault('policy.notJson', '') : readPublished(raw)
}

export function fault(id: PolicyFaultId, path: string): PolicyFault {
  return { kind: 'fault', id, path }
}

const mistaken = { line: 'policy.crossesFixedLine', value: 'policy.wrongValue' } as const

const contradicting = ({ because, path, read, allowed }: Mistake): PolicyFault => ({
  ...fault(because === undefined ? 'policy.contradicts' : mistaken[because], path),
  value: { read, allowed },
})

/** Beyond a line that law or norm draws, or only mistyped. */
function wrongValue(path: string, issue: v.InferIssue<typeof HospitalPolicy>): PolicyFault {
  const cell = cellAt(path)
  const allowed = cell === null ? (issue.expected ?? '') : allowedIn(cell)
  // The value of the whole cell; of a part of it (one kind of data, a term's years) the part says more.
  const value = { read: JSON.stringify(issue.input) ?? issue.received, allowed }
  const { mark, forbidden = [] } = cell === null ? { mark: 'judgement' } : aboutOf(cell)
  const outside = typeof issue.input === 'number' && Number.isInteger(issue.input)
  const fixed = forbidden.includes(issue.input) || (outside && (mark === 'law' || mark === 'norm'))
  return { ...fault(fixed ? 'policy.crossesFixedLine' : 'policy.wrongValue', path), value }
}

function cellAt(path: string): v.GenericSchema | null {
  const [group, key] = path.split('.')
  const entries = Object.entries(policyCells).find(([name]) => name === group)?.[1].entries ?? {}
  return Object.entries<v.GenericSchema>(entries).find(([name]) => name === key)?.[1] ?? null
}

/** The first key that no policy has: compared by own names, so "constructor" is one too. */
function unknownKey(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null) return null
  for (const [group, cells] of entriesOf(raw)) {
    if (!Object.hasOwn(HospitalPolicy.entries, group)) return group
    const entries = Object.entries(policyCells).find(([name]) => name === group)?.[1].entries
    if (entries === undefined || typeof cells !== 'object' || cells === null) continue
    const key = Object.keys(cells).find((name) => !Object.hasOwn(entries, name))
    if (key !== undefined) return `${group}.${key}`
  }
  return null
}

const entriesOf = (of: object): readonly (readonly [string, unknown])[] => Object.entries(of)

function jsonOf(text: string): unknown {
  try {
    const raw: unknown = JSON.parse(text)
    return raw
  } catch {
    return undefined
  }
}
