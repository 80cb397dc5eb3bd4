/** What stands in the address and in the answer's form, read once. */
import * as v from 'valibot'
import { DataKind } from '../../../domain/data-kinds.ts'
import { EnvelopeId } from '../../../domain/ids.ts'
import type { CalendarDay } from '../../../domain/ids.ts'
import { refuseReasons } from '../../requests/decisions/decision.ts'
import type { Answer, AskedFor } from '../../requests/decisions/decision.ts'
import { readDay } from '../desk/dates.ts'
import { done } from './words.ts'

const ResourceId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9.-]{1,64}$/))

/** Which request an address opens; null: none. The version is whatever it is now. */
export function askedIn(parameters: URLSearchParams): AskedFor | null {
  const form = v.safeParse(ResourceId, parameters.get('form'))
  if (form.success) return { kind: 'form', task: `Task/${form.output}`, version: '' }
  const set = v.safeParse(EnvelopeId, parameters.get('set'))
  return set.success ? { kind: 'set', id: set.output, version: 0 } : null
}

const Common = { seen: v.pipe(v.string(), v.maxLength(64)), answer: v.picklist(['agree', 'refuse']) }
const Sent = v.union([
  v.object({ ...Common, form: v.pipe(v.string(), v.regex(/^Task\/[A-Za-z0-9.-]{1,64}$/)), version: v.string() }),
  v.object({ ...Common, set: EnvelopeId, version: v.pipe(v.string(), v.toNumber(), v.integer()) }),
])

/** A sentence: what has to be done first. Null: it cannot be read. */
export function answerIn(form: URLSearchParams): { readonly asked: AskedFor; readonly answer: Answer } | string | null {
  const sent = v.safeParse(Sent, Object.fromEntries(form))
  if (!sent.success) return null
  const { answer, seen } = sent.output
  const asked: AskedFor =
    'form' in sent.output
      ? { kind: 'form', task: sent.output.form, version: sent.output.version }
      : { kind: 'set', id: sent.output.set, version: sent.output.version }
  if (answer === 'refuse') {
    const reason = v.safeParse(v.picklist(refuseReasons), form.get('reason'))
    return { asked, answer: { kind: 'refuse', reason: reason.success ? reason.output : null } }
  }
  // A page on which nobody can agree only closes what the rules do not let go on: it has no ticks and no kinds.
  const isClosing = !form.has('lastDay')
  if (isClosing) return { asked, answer: { kind: 'agree', seen } }
  const ticks = form.get('noReason') === 'yes' && (form.get('asksDecides') !== 'yes' || form.get('decides') === 'yes')
  if (!ticks) return done.checksMissing
  const less = lessIn(form)
  return typeof less === 'string' ? less : { asked, answer: { kind: 'agree', seen, less } }
}

function lessIn(form: URLSearchParams): { kinds: readonly DataKind[]; lastDay?: CalendarDay } | string {
  const kinds = form.getAll('kind').flatMap((kind) => (v.is(DataKind, kind) ? [kind] : []))
  const typed = (form.get('lastDay') ?? '').trim()
  if (typed === '') return { kinds }
  const lastDay = readDay(typed)
  return lastDay === null ? done.dayUnread : { kinds, lastDay }
}
