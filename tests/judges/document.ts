/**
 * `npm run test:judges`: sealed documents before judges that nobody here wrote. pyHanko (PyPI), veraPDF and EU DSS (Maven Central)
 * are built on first use under out/judges/; then no network is needed. Writes out/judges/document.json.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { portOver } from '../../domain/verify/base/subtle-port.ts'
import { verifyPdf } from '../../domain/verify/verify.ts'
import { composePdf } from '../../paper/compose.ts'
import { sealedApproval } from '../document/approvals.ts'
import { extend as extendAsCentral } from '../document/extend.ts'
import { byteForgeries, flips } from '../document/forgeries/bytes.ts'
import { extendedForgeries } from '../document/forgeries/extended.ts'
import { sealForgeries } from '../document/forgeries/seals.ts'
import { target } from '../document/forgeries/tools.ts'
import { updateForgeries } from '../document/forgeries/updates.ts'
import { casts, makeHouse, paperOf, sealedActs, sealedByCentral } from '../document/acts.ts'
import { arabic, dutch, english, hebrew, marking, tapping, withSigners } from '../document/people.ts'
import { assets, attachmentsOf, icc, makeVisitKey, sealFile, sealedPdf } from '../document/sealed.ts'
import { listOf, makeTrainingCa } from '../document/training-ca.ts'
import { makeTrainingTsa, stampBy } from '../document/training-tsa.ts'
import { here, javaJudge, lines, out, pyhanko } from './outside.ts'

const files = join(out, 'files')
rmSync(files, { recursive: true, force: true })
mkdirSync(files, { recursive: true })

const ca = makeTrainingCa()
const tsa = makeTrainingTsa('critical,timeStamping', 'rsa')
const list = join(files, 'list.crl')
writeFileSync(list, listOf(ca))
const timeList = join(files, 'time.crl')
writeFileSync(timeList, listOf(tsa))
const timeStamp = stampBy(tsa)
const root = join(files, 'root.pem')
writeFileSync(root, ca.rootPem)
const python = pyhanko()
const java = javaJudge('verapdf', 'judge.Judge')
const dss = javaJudge('dss', 'judge.Extend')
const dssJudge = [...dss.slice(0, -1), 'judge.Validate', root, join(tsa.folder, 'root.pem'), list, timeList]

const good: string[] = []
/** The same with long-term data by the central's own code, and renewed once more. */
const ownExtended: string[] = []
for (const [language, model] of Object.entries({
  nl: dutch,
  nlSimple: { ...dutch, language: 'nlSimple' } as const,
  en: english,
  ar: arabic,
  he: hebrew,
}))
  for (const count of [1, 2, 3, 4])
    for (const stamped of [false, true]) {
      const path = join(files, `${language}-${count}${stamped ? '-stamped' : ''}.pdf`)
      const sealed = await sealedPdf(withSigners(model, count), { ca, ...(stamped ? { timeStamp } : {}) })
      writeFileSync(path, sealed)
      good.push(path)
      const lasting = await extendAsCentral(sealed, { ca, tsa })
      for (const [name, bytes] of [
        ['lasting', lasting],
        ['renewed', await extendAsCentral(lasting, { ca, tsa })],
      ] as const) {
        writeFileSync(path.replace('.pdf', `-${name}.pdf`), bytes)
        ownExtended.push(path.replace('.pdf', `-${name}.pdf`))
      }
    }
/** What several people signed in several visits, under the house's own seal; and forms with the other ways of signing. */
const house = makeHouse(ca)
const composedByHouse: string[] = []
for (const [name, cast] of Object.entries(casts))
  for (const stamped of [false, true]) {
    const path = join(files, `acts-${name}${stamped ? '-stamped' : ''}.pdf`)
    const paper = await paperOf(cast)
    const sealed = stamped ? await sealedByCentral(paper, { ca, timeStamp }) : await sealedActs(paper, { ca: house })
    writeFileSync(path, sealed)
    composedByHouse.push(path)
    const lasting = path.replace('.pdf', '-lasting.pdf')
    writeFileSync(lasting, await extendAsCentral(sealed, { ca, tsa }))
    ownExtended.push(lasting)
  }
for (const [name, signers] of Object.entries({ tapped: [tapping], witnessed: [marking], all: [tapping, marking] }))
  for (const model of [dutch, english, arabic, hebrew]) {
    const path = join(files, `marks-${model.language}-${name}.pdf`)
    writeFileSync(path, await sealedPdf({ ...model, signers }, { ca }))
    good.push(path)
  }
good.push(...composedByHouse)
/** The second document, whose seal is somebody's own. */
const approvals: string[] = []
const approved = await sealedPdf(dutch, { ca })
for (const language of ['nl', 'nlSimple', 'en'] as const)
  for (const stamped of [false, true]) {
    const path = join(files, `approval-${language}${stamped ? '-stamped' : ''}.pdf`)
    writeFileSync(path, await sealedApproval(approved, { under: ca, language, ...(stamped ? { timeStamp } : {}) }))
    approvals.push(path)
  }
const extend = [join(here, 'pyhanko/extend.py'), join(files, 'nl-1.pdf'), files, join(tsa.folder, 'tsa.pem'), join(tsa.folder, 'tsa.key'), join(tsa.folder, 'root.pem'), root, join(ca.folder, 'leaf.pem')] // prettier-ignore
execFileSync(python, extend, { stdio: 'inherit' })
execFileSync('java', [...dss, join(files, 'nl-2.pdf'), files, root, join(tsa.folder, 'tsa.pem'), join(tsa.folder, 'tsa.key'), join(tsa.folder, 'root.pem')], { stdio: ['ignore', 'ignore', 'ignore'] }) // prettier-ignore
const byDss = ['dss-t', 'dss-lt', 'dss-lta']
const byPyHanko = ['dss', 'stamp', 'dss-stamp', 'dss-stamp-dss']
const path = (name: string): string => join(files, `${name}.pdf`)
const extended = [...[...byDss, ...byPyHanko].map(path), ...ownExtended]
// pyHanko calls what EU DSS rewrites "form filling" and refuses it at P=1; the two judges differ there.
const forPyHanko = [...good, ...approvals, ...byPyHanko.map(path), ...ownExtended]

const port = portOver(webcrypto.subtle)
const at = new Date(Math.max(Date.now(), Date.parse('2026-11-24')) + 3_600_000)
const ours = async (path: string): Promise<string | null> =>
  (await verifyPdf(port, new Uint8Array(readFileSync(path)), { anchors: [ca.root], timeAnchors: [tsa.root], at }))
    .problem?.id ?? null

const failures: string[] = []
const expectAll = (verdicts: readonly string[], count: number, who: string): void => {
  if (verdicts.length !== count) failures.push(`${who}: ${verdicts.length} verdicts of ${count}`)
  failures.push(...verdicts.filter((line) => line.startsWith('FAIL')))
}
const all = [...good, ...approvals, ...extended]
expectAll(lines('java', [...java, ...all]), 2 * all.length, 'veraPDF')
expectAll(
  lines(python, [join(here, 'pyhanko/judge.py'), root, join(tsa.folder, 'root.pem'), ...forPyHanko]),
  forPyHanko.length,
  'pyHanko',
)
expectAll(lines('java', [...dssJudge, ...all]), all.length, 'EU DSS')
for (const one of extended) {
  const qpdf = spawnSync('qpdf', ['--check', one], { encoding: 'utf8' })
  if (qpdf.status !== 0) failures.push(`qpdf: ${one}: ${qpdf.stderr}`)
  const seen = spawnSync('pdfsig', ['-nocert', one], { encoding: 'utf8' }).stdout
  if (!seen.includes('Signature is Valid') || seen.includes('Invalid')) failures.push(`pdfsig: ${one}`)
}
for (const one of [...good, ...extended]) {
  const problem = await ours(one)
  if (problem !== null) failures.push(`the verifier refuses ${one}: ${problem}`)
}

const composed = await composePdf(dutch, { assets, icc, attachments: await attachmentsOf(dutch, await makeVisitKey()) })
const honest = target(await sealFile(composed, { ca }))
const lasting = await extendAsCentral(honest.bytes, { ca, tsa })
const other = await extendAsCentral(await sealedPdf({ ...dutch, reference: '9X9-999' }, { ca }), { ca, tsa })
const forged = [
  ...flips(honest),
  ...byteForgeries(honest),
  ...updateForgeries(honest),
  ...sealForgeries(composed, ca),
  ...(await extendedForgeries({ sealed: honest.bytes, extended: lasting, other }, { ca, tsa })),
  ...flips(target(readFileSync(join(files, 'acts-four.pdf')))).filter((_, i) => i % 4 === 0),
]
const paths = forged.map(({ bytes }, i) => {
  const path = join(files, `forged-${i}.pdf`)
  writeFileSync(path, bytes)
  return path
})
const acceptedBy = (verdicts: readonly string[], who: string): readonly string[] => {
  if (verdicts.length !== forged.length)
    failures.push(`${who}: ${verdicts.length} verdicts of ${forged.length} forgeries`)
  return forged.filter((_, i) => verdicts[i]?.startsWith('PASS')).map(({ name }) => name)
}
const acceptedByPyHanko = acceptedBy(
  lines(python, [join(here, 'pyhanko/judge.py'), root, join(tsa.folder, 'root.pem'), ...paths]),
  'pyHanko',
)
const acceptedByDss = acceptedBy(lines('java', [...dssJudge, ...paths]), 'EU DSS')
for (const [i, path] of paths.entries())
  if ((await ours(path)) === null) failures.push(`the verifier accepts ${forged[i]?.name ?? path}`)

const report = {
  good: good.length,
  composedByHouse: composedByHouse.length,
  approvals: approvals.length,
  extended: extended.length,
  forged: forged.length,
  acceptedByPyHanko,
  acceptedByDss,
  acceptedByBoth: acceptedByPyHanko.filter((name) => acceptedByDss.includes(name)),
  failures,
}
writeFileSync(join(out, 'document.json'), `${JSON.stringify(report, null, 2)}\n`)
console.log(JSON.stringify(report, null, 2))
process.exitCode = failures.length === 0 ? 0 : 1
