/**
 * Every paper of a training central before the outside judges: what people signed alone, together and over several visits, in each way
 * of signing, and the sealed answers. One process of each judge for all files. Writes out/judges/stored.json. Run by `npm run test:judges`.
 */
import { spawnSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyApproval } from '../../domain/verify/approval.ts'
import { derOf } from '../central/support/der.ts'
import { enrolKiosk, folder, training } from '../central/support/kiosk.ts'
import { flips } from '../document/forgeries/bytes.ts'
import { target } from '../document/forgeries/tools.ts'
import { here, javaJudge, lines, out, pyhanko } from './outside.ts'
import { askings, storedPaper } from './stored-papers.ts'
import type { StoredPaper } from './stored-papers.ts'

const files = join(out, 'stored')
rmSync(files, { recursive: true, force: true })
mkdirSync(files, { recursive: true })
const write = (name: string, bytes: Uint8Array | string): string => {
  const path = join(files, name)
  writeFileSync(path, bytes)
  return path
}

const data = folder()
const central = await training(data.path)
const kiosks = [await enrolKiosk(central), await enrolKiosk(central)] as const
const papers: StoredPaper[] = []
const { sealCa, timeCa } = central.house
const list = async (name: 'seals' | 'time'): Promise<string> =>
  write(`${name}.crl`, new Uint8Array(await (await fetch(`${central.staff}/crl/${name}.crl`)).arrayBuffer()))
let lists: readonly string[]
try {
  for (const asking of askings) papers.push(await storedPaper({ central, data: data.path, kiosks }, asking))
  lists = [await list('seals'), await list('time')]
} finally {
  await central.close()
  data.remove()
}

const good = papers.flatMap(({ name, form, lasting, answer }) => [
  write(`${name}.pdf`, form),
  write(`${name}-lasting.pdf`, lasting),
  write(`${name}-answer.pdf`, answer),
])
/** Whether the seal covers this byte: the room in which it lies itself is not all used. */
const covered = (pdf: Uint8Array): ((at: number) => boolean) => {
  const [, hole = 0, behind = 0] = (/\/ByteRange\[0 (\d+) (\d+) /.exec(Buffer.from(pdf).toString('latin1')) ?? []).map(Number) // prettier-ignore
  return (at) => at < hole || at >= behind
}
// One of each kind of seal, with a bit changed here and there: these every judge has to refuse.
const changed = papers
  .filter(({ name }) => ['parents-and-child', 'witnessed'].includes(name))
  .flatMap(({ name, form, answer }) => Object.entries({ [name]: form, [`${name}-answer`]: answer }))
  .flatMap(([name, pdf]) =>
    flips(target(pdf))
      .filter(({ bytes }, i) => i % 8 === 0 && covered(pdf)(bytes.findIndex((byte, at) => byte !== pdf[at])))
      .map(({ bytes }, i) => write(`changed-${name}-${i}.pdf`, bytes)),
  )

const [root, timeRoot] = [write('root.pem', sealCa.certificate), write('time.pem', timeCa.certificate)]
const failures: string[] = []
/** All of `good` pass and all of `changed` fail, with so many verdicts on each file. */
const hold = (
  who: string,
  verdicts: readonly string[],
  { passed = [], failed = [] }: Record<'passed' | 'failed', readonly string[] | undefined>,
  each = 1,
): void => {
  // prettier-ignore
  const wanted = [...passed, ...failed].length * each
  if (verdicts.length !== wanted) failures.push(`${who}: ${verdicts.length} verdicts of ${wanted}`)
  const sure = passed.length * each
  failures.push(...verdicts.slice(0, sure).filter((line) => !line.startsWith('PASS')))
  failures.push(...verdicts.slice(sure).filter((line) => !line.startsWith('FAIL')).map((line) => `accepted: ${line}`)) // prettier-ignore
}
const seals = { passed: good, failed: changed }
hold('veraPDF', lines('java', [...javaJudge('verapdf', 'judge.Judge'), ...good]), { passed: good, failed: [] }, 2)
hold('pyHanko', lines(pyhanko(), [join(here, 'pyhanko/judge.py'), root, timeRoot, ...good, ...changed]), seals)
hold('EU DSS', lines('java', [...javaJudge('dss', 'judge.Validate'), root, timeRoot, ...lists, ...good, ...changed]), seals) // prettier-ignore
for (const one of good) {
  const qpdf = spawnSync('qpdf', ['--check', one], { encoding: 'utf8' })
  if (qpdf.status !== 0) failures.push(`qpdf: ${one}: ${qpdf.stderr}`)
  const seen = spawnSync('pdfsig', ['-nocert', one], { encoding: 'utf8' }).stdout
  if (!seen.includes('Signature is Valid') || seen.includes('Invalid')) failures.push(`pdfsig: ${one}`)
}
const options = { anchors: [derOf(sealCa.certificate)], timeAnchors: [derOf(timeCa.certificate)], at: new Date() }
for (const { name, lasting, answer } of papers) {
  const { problem } = await verifyApproval(portOver(webcrypto.subtle), { approval: answer, form: lasting }, options)
  if (problem !== null) failures.push(`the verifier refuses ${name}: ${problem.which} ${problem.id}`)
}

const report = { papers: papers.map(({ name }) => name), files: good.length, changed: changed.length, failures }
write('../stored.json', `${JSON.stringify(report, null, 2)}\n`)
console.log(JSON.stringify(report, null, 2))
process.exitCode = failures.length === 0 ? 0 : 1
