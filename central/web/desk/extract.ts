/** What the clerk says of the extract of authority: what stands on it, or that there is none. */
import * as v from 'valibot'
import type { Evidence } from '../../../domain/contract/gateway/evidence.ts'
import { today } from './dates.ts'
import { readPaper, type Fault } from './paper-read.ts'

/** `noEntry`: it says nothing of authority; `missing`: there is none today. */
export const Authority = v.picklist(['sole', 'joint', 'notHolder', 'noEntry', 'missing'])

export type ExtractRead =
  | { readonly kind: 'seen'; readonly evidence: Evidence }
  | { readonly kind: 'missing'; readonly noEntry: boolean }
  | { readonly kind: 'wrong'; readonly fault: Fault }

export function readExtract(form: URLSearchParams, now: Date): ExtractRead {
  const said = v.safeParse(Authority, form.get('authority'))
  if (!said.success) return { kind: 'wrong', fault: { text: 'Kies eerst wie gezag heeft.', field: 'authority' } }
  const authority = said.output
  if (authority === 'missing' || authority === 'noEntry') return { kind: 'missing', noEntry: authority === 'noEntry' }
  const read = readPaper('authorityExtract', form, { now, today: today(now), more: { authority } })
  return read.ok ? { kind: 'seen', evidence: read.evidence } : { kind: 'wrong', fault: read.fault }
}
