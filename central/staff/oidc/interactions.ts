/** The login page behind the provider's `login` prompt. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import type { Html } from '../pages/html.ts'
import { pageHeaders } from '../pages/respond.ts'
import type { Passwords, StaffAccount } from './accounts.ts'
import { errorPage, loginPage } from './pages.ts'

const bodyLimit = 4096

export function interactions({
  provider,
  passwords,
  accounts,
}: {
  readonly provider: Provider
  readonly passwords: Passwords
  readonly accounts: readonly StaffAccount[]
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    try {
      // Throws unless this browser carries the cookie of this very interaction: that is the form's protection too.
      const { uid, prompt } = await provider.interactionDetails(request, response)
      const path = `/oidc/interaction/${uid}`
      if (request.url !== path || prompt.name !== 'login') throw new Error('not this interaction')
      if (request.method === 'GET') return send(response, loginPage({ path, accounts, problem: null, login: '' }))
      if (request.method !== 'POST') throw new Error('method')
      const form = new URLSearchParams(await read(request))
      const login = form.get('login') ?? ''
      const account = passwords.check(login, form.get('password') ?? '')
      if (account === 'wrong' || account === 'wait') {
        return send(response, loginPage({ path, accounts, problem: account, login }), 401)
      }
      await provider.interactionFinished(request, response, { login: { accountId: account.id, remember: false } })
    } catch {
      if (!response.headersSent) send(response, errorPage(), 400)
    }
  }
}

function send(response: ServerResponse, content: Html, status = 200): void {
  response.writeHead(status, { ...pageHeaders }).end(content.text)
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > bodyLimit) throw new Error('too large')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}
