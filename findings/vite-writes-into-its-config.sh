#!/usr/bin/env bash
# vite.build(config) writes into the object that it is given, and what it writes wins later: a second build of
# `{ ...config, build: { ...config.build, sourcemap: true } }` makes no source map, without a word.
#
# Guessed: a build reads its config, as the types and every example suggest; spreading one into a changed copy is the
# usual way to vary it. Seen: after the first build the object has `environments`, `worker`, `optimizeDeps` and `resolve`.
# `environments.ssr.build` holds the options that the first build was given, and in a later build they go before `build`.
#
# Why it matters here: the test of the list of parts (tests/build/sbom.test.ts) asks the bundler for source maps, to know
# which packages are in the kiosk. In a process that had built the app before it got none, and would have found no package
# at all. Balie hands over a copy (build/vite/build-app.ts).
#
# Needs node 20.19 or newer, npm and the registry. Ends with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts vite@8.3.8
echo 'console.log(1)' >entry.js
cat >run.mjs <<'JS'
import { build, version } from 'vite'
const made = () => ({
  configFile: false,
  root: process.cwd(),
  logLevel: 'silent',
  build: { ssr: 'entry.js', write: false, sourcemap: false },
})
const withMap = async (config) => {
  const { output } = await build({ ...config, build: { ...config.build, sourcemap: true } })
  return output.some(({ map }) => map != null)
}
const [fresh, used] = [made(), made()]
await build(used)
const [first, second] = [await withMap(fresh), await withMap(used)]
console.log(`node ${process.version}, vite ${version}`)
console.log('keys after a build:                   ', Object.keys(used).join(', '))
console.log('source map from a changed copy:       ', first)
console.log('… when the original was built before: ', second)
const same = first && !second
console.log(same ? 'as found' : 'CHANGED')
process.exit(same ? 0 : 1)
JS
node run.mjs
