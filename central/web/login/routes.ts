/** Logging in and out of the desk page. */
import * as v from 'valibot'
import type { Route } from '../../http/route.ts'
import { oidcLogin } from '../oidc/login.ts'
import { errorPage } from '../staff/oidc/pages.ts'
import { callbackPath, deskClient, staffPrefix } from '../staff/oidc/provider.ts'
import { page, seeOther } from '../pages/respond.ts'
import type { StaffSessions } from './sessions.ts'
import { csrfMatches } from './sessions.ts'

const IdClaims = v.object({ sub: v.string(), name: v.string(), role: v.picklist(['clerk', 'physician']) })

export function loginRoutes({
  origin,
  sessions,
  now,
}: {
  readonly origin: string
  readonly sessions: StaffSessions
  readonly now: () => Date
}): readonly Route[] {
  const login = oidcLogin({
    origin,
    prefix: staffPrefix,
    client: deskClient,
    callbackPath,
    cookieName: 'balie_login',
    cookiePath: '/staff',
    now,
  })
  return [
    { method: 'GET', path: '/staff/login', handle: () => login.start('desk') },
    {
      method: 'GET',
      path: callbackPath,
      async handle({ request, url }) {
        const claims = v.safeParse(IdClaims, (await login.finish(request, url))?.claims)
        if (!claims.success) return page(errorPage(), 400)
        const { sub, name, role } = claims.output
        return seeOther('/desk', [sessions.open({ id: sub, name }, role), login.over])
      },
    },
    {
      method: 'POST',
      path: '/staff/logout',
      bodyLimit: 1024,
      async handle({ request, body }) {
        const session = sessions.of(request, { touch: true })
        const csrf = new URLSearchParams(new TextDecoder().decode(body)).get('csrf')
        if (session !== null && !csrfMatches(session, csrf)) return page(errorPage(), 403)
        return seeOther('/desk', [sessions.close(request)])
      },
    },
  ]
}
