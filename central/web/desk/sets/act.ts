/** What a clerk does to a form that waits: freeze, release, take away. One commit with its line of the access log. */
import * as v from 'valibot'
import { instantOf } from '../../../clock/clock.ts'
import { clerkOf } from '../../../access-log/actor.ts'
import { auditEvent } from '../../../access-log/audit-event.ts'
import { transaction } from '../../../../domain/fhir/entry.ts'
import { EnvelopeId } from '../../../../domain/ids.ts'
import type { SetEvent } from '../../../../domain/requests/sets/set.ts'
import { whenAt } from '../../../requests/sets/when.ts'
import type { SetRefusal } from '../../../requests/sets/change.ts'
import type { Notice, StaffSession } from '../../login/sessions.ts'
import type { StaffPorts } from '../../staff/ports.ts'
import { refusalWords } from './words.ts'

/** What stands on a button; the set in the version that the page showed. */
const Asked = v.object({
  act: v.picklist(['froze', 'released', 'removed']),
  set: EnvelopeId,
  version: v.pipe(v.string(), v.toNumber(), v.integer()),
  reason: v.optional(v.picklist(['signedAgain', 'notWanted', 'signedInError'])),
})
type Act = v.InferOutput<typeof Asked>['act']

const done: Readonly<Record<Act, string>> = {
  froze: 'Bevroren. Niemand gaat hiermee verder.',
  released: 'Vrijgegeven. Het gaat verder.',
  removed: 'Weggehaald. Wie tekende, krijgt bericht.',
}

/** Null: nothing was asked for. @param of.patient whose forms the page showed: another one's are not touched. */
export async function actOnSet(
  ports: StaffPorts,
  of: { readonly form: URLSearchParams; readonly session: StaffSession; readonly patient: string },
): Promise<Notice | null> {
  const { form, session, patient } = of
  if (!form.has('act')) return null
  const asked = v.safeParse(Asked, Object.fromEntries([...form].filter(([, value]) => value !== '')))
  if (!asked.success) return error('Dit kon niet gelezen worden. Kijk opnieuw.')
  const { act, set: id, version, reason = null } = asked.output
  if (act === 'removed' && reason === null) return error('Kies eerst waarom u dit weghaalt.')
  const set = await ports.sets.find(id)
  if (set === null || set.patient !== patient) return error(refusalWords('unknown'))
  const when = whenAt(ports.now(), ports.policy())
  const line = {
    kind: 'setChanged',
    clerk: clerkOf(session.staff),
    patient,
    set: id,
    change: act,
    reason: act === 'removed' ? reason : null,
  } as const
  const committed = await ports.requests.commitStep({
    set: { id, version },
    step: { kind: 'moved', event: eventOf(act, session.staff.id) },
    when,
    bundle: transaction([]),
    events: [auditEvent(line, { hospital: ports.hospital, at: instantOf(ports.now()) })],
  })
  switch (committed.kind) {
    case 'stored':
      return { kind: 'good', text: done[act] }
    case 'notTaken':
      return error(refusalWords(committed.why))
    case 'overtaken':
    case 'refused':
      return error(refusalWords('changed' satisfies SetRefusal))
    default:
      return committed satisfies never
  }
}

function eventOf(act: Act, by: string): Exclude<SetEvent, { readonly kind: 'acted' }> {
  switch (act) {
    case 'froze':
    case 'released':
      return { kind: act, by }
    case 'removed':
      return { kind: act }
    default:
      return act satisfies never
  }
}

const error = (text: string): Notice => ({ kind: 'error', text })
