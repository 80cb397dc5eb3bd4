/** The way from a form of ours to a page that may be on another site. */
import { doorCard } from './door.ts'
import { html, Html } from './html.ts'
import { page, seeOther } from './respond.ts'

/**
 * Sends the browser on. Our pages forbid forms to lead elsewhere (CSP `form-action`, which Chromium also holds against the
 * redirects that follow a form), so another origin is reached by a page that goes on by itself.
 */
export function leavePage(options: {
  readonly to: string
  readonly origin: string
  readonly cookies: readonly string[]
}): Response {
  const { to, origin, cookies } = options
  if (new URL(to, origin).origin === origin) return seeOther(to, cookies)
  const response = page(goOn(to))
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}

function goOn(to: string): Html {
  const card = doorCard('U wordt uitgelogd', html`<p><a class="s-btn go" href="${to}">Ga verder</a></p>`)
  const now = html`<meta http-equiv="refresh" content="0;url=${to}" />`
  return new Html(card.text.replace('<title>', `${now.text}<title>`))
}
