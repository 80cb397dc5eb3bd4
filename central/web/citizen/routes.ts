/** A visitor's own copy at home: from the public status page to a log-in, and with it to the signed form. */
import { createHash, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { instantOf } from '../../clock/clock.ts'
import { auditEvent } from '../../access-log/audit-event.ts'
import { dayAt } from '../../../domain/days/amsterdam.ts'
import { parseReference } from '../../../domain/contract/envelope/reference.ts'
import type { Route, RouteContext } from '../../http/route.ts'
import type { LoginEvent } from '../oidc/log-in-event.ts'
import { leavePage } from '../pages/leave.ts'
import { oidcLogin } from '../oidc/login.ts'
import { page, pageHeaders, seeOther } from '../pages/respond.ts'
import { Citizen } from './accounts.ts'
import { copyEvent } from './copy-event.ts'
import { findCopy } from './find-copy.ts'
import type { FindCopyPorts, Found } from './find-copy.ts'
import { loginFailed, nonePage, outPage, readyPage, waitPage } from './pages.ts'
import { citizenCallback, citizenOut, citizenPrefix, copyClient } from './provider.ts'
import type { CitizenSession } from './sessions.ts'
import { CitizenSessions } from './sessions.ts'

export interface CopyPorts extends FindCopyPorts {
  readonly origin: string
  readonly hospital: string
  readonly now: () => Date
}

/** The page of a reference; ".pdf" behind it is the file. */
export const copyPath = (reference: string): string => `/copy/${reference}`

/** `hear` writes log-outs into the access log. */
export function copyRoutes(ports: CopyPorts, hear: (event: LoginEvent) => Promise<void>): readonly Route[] {
  const { origin, now } = ports
  const sessions = new CitizenSessions({ now, secure: origin.startsWith('https:') })
  const login = oidcLogin({
    origin,
    prefix: citizenPrefix,
    client: copyClient,
    callbackPath: citizenCallback,
    cookieName: 'balie_citizen_login',
    cookiePath: '/citizen',
    now,
  })

  return [
    {
      method: 'GET',
      path: '/copy/:reference',
      async handle({ request, params }) {
        const asked = params['reference'] ?? ''
        const reference = parseReference(asked.replace(/\.pdf$/, ''))
        // No form can have such a number: said before anybody logs in for it.
        if (reference === null) return page(loginFailed(), 404)
        const session = sessions.of(request)
        if (session === null) return await login.start(reference)
        return asked.endsWith('.pdf') ? await file(session, reference) : await tell(session, reference)
      },
    },
    {
      method: 'GET',
      path: citizenCallback,
      async handle({ request, url }) {
        const finished = await login.finish(request, url)
        const claims = v.safeParse(v.pipe(v.looseObject({}), v.transform(citizenClaims), Citizen), finished?.claims)
        const who = v.safeParse(v.object({ sub: v.string() }), finished?.claims)
        if (finished === null || !claims.success || !who.success) return page(loginFailed(), 400)
        return seeOther(copyPath(finished.purpose), [sessions.open(claims.output, who.output.sub), login.over])
      },
    },
    { method: 'POST', path: '/citizen/logout', bodyLimit: 1024, handle: leave },
    { method: 'GET', path: citizenOut, handle: () => Promise.resolve(page(outPage())) },
  ]

  /** What is there for this person, counted when it is nothing. */
  async function look({ citizen }: CitizenSession, reference: string): Promise<Found | 'wait'> {
    if (sessions.mustWait(citizen)) return 'wait'
    // Counted before anything is awaited: who asks many at once must not ask more.
    sessions.asked(citizen, reference)
    const found = await findCopy(ports, reference, citizen, dayAt(now().getTime()))
    if (found.kind === 'copy') sessions.found(citizen, reference)
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

  async function leave({ request, body }: RouteContext): Promise<Response> {
    const session = sessions.of(request)
    const csrf = new URLSearchParams(new TextDecoder().decode(body)).get('csrf') ?? ''
    if (session !== null && !same(session.csrf, csrf)) return page(loginFailed(), 403)
    const over = sessions.close(request)
    if (session === null) return seeOther(citizenOut, [over])
    await hear({ kind: 'out', account: session.account, address: '' })
    const away = await login.end({ account: session.account }, `${origin}${citizenOut}`).catch(() => null)
    return leavePage({ to: away ?? citizenOut, origin, cookies: [over] })
  }
}

/** Only the four claims that count; an ID token carries more (`iss`, `aud`, …). */
function citizenClaims({ bsn, family, given, birthDate }: Readonly<Record<string, unknown>>): unknown {
  return { bsn, family, given, birthDate }
}

function same(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}
