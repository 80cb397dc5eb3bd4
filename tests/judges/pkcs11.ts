/**
 * A seal by a key that never leaves its token: SoftHSM2 over PKCS#11. Run by `npm run test:judges`; `pkcs11js` is a native
 * addon, so it is built under out/judges/ and is no dependency of the product.
 */
import { execFileSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { buildCms } from '../../main/custody/seal/build-cms.ts'
import { type Pkcs11, pkcs11SealKey } from '../../main/custody/seal/pkcs11-seal-key.ts'
import { composePdf } from '../../paper/compose.ts'
import { prepareSeal } from '../../paper/seal.ts'
import { dutch } from '../document/people.ts'
import { assets, attachmentsOf, icc, makeVisitKey } from '../document/sealed.ts'
import { makeTrainingCa } from '../document/training-ca.ts'

interface Module extends Pkcs11<Buffer> {
  load(path: string): void
  C_Initialize(): void
  C_GetSlotList(withToken: boolean): Buffer[]
  C_OpenSession(slot: Buffer, flags: number): Buffer
  C_Login(session: Buffer, user: number, pin: string): void
  C_Finalize(): void
}

const library = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so'].find(existsSync)
const folder = fileURLToPath(new URL('../../out/judges/pkcs11/', import.meta.url))
if (!existsSync(join(folder, 'node_modules/pkcs11js/build'))) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  // This project's own .npmrc, which npm hands on, runs nobody's scripts; here one has to build.
  execFileSync(
    'npm',
    ['install', '--ignore-scripts=false', '--no-fund', '--no-audit', '--save-exact', 'pkcs11js@2.1.7'],
    {
      cwd: folder,
      stdio: 'inherit',
    },
  )
}

const tokens = join(folder, 'tokens')
rmSync(tokens, { recursive: true, force: true })
mkdirSync(tokens)
writeFileSync(join(folder, 'softhsm2.conf'), `directories.tokendir = ${tokens}\nlog.level = ERROR\n`)
process.env['SOFTHSM2_CONF'] = join(folder, 'softhsm2.conf')
const softhsm = (...args: string[]): void => void execFileSync('softhsm2-util', args, { stdio: 'ignore' })
const ca = makeTrainingCa()
softhsm('--init-token', '--free', '--label', 'balie', '--so-pin', '1234', '--pin', '1234')
softhsm('--import', join(ca.folder, 'leaf.key'), '--token', 'balie', '--label', 'seal', '--id', '01', '--pin', '1234')

const { PKCS11 }: { PKCS11: new () => Module } = createRequire(import.meta.url)(join(folder, 'node_modules/pkcs11js'))
const module = new PKCS11()
module.load(library ?? 'libsofthsm2.so')
module.C_Initialize()
const slot = module.C_GetSlotList(true)[0]
if (slot === undefined) throw new Error('no token')
const session = module.C_OpenSession(slot, 4)
module.C_Login(session, 1, '1234')

const composed = await composePdf(dutch, { assets, icc, attachments: await attachmentsOf(dutch, await makeVisitKey()) })
const prepared = prepareSeal(composed)
const key = pkcs11SealKey({ module, session, label: 'seal', chain: [ca.leaf, ca.root] })
const failures: string[] = []
// Many times: a number with a leading zero byte or a high first bit comes once in a while.
for (let i = 0; i < 300; i++) {
  const pdf = prepared.finish(await buildCms({ digest: prepared.sha256, ...key }))
  const report = await verifyPdf(portOver(webcrypto.subtle), pdf, { anchors: [ca.root], at: new Date('2026-11-24') })
  if (report.problem !== null) failures.push(report.problem.detail)
}
try {
  pkcs11SealKey({ module, session, label: 'nobody', chain: [] })
  failures.push('a key that is not there was found')
} catch {
  // That is what it should do.
}
module.C_Finalize()
console.log(JSON.stringify({ seals: 300, failures }))
process.exitCode = failures.length === 0 ? 0 : 1
