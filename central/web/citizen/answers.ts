/** What a visitor at home is told and given of a form: the same "nothing here" for every other one than his own. */
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import { instantOf } from '../../clock/clock.ts'
import { page, pageHeaders } from '../pages/respond.ts'
import type { Citizen } from './accounts.ts'
import { copyEvent } from './copy-event.ts'
import { findCopy } from './find-copy.ts'
import type { FindCopyPorts, Found } from './find-copy.ts'
import { nonePage, readyPage, waitPage } from './pages.ts'
import type { CitizenSession, CitizenSessions } from './sessions.ts'

export interface CopyPorts extends FindCopyPorts {
  readonly origin: string
  readonly hospital: string
  readonly now: () => Date
}

/** The page of a reference; ".pdf" behind it is the file. */
export const copyPath = (reference: string): string => `/copy/${reference}`

export interface CopyAnswers {
  /** The page of a reference. */
  tell(session: CitizenSession, reference: string): Promise<Response>
  /** The file itself. */
  file(session: CitizenSession, reference: string): Promise<Response>
}

export function copyAnswers(ports: CopyPorts, sessions: CitizenSessions): CopyAnswers {
  const { now } = ports
  return { tell, file }

  /** What is there for this person, counted when it is nothing. */
  async function look({ citizen }: CitizenSession, reference: string): Promise<Found | 'wait'> {
    // Counted before it is looked for: who asks many at once must not ask more.
    if (!(await sessions.mayAsk(citizen, reference))) return 'wait'
    const found = await findCopy(ports, reference, citizen, dayAt(now().getTime()))
    if (found.kind === 'copy') await sessions.found(citizen, reference)
    if (found.kind === 'otherPerson') await log(citizen, { ...found, signer: null })
    return found
  }

  async function tell(session: CitizenSession, reference: string): Promise<Response> {
    const found = await look(session, reference)
    if (found === 'wait') return page(waitPage(), 429)
    // Wrong person, not here yet and never was: the same page.
    return found.kind === 'copy'
      ? page(readyPage(copyPath(reference), session.csrf))
      : page(nonePage(copyPath(reference)), 404)
  }

  async function file(session: CitizenSession, reference: string): Promise<Response> {
    const found = await look(session, reference)
    if (found === 'wait') return page(waitPage(), 429)
    if (found.kind !== 'copy') return page(nonePage(copyPath(reference)), 404)
    // Written before the file leaves: what is not logged is not given.
    await log(session.citizen, found)
    return new Response(new Uint8Array(found.pdf), {
      headers: {
        ...pageHeaders,
        'content-type': 'application/pdf',
        'content-disposition': 'attachment; filename="formulier.pdf"',
      },
    })
  }

  async function log(citizen: Citizen, about: Omit<Parameters<typeof copyEvent>[0], 'citizen'>): Promise<void> {
    const event = copyEvent({ ...about, citizen })
    await ports.store.create(auditEvent(event, { hospital: ports.hospital, at: instantOf(now()) }))
  }
}
