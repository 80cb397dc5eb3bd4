/** The login page behind a provider's `login` prompt. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import type { Html } from '../pages/html.ts'
import type { LoginState } from '../pages/login.ts'
import { pageHeaders } from '../pages/respond.ts'
import type { Account, Passwords } from './passwords.ts'
import type { HearLogin } from './heard.ts'

const bodyLimit = 4096

/** What a provider shows; the words are those of whom it is for. */
export interface LoginPages {
  login(input: LoginState): Html
  /** One page for whatever goes wrong here. */
  error(): Html
  /** Asks whether to log out; `form` is the provider's own, and the button names it by `op.logoutForm`. */
  logout(form: string): Html
}

export function interactions<A extends Account>({
  provider,
  prefix,
  passwords,
  pages,
  hear,
  formsLeadTo,
}: {
  readonly provider: Provider
  /** "/oidc" */
  readonly prefix: string
  readonly passwords: Passwords<A>
  readonly pages: LoginPages
  readonly hear: HearLogin
  /** Origin of the client when it is another than ours: the form's answer leads there (CSP `form-action`). */
  readonly formsLeadTo: string | null
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const send = (response: ServerResponse, content: Html, status = 200): void => {
    const policy = pageHeaders['content-security-policy'] ?? ''
    const wider =
      formsLeadTo === null ? policy : policy.replace("form-action 'self'", `form-action 'self' ${formsLeadTo}`)
    response.writeHead(status, { ...pageHeaders, 'content-security-policy': wider }).end(content.text)
  }
  return async (request, response) => {
    try {
      // Throws unless this browser carries the cookie of this very interaction: that is the form's protection too.
      const { uid, prompt } = await provider.interactionDetails(request, response)
      const path = `${prefix}/interaction/${uid}`
      if (request.url !== path || prompt.name !== 'login') throw new Error('not this interaction')
      if (request.method === 'GET') return send(response, pages.login({ path, problem: null, login: '' }))
      if (request.method !== 'POST') throw new Error('method')
      const form = new URLSearchParams(await read(request))
      const login = form.get('login') ?? ''
      const address = request.socket.remoteAddress ?? ''
      const account = await passwords.check({ login, password: form.get('password') ?? '', address })
      // Written before the answer: a log-in that is not in the log does not happen.
      await hear({
        kind: typeof account === 'string' ? account : 'in',
        account: typeof account === 'string' ? (passwords.named(login)?.id ?? null) : account.id,
        address,
      })
      if (account === 'wrong' || account === 'wait')
        return send(response, pages.login({ path, problem: account, login }), 401)
      await provider.interactionFinished(request, response, {
        login: { accountId: account.id, remember: false, ...(account.acr === undefined ? {} : { acr: account.acr }) },
      })
    } catch {
      if (!response.headersSent) send(response, pages.error(), 400)
    }
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) throw new Error('a body is bytes')
    size += chunk.length
    if (size > bodyLimit) throw new Error('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
