/** Where the identity providers keep grants, sessions and codes: the seven methods that the library asks for. A port: see store/. */
import type { AdapterConstructor } from 'oidc-provider'

/** One table per provider: what one of them issued is nothing to the other. */
export type OidcTable = 'oidc' | 'oidc_citizen'

/** What has expired is not found any more. A code is consumed once: the second of two at once is refused. */
export type OidcStore = (table: OidcTable) => AdapterConstructor
