/** What can be run: command name → the TypeScript entry file that Node 24 runs. One line per npm script. */
export const commands = {
  start: 'main/start/index.ts',
  reset: 'main/start/reset.ts',
  test: 'tests/run.ts',
  'test:electron-runtime': 'tests/electron-runtime/assemble.ts',
  demo: 'tests/demo/index.ts',
  bench: 'tests/bench/index.ts',
  verify: 'tools/verify.ts',
  escrow: 'tools/escrow.ts',
  'prove:document': 'tests/prove/document.ts',
  rules: 'tools/rules.ts',
  'prove:rules': 'tests/prove/rules.ts',
  'bench:rules': 'tests/bench/rules.ts',
  'mutate:rules': 'tests/bench/rules.mutate.ts',
  'test:judges': 'tests/judges/index.ts',
  build: 'build/vite/build-app.ts',
  package: 'build/package/index.ts',
}
