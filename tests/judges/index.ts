/** `npm run test:judges`: judges that nobody here wrote, one after the other; exit code 1 when one says no. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const judges = ['document.ts', 'stored.ts', 'pkcs11.ts']
const failed = judges.filter((name) => {
  console.log(`\n── ${name} ──`)
  const file = fileURLToPath(new URL(name, import.meta.url))
  return spawnSync(process.execPath, [file], { stdio: 'inherit' }).status !== 0
})
console.log(failed.length === 0 ? '\nAll judges agree.' : `\nNot agreed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
