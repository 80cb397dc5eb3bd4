/** A visitor's own copy at home: from the public status page to a log-in, and with it to the signed form. */
import { createHash, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { parseReference } from '../../../domain/contract/envelope/reference.ts'
import type { SecretStore } from '../../http/rate-store.ts'
import type { Route, RouteContext } from '../../http/route.ts'
import type { LoginEvent } from '../oidc/log-in-event.ts'
import { leavePage } from '../pages/leave.ts'
import { oidcLogin } from '../oidc/login.ts'
import { page, seeOther } from '../pages/respond.ts'
import { Citizen } from './accounts.ts'
import { copyAnswers, copyPath, type CopyPorts } from './answers.ts'
import { loginFailed, outPage } from './pages.ts'
import { citizenCallback, citizenOut, citizenPrefix, copyClient } from './provider.ts'
import type { CitizenSessionStore } from './session-store.ts'
import { CitizenSessions } from './sessions.ts'

/** What it keeps of who asks. */
export interface CopyStores {
  readonly citizenSessions: CitizenSessionStore
  readonly secrets: SecretStore
}

/** `hear` writes log-outs into the access log. */
export function copyRoutes(
  ports: CopyPorts,
  stores: CopyStores,
  hear: (event: LoginEvent) => Promise<void>,
): readonly Route[] {
  const { origin, now } = ports
  const sessions = new CitizenSessions({
    store: stores.citizenSessions,
    now,
    secure: origin.startsWith('https:'),
  })
  const login = oidcLogin({
    origin,
    prefix: citizenPrefix,
    client: copyClient,
    callbackPath: citizenCallback,
    cookieName: 'balie_citizen_login',
    cookiePath: '/citizen',
    secrets: stores.secrets,
    now,
  })

  const answers = copyAnswers(ports, sessions)

  return [
    {
      method: 'GET',
      path: '/copy/:reference',
      async handle({ request, params }) {
        const asked = params['reference'] ?? ''
        const reference = parseReference(asked.replace(/\.pdf$/, ''))
        // No form can have such a number: said before anybody logs in for it.
        if (reference === null) return page(loginFailed(), 404)
        const session = await sessions.of(request)
        if (session === null) return await login.start(reference)
        return asked.endsWith('.pdf') ? await answers.file(session, reference) : await answers.tell(session, reference)
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
        return seeOther(copyPath(finished.purpose), [await sessions.open(claims.output, who.output.sub), login.over])
      },
    },
    { method: 'POST', path: '/citizen/logout', bodyLimit: 1024, handle: leave },
    { method: 'GET', path: citizenOut, handle: () => Promise.resolve(page(outPage())) },
  ]

  async function leave({ request, body }: RouteContext): Promise<Response> {
    const session = await sessions.of(request)
    const csrf = new URLSearchParams(new TextDecoder().decode(body)).get('csrf') ?? ''
    if (session !== null && !same(session.csrf, csrf)) return page(loginFailed(), 403)
    const over = await sessions.close(request)
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
