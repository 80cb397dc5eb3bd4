/** From what a clerk typed about a paper to the paper, or the sentence about the field that is wrong. */
import * as v from 'valibot'
import { Evidence, longestPaperName, type EvidenceKind } from '../../../domain/contract/gateway/evidence.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import { isBlank, steers } from '../../../domain/plain-text.ts'
import { factDays } from '../../../domain/rules/basis/facts.ts'
import { readDay } from './dates.ts'
import { namesPatient, paperForms, topics, type Field } from './paper-fields.ts'

/** `field`: the name that it has in the form. */
export interface Fault {
  readonly text: string
  readonly field: string
}
export type PaperRead =
  { readonly ok: true; readonly evidence: Evidence } | { readonly ok: false; readonly fault: Fault }

type Value = string | boolean | readonly string[] | null
type Values = Readonly<Record<string, Value>>

/** The name of a field in a form; those of the extract, which is asked with the identity, are short. */
export const fieldName = (kind: EvidenceKind, name: string): string =>
  kind === 'authorityExtract' ? (extractNames[name] ?? name) : `${kind}-${name}`

const extractNames: Readonly<Record<string, string>> = { given: 'paperGiven', born: 'paperBorn' }

/** `more`: what the page asked in its own way. */
export function readPaper(
  kind: EvidenceKind,
  form: URLSearchParams,
  { now, today, more = {} }: { readonly now: Date; readonly today: CalendarDay; readonly more?: Values },
): PaperRead {
  const read: Record<string, Value> = {}
  for (const field of [...paperForms[kind].fields, ...namesPatient]) {
    const found = readField(field, form, { name: fieldName(kind, field.name), today })
    if (found.kind === 'wrong') return wrong(kind, field.name, found.text)
    read[field.name] = found.value
  }
  const order = inOrder(kind, read)
  if (order !== null) return { ok: false, fault: order }
  const { given, born, ...own } = read
  const parsed = v.safeParse(Evidence, {
    kind,
    ...asKept(kind, own, today),
    ...more,
    concerns: { birthDate: born, given },
    recordedAt: now.toISOString(),
  })
  if (parsed.success) return { ok: true, evidence: parsed.output }
  const key = parsed.issues[0].path?.at(0)?.key
  return wrong(kind, typeof key === 'string' ? key : 'given', 'Hier klopt iets niet. Kijk nog een keer.')
}

const wrong = (kind: EvidenceKind, name: string, text: string): PaperRead => ({
  ok: false,
  fault: { text, field: fieldName(kind, name) },
})

type Found = { readonly kind: 'value'; readonly value: Value } | { readonly kind: 'wrong'; readonly text: string }

function readField(
  field: Field,
  form: URLSearchParams,
  { name, today }: { readonly name: string; readonly today: CalendarDay },
): Found {
  const first = field.as === 'choice' ? (field.first ?? '') : ''
  const typed = (form.get(name) ?? first).trim()
  const value = (one: Value): Found => ({ kind: 'value', value: one })
  const bad = (text: string): Found => ({ kind: 'wrong', text })
  switch (field.as) {
    case 'choice':
      return field.options.some((option) => option.value === typed) ? value(typed) : bad(`Kies: ${lower(field.label)}.`)
    case 'text':
      if (isBlank(typed)) return bad(`Vul in: ${lower(field.label)}.`)
      if (typed.length > longestPaperName) return bad(`Te lang: hoogstens ${longestPaperName} tekens.`)
      return steers(typed) ? bad('Gebruik alleen gewone letters en tekens.') : value(typed)
    case 'topics': {
      const ticked = topics.filter((topic) => form.has(`${name}-${topic}`))
      return value(ticked.length === 0 ? null : ticked)
    }
    case 'day': {
      if (typed === '') return field.optional === true ? value(null) : bad(`Vul in: ${lower(field.label)}.`)
      const day = readDay(typed)
      if (day === null) return bad('Deze datum bestaat niet. Typ dag-maand-jaar.')
      if (day < factDays.first || day > factDays.last) return bad('Deze datum ligt te ver weg.')
      return field.past !== null && day > today ? bad(field.past) : value(day)
    }
    default:
      return field satisfies never
  }
}

/** An end before its beginning; days compare as text (RFC 3339). */
function inOrder(kind: EvidenceKind, read: Values): Fault | null {
  const { until } = read
  const from = kind === 'ruling' ? read['effectiveOn'] : kind === 'finding' ? read['on'] : null
  if (typeof until !== 'string' || typeof from !== 'string' || until >= from) return null
  return { text: 'De laatste dag is voor de eerste. Kijk nog een keer op het papier.', field: fieldName(kind, 'until') }
}

/** In the contract's own terms. */
function asKept(kind: EvidenceKind, own: Values, today: CalendarDay): Values {
  switch (kind) {
    case 'ruling':
      return { ...own, joint: own['joint'] === 'yes' }
    case 'otherRepresentatives':
      return { ...own, sameStep: own['sameStep'] === 'yes' }
    case 'finding':
      return { ...own, source: 'transcribed' }
    case 'curateleRegister':
      return { ...own, on: today }
    case 'authorityExtract':
    case 'authorization':
    case 'kinship':
    case 'employeeMandate':
    case 'coHolderNotAsked':
    case 'coHolderRefused':
      return own
    default:
      return kind satisfies never
  }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
