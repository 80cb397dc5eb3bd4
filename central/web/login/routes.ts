/** Logging in and out of the desk page. */
import * as v from 'valibot'
import type { SecretStore } from '../../http/rate-store.ts'
import type { Route, RouteContext } from '../../http/route.ts'
import { acrOf } from '../../../domain/identity/staff-login.ts'
import { oidcLogin } from '../oidc/login.ts'
import { leavePage } from '../pages/leave.ts'
import { page, seeOther } from '../pages/respond.ts'
import { errorPage } from '../staff/oidc/pages.ts'
import { callbackPath, deskClient, outPath, staffPrefix } from '../staff/oidc/provider.ts'
import type { LoginEvent } from '../oidc/log-in-event.ts'
import type { StaffSessions } from './sessions.ts'
import { csrfMatches } from './sessions.ts'

const IdClaims = v.object({
  sub: v.string(),
  name: v.string(),
  role: v.picklist(['clerk', 'physician']),
  /** Number in the BIG register; absent: none. */
  registration: v.optional(v.string()),
  acr: v.optional(v.string()),
})

export function loginRoutes({
  origin,
  issuer,
  sessions,
  secrets,
  now,
  hear,
}: {
  readonly origin: string
  /** Address of the hospital's own provider; left out, the embedded one. */
  readonly issuer?: string
  readonly sessions: StaffSessions
  readonly secrets: SecretStore
  readonly now: () => Date
  readonly hear: (event: LoginEvent) => Promise<void>
}): readonly Route[] {
  const login = oidcLogin({
    origin,
    ...(issuer === undefined ? {} : { issuer }),
    prefix: staffPrefix,
    client: deskClient,
    callbackPath,
    acrValues: Object.values(acrOf),
    cookieName: 'balie_login',
    cookiePath: '/staff',
    secrets,
    now,
  })
  async function leave({ request, body }: RouteContext): Promise<Response> {
    const session = await sessions.of(request, { touch: true })
    const csrf = new URLSearchParams(new TextDecoder().decode(body)).get('csrf')
    if (session !== null && !csrfMatches(session, csrf)) return page(errorPage(), 403)
    const over = await sessions.close(request)
    if (session === null) return seeOther('/desk', [over])
    await hear({ kind: 'out', account: session.staff.id, address: '' })
    // Ours is over whatever the provider says; when it cannot be asked now, its password is asked at the next log-in.
    const { idToken, staff } = session
    const who = idToken === null ? { account: staff.id } : { idToken }
    const away = await login.end(who, `${origin}${outPath}`).catch(() => null)
    return leavePage({ to: away ?? '/desk', origin, cookies: [over] })
  }
  return [
    { method: 'GET', path: '/staff/login', handle: () => login.start('desk') },
    {
      method: 'GET',
      path: callbackPath,
      async handle({ request, url }) {
        const finished = await login.finish(request, url)
        const claims = v.safeParse(IdClaims, finished?.claims)
        if (finished === null || !claims.success) return page(errorPage(), 400)
        const { sub, name, role, registration = null, acr = null } = claims.output
        const opened = await sessions.open({ id: sub, name }, role, finished.idToken, { registration, acr })
        // Each to his own page: nothing in the address says where to.
        return seeOther(role === 'physician' ? '/approve' : '/desk', [opened, login.over])
      },
    },
    { method: 'POST', path: '/staff/logout', bodyLimit: 1024, handle: leave },
  ]
}
