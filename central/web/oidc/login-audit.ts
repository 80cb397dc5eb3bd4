/** Who logged in and out, or tried to, in the access log (NEN 7513; AuditEvent R4 with the codes of DICOM PS3.16 D). */
import type { AuditEvent, Coding } from '@medplum/fhirtypes'
import type { LoginHeard } from './heard.ts'

const dicom = 'http://dicom.nema.org/resources/ontology/DCM'

const subtypes = {
  in: { system: dicom, code: '110122', display: 'Login' },
  out: { system: dicom, code: '110123', display: 'Logout' },
} as const satisfies Readonly<Record<string, Coding>>

/** AuditEvent.outcome: success; 4 minor failure (a wrong password); 8 serious failure (too many, so none is looked at). */
const outcomes = { in: '0', out: '0', wrong: '4', wait: '8' } as const

export interface LoginEvent extends Omit<LoginHeard, 'kind'> {
  readonly kind: LoginHeard['kind'] | 'out'
}

/** `accounts`: system of the identifier that `account` is a value of. A name that nobody has is not written down. */
export function loginAudit(
  { kind, account, address }: LoginEvent,
  about: { readonly accounts: string; readonly site: string; readonly hospital: string; readonly at: Date },
): AuditEvent {
  return {
    resourceType: 'AuditEvent',
    type: { system: dicom, code: '110114', display: 'User Authentication' },
    subtype: [kind === 'out' ? subtypes.out : subtypes.in],
    action: 'E',
    recorded: about.at.toISOString(),
    outcome: outcomes[kind],
    agent: [
      {
        who:
          account === null ? { display: 'unknown name' } : { identifier: { system: about.accounts, value: account } },
        requestor: true,
        // 2: IP address (R4 network-type).
        ...(address === '' ? {} : { network: { address, type: '2' as const } }),
      },
    ],
    source: { observer: { display: about.hospital }, site: about.site },
  }
}
