/** What the access log says of log-ins: who logged in and out, or tried to. */
import type { EventOf } from '../../access-log/list.ts'
import type { LoginHeard } from './heard.ts'

export interface LoginEvent extends Omit<LoginHeard, 'kind'> {
  readonly kind: LoginHeard['kind'] | 'out'
}

const kinds = {
  staff: { in: 'clerkLoggedIn', out: 'clerkLoggedOut', wrong: 'clerkLogInFailed', wait: 'clerkLogInPaused' },
  citizen: { in: 'citizenLoggedIn', out: 'citizenLoggedOut', wrong: 'citizenLogInFailed', wait: 'citizenLogInPaused' },
} as const

type Kind = (typeof kinds)['staff' | 'citizen'][LoginEvent['kind']]

/** `of`: whose accounts they are. */
export function logInEvent({ kind, account, address }: LoginEvent, of: keyof typeof kinds): EventOf<Kind> {
  return { kind: kinds[of][kind], account: { is: 'account', of, sub: account }, address }
}
